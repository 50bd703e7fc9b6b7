import { describe, expect, it } from "vitest";
import { type Mask } from "#engine/raster.ts";
import { stageInMask } from "#local/bedrock/stage-in-mask.ts";
import { CannotDraw } from "#local/bedrock/studio.ts";
import { drawRoom, drawnRoom } from "#test/engine/geometry/room-fixture.ts";
import { drawnMask } from "#test/engine/drawn.ts";

const size = { width: 480, height: 360 };
const room = drawRoom(drawnRoom(size));
const upTo = (share: number): Mask => drawnMask(size.width, size.height, (x) => x < share * size.width);

/** What share of the furnished picture is changed to the right of the mask. */
function changedBeyond(share: number): number | "cannot be drawn" {
  try {
    const { image } = stageInMask(room, upTo(share), { roomType: "bedroom", style: "modern" }, 3);
    let changed = 0;
    for (let y = 0; y < size.height; y++)
      for (let x = Math.ceil((share + 0.01) * size.width); x < size.width; x++) {
        const at = (y * size.width + x) * 3;
        const change = Math.abs((image.data[at] ?? 0) - (room.data[at] ?? 0));
        // More than a soft shadow does.
        if (change > 60) changed++;
      }
    return changed / (size.width * size.height);
  } catch (error) {
    if (error instanceof CannotDraw) return "cannot be drawn";
    throw error;
  }
}

describe("stageInMask", () => {
  it("shows no piece of which the mask would cut something off", () => {
    const [whole, most, half, strip] = [1, 0.8, 0.6, 0.1].map(changedBeyond);
    expect(whole).toBe(0);
    expect(most).toBeLessThan(0.0001);
    // A bed that is cut by a hand's breadth is no bed.
    expect(half).toBe("cannot be drawn");
    expect(strip).toBe("cannot be drawn");
  });
});
