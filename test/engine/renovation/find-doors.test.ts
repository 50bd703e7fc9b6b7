import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { rayThrough } from "#engine/geometry/camera.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { findDoors } from "#engine/renovation/find-doors.ts";
import { partSurfaces } from "#engine/renovation/part-surfaces.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { drawn } from "#test/engine/drawn.ts";
import { cameraOf, drawnRoom, drawRoom } from "#test/engine/geometry/room-fixture.ts";

const made = drawnRoom({
  width: 320,
  height: 240,
  yaw: 0.1,
  pitch: 0.05,
  box: { left: -2.2, right: 2.1, back: 3.4, ceiling: 2.6 },
});
const camera = cameraOf(made);
const bare = drawRoom(made);
const known = estimateRoom(bare);

/** A flat brown thing on the back wall, metres. */
interface Leaf {
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
}

const isOn = ({ from, to, bottom, top }: Leaf, px: number, py: number): boolean => {
  const [x, y, z] = rayThrough(camera, px, py);
  const t = made.box.back / z;
  const up = camera.heightM + y * t;
  return x * t > from && x * t < to && up > bottom && up < top;
};

/** What is found in the room with the leaf, told which network classes it is made of. */
function doorsWith(leaf: Leaf, seen: readonly SeenObject[] = [], confidence = 0.9) {
  const photo = drawn(bare.width, bare.height, (x, y) => {
    if (isOn(leaf, x + 0.5, y + 0.5)) return [110, 72, 48];
    const i = (y * bare.width + x) * 3;
    return [bare.data[i] ?? 0, bare.data[i + 1] ?? 0, bare.data[i + 2] ?? 0];
  });
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const x = (((cell % side) + 0.5) / side) * bare.width;
    const y = ((Math.floor(cell / side) + 0.5) / side) * bare.height;
    const { face } = faceAt(camera, made.box, x, y);
    const own = isOn(leaf, x, y) ? "other" : face === "floor" || face === "ceiling" ? face : "walls";
    logits[cell * surfaceClasses.length + surfaceClasses.indexOf(own)] = 4;
  }
  const room = { ...known, camera, box: made.box, confidence };
  const parts = partSurfaces(photo, { side, logits }, room, seen);
  return findDoors({ photo, room, objects: seen, parts: () => parts });
}

const door: Leaf = { from: -0.4, to: 0.45, bottom: 0, top: 2.02 };

describe("findDoors", () => {
  it("finds a door, all of it and nothing beside it", () => {
    const found = doorsWith(door);
    expect(found?.confidence).toBeGreaterThan(0.75);
    if (found === undefined) return;
    const { data, width, height } = found.mask;
    let both = 0;
    let either = 0;
    for (let i = 0; i < data.length; i++) {
      const x = (((i % width) + 0.5) * bare.width) / width;
      const y = ((Math.floor(i / width) + 0.5) * bare.height) / height;
      if (isOn(door, x, y) && data[i] !== 0) both++;
      if (isOn(door, x, y) || data[i] !== 0) either++;
    }
    expect(both / either).toBeGreaterThan(0.85);
  });

  it("takes for a door neither what hangs above the floor nor what is too wide, too narrow or too low", () => {
    expect(doorsWith({ ...door, bottom: 0.7 })).toBeUndefined();
    expect(doorsWith({ ...door, from: -1.6, to: 1.6 })).toBeUndefined();
    expect(doorsWith({ ...door, to: -0.1 })).toBeUndefined();
    expect(doorsWith({ ...door, top: 1.3 })).toBeUndefined();
  });

  it("takes no refrigerator for a door, and finds none in a room it does not know", () => {
    const cold: SeenObject = {
      name: "refrigerator",
      confidence: 0.6,
      x: 0,
      y: 0,
      width: bare.width,
      height: bare.height,
    };
    expect(doorsWith(door, [cold])).toBeUndefined();
    expect(doorsWith(door, [], 0.2)).toBeUndefined();
  });
});
