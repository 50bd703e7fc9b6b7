import { describe, expect, it } from "vitest";
import { detectionsNode } from "#engine/objects/objects-in.ts";
import { inputSidePx } from "#engine/objects/executed.ts";
import { networkPass } from "#engine/objects/network-pass.ts";
import { askNetwork } from "#engine/objects/network-thread.ts";
import { drawn } from "#test/engine/drawn.ts";

const coarse = "tower_0/CenternetHead/Relu";
const photo = drawn(96, 64, (x, y) => [x * 2, y * 3, 90]);
const other = drawn(96, 64, (x, y) => [y * 3, 40, x * 2]);

describe("networkPass", () => {
  it("answers each of several questions with its own nodes, in the order they are named", async () => {
    const [both, one, strange] = await Promise.all([
      networkPass(photo, [detectionsNode, coarse]),
      networkPass(photo, [coarse]),
      networkPass(other, [coarse]),
    ]);
    if (both.kind === "unavailable" || one.kind === "unavailable" || strange.kind === "unavailable")
      throw new Error("the network cannot be loaded");
    expect(both.outputs.map(({ length }) => length)).toEqual([expect.any(Number), 32 * 32 * 256]);
    expect(both.outputs[1]).toEqual(one.outputs[0]);
    expect(strange.outputs[0]).not.toEqual(one.outputs[0]);
  });

  it("lets the caller go on meanwhile, and leaves the photo's pixels with it", async () => {
    const square = drawn(inputSidePx, inputSidePx, (x) => [x / 2, 80, 90]);
    const before = square.data.slice();
    let isAnswered = false;
    const pass = networkPass(square, [coarse]).then(() => (isAnswered = true));
    expect(isAnswered).toBe(false);
    await pass;
    expect(square.data).toEqual(before);
  });

  it("refuses what it cannot answer, with the network's own words, and answers what comes after", async () => {
    await expect(networkPass(photo, ["no such node"])).rejects.toThrow("no such node");
    await expect(askNetwork(new Uint8Array(5), [coarse])).rejects.toThrow(/shape|values/);
    expect((await networkPass(photo, [coarse])).kind).toBe("seen");
  });
});
