import { expect, it } from "vitest";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { exposureFor } from "#engine/staging/exposure-for.ts";
import { type Fallen, irradiance } from "#engine/staging/irradiance.ts";
import { type RayTree } from "#engine/staging/ray-tree.ts";
import { type RoomLight, roomLight } from "#engine/staging/room-light.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

const empty: RayTree = { any: () => -1, nearest: () => -1 };

/** How much greener than the photo's white the light on a thing in the middle of the room is; 1 = as white as that. */
function greenness(light: RoomLight): number {
  const exposure = exposureFor(light, { pieces: [] });
  const at = irradiance(light, empty, exposure, 64, 400, () => {});
  const out: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  at(0, 0.6, 3, 0, 1, 0, 0.3, out);
  return out.g / Math.sqrt(out.r * out.b) / (light.white[1] / Math.sqrt(light.white[0] * light.white[2]));
}

it("takes back most of the green that trees before the windows give to what stands in the room", () => {
  const room = drawRoom(drawnRoom({ width: 480, height: 360 }));
  const light = roomLight(room, estimateRoom(room));
  const green = (strength: number): RoomLight => ({
    ...light,
    lamps: light.lamps.map((lamp) => ({ ...lamp, g: lamp.g * strength })),
  });
  expect(greenness(light)).toBeCloseTo(1, 1);
  expect(greenness(green(1.5))).toBeGreaterThan(1);
  expect(greenness(green(1.5))).toBeLessThan(1.12);
});
