import { describe, expect, it } from "vitest";
import { rayThrough } from "#engine/geometry/camera.ts";
import { hash2 } from "#engine/random.ts";
import { blankRaster, type Raster } from "#engine/raster.ts";
import { edgesByCorners } from "#engine/staging/corner-edges.ts";
import { cameraOf, drawnRoom } from "../geometry/room-fixture.ts";

const camera = cameraOf(drawnRoom({ width: 640, height: 480, yaw: 0, pitch: 0.25, eyeM: 1.45 }));
const island = { left: -0.6, right: 0.6, front: 1.8, back: 2.4, top: 0.9 };

type Colour = readonly [number, number, number];
const FLOOR: Colour = [120, 112, 105];
const WALL: Colour = [228, 226, 220];
const TOP: Colour = [205, 190, 170];
const FRONT: Colour = [70, 90, 110];

function drawn(colourAt: (ray: readonly [number, number, number]) => Colour): Raster {
  const photo = blankRaster(640, 480);
  for (let y = 0; y < 480; y++)
    for (let x = 0; x < 640; x++) {
      const grain = (hash2(x, y, 1) - 0.5) * 4;
      photo.data.set(
        colourAt(rayThrough(camera, x + 0.5, y + 0.5)).map((v) => v + grain),
        (y * 640 + x) * 3,
      );
    }
  return photo;
}

const behind = ([, ry, rz]: readonly [number, number, number]): Colour =>
  ry < 0 && (camera.heightM / -ry) * rz < 4 ? FLOOR : WALL;

/** A free-standing block with a top. */
function withIsland(ray: readonly [number, number, number]): Colour {
  const [rx, ry, rz] = ray;
  const level = (island.top - camera.heightM) / ry;
  if (level > 0 && rz * level > island.front && rz * level < island.back && Math.abs(rx * level) < 0.6)
    return TOP;
  const upright = island.front / rz;
  const y = camera.heightM + ry * upright;
  return y > 0 && y < island.top && Math.abs(rx * upright) < 0.6 ? FRONT : behind(ray);
}

/** A board on the far wall, as large in the picture as the island's top and below the horizon like it. */
function withBoard(ray: readonly [number, number, number]): Colour {
  const [rx, ry, rz] = ray;
  const [x, y] = [(rx * 4) / rz, camera.heightM + (ry * 4) / rz];
  return Math.abs(x) < 1.2 && y > 0.2 && y < 1.1 ? FRONT : behind(ray);
}

describe("edgesByCorners", () => {
  it("finds the front edge of a level face where it is, by the sides that lead away from it", () => {
    const fronts = edgesByCorners(drawn(withIsland), camera).filter(({ into }) => into.z === 1);
    const nearest = fronts.filter(({ places }) => places.every(({ z }) => Math.abs(z - island.front) < 0.08));
    expect(nearest.length).toBeGreaterThan(0);
    for (const { places } of nearest)
      for (const { x } of places) expect(Math.abs(x)).toBeLessThan(island.right + 0.08);
  });

  it("finds none on an upright board, whose sides run upwards", () => {
    expect(edgesByCorners(drawn(withBoard), camera)).toEqual([]);
  });
});
