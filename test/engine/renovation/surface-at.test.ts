import { describe, expect, it } from "vitest";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Search, searchIn } from "#engine/renovation/find-surface.ts";
import { surfaceAt } from "#engine/renovation/surface-at.ts";
import { surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { aRoom, drawn } from "#test/engine/drawn.ts";

const width = 480;
const height = 320;
const door = { left: 300, top: 110, right: 350, bottom: 198 };
const isDoor = (x: number, y: number): boolean =>
  x >= door.left && x < door.right && y >= door.top && y < door.bottom;

/** The drawn room with a brown door in its far wall. */
function aSearch(): Search {
  const bare = aRoom(width, height);
  const photo = drawn(width, height, (x, y) => {
    const i = (y * width + x) * 3;
    return isDoor(x, y) ? [110, 70, 40] : [bare.data[i] ?? 0, bare.data[i + 1] ?? 0, bare.data[i + 2] ?? 0];
  });
  return searchIn(photo, { ...estimateRoom(photo), confidence: 0 }, [], likeness());
}

function likeness(): SurfaceLikeness {
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const y = (Math.floor(cell / side) + 0.5) / side;
    const x = ((cell % side) + 0.5) / side;
    const name = isDoor(x * width, y * height)
      ? "other"
      : y < 0.22
        ? "ceiling"
        : y < 0.62
          ? "walls"
          : "floor";
    logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = 6;
  }
  return { side, logits };
}

const at = (data: Uint8Array, x: number, y: number): number | undefined => data[y * width + x];

describe("surfaceAt", () => {
  it("names the surface under the point and gives all of it", () => {
    const { surface, mask } = surfaceAt(aSearch(), 60, 300);
    expect(surface).toBe("floor");
    expect(at(mask.data, 60, 300)).toBe(255);
    expect(at(mask.data, 420, 310)).toBe(255);
    expect(at(mask.data, 240, 20)).toBe(0);
  });

  it("gives a door, which no finder knows, as what is of one colour there", () => {
    const { surface, mask } = surfaceAt(aSearch(), 325, 160);
    expect(surface).toBeUndefined();
    let [inside, outside] = [0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if ((at(mask.data, x, y) ?? 0) >= 128) {
          if (isDoor(x, y)) inside++;
          else outside++;
        }
    const area = (door.right - door.left) * (door.bottom - door.top);
    expect(inside).toBeGreaterThan(0.9 * area);
    expect(outside).toBeLessThan(0.1 * area);
  });

  it("throws for a point outside of the photo", () => {
    expect(() => surfaceAt(aSearch(), width, 10)).toThrow(RangeError);
    expect(() => surfaceAt(aSearch(), Number.NaN, 10)).toThrow(RangeError);
  });
});
