import { describe, expect, it } from "vitest";
import { decodePhoto } from "#engine/codec/decode.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { surfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { roomWithCrate } from "#test/pictures/scenes.ts";

describe("lookAtRoom", () => {
  it("sees by one pass of the network what two see", async () => {
    const read = await decodePhoto(await roomWithCrate({ width: 600, height: 400 }), { maxPixels: 1e6 });
    if (read.kind === "refused") throw new Error(read.reason);
    const seen = await lookAtRoom(read.photo);
    expect(await objectsIn(read.photo)).toEqual(seen?.objects);
    expect(seen?.likeness.logits.some((value) => value !== 0)).toBe(true);
    expect(await surfaceLikeness(read.photo)).toEqual(seen?.likeness);
  });
});
