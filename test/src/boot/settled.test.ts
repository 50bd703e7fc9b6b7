import { beforeEach, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("window", { addEventListener: () => undefined });
  vi.stubGlobal("document", { readyState: "loading" });
});

it("gives each who waits for the first screen a turn of its own, in the order they asked", async () => {
  const { hasSettled, noteFirstPicture, settled } = await import("#src/boot/settled.ts");
  const seen: string[] = [];
  const wait = async (name: string): Promise<void> => {
    await settled();
    expect(hasSettled()).toBe(true);
    seen.push(name);
    // A task that was already waiting comes before the next one's turn.
    setTimeout(() => seen.push("something else"));
  };
  const all = ["listening", "updates", "later"].map(wait);
  expect(hasSettled()).toBe(false);
  noteFirstPicture();
  await Promise.all([...all, wait("latecomer")]);
  expect(seen.slice(0, 2)).toEqual(["listening", "something else"]);
  expect(seen.filter((name) => name !== "something else")).toEqual([
    "listening",
    "updates",
    "later",
    "latecomer",
  ]);
});
