import fc from "fast-check";
import { expect, it } from "vitest";
import { editId } from "#core/ids.ts";
import { timeOfUuid, uuidV7 } from "#core/uuid.ts";

const anyTime = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const anyChance = fc.uint8Array({ minLength: 10, maxLength: 10 });

it("carries its time and reads as an id", () => {
  fc.assert(
    fc.property(anyTime, anyChance, (nowMs, chance) => {
      const id = uuidV7(nowMs, chance);
      expect(timeOfUuid(id)).toBe(nowMs);
      expect(editId.safeParse(id).success).toBe(true);
      expect(id[14]).toBe("7");
    }),
  );
});

it("sorts as text in the order of time", () => {
  fc.assert(
    fc.property(anyTime, anyTime, anyChance, anyChance, (a, b, chanceA, chanceB) => {
      fc.pre(a < b);
      expect(uuidV7(a, chanceA) < uuidV7(b, chanceB)).toBe(true);
    }),
  );
});

it("wants ten random bytes", () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError);
});
