import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { jsonInPieces } from "#src/backend/json-in-pieces.ts";

const values = fc.anything({
  withDate: true,
  withNullPrototype: false,
  values: [fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
});

it("writes what JSON.stringify writes, however deep it is opened", async () => {
  await fc.assert(
    fc.asyncProperty(values, fc.nat(6), async (value, depth) => {
      expect(await jsonInPieces(value, depth)).toBe(JSON.stringify(value) ?? "null");
    }),
  );
});

it("lets others work between its pieces", async () => {
  let nowMs = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 1));
  let others = 0;
  const timer = setInterval(() => (others += 1), 0);
  await jsonInPieces({ items: Array.from({ length: 200 }, (_, id) => ({ id })) }, 3);
  clearInterval(timer);
  clock.mockRestore();
  expect(others).toBeGreaterThan(5);
});
