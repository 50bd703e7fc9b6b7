import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { project, rayThrough, type Camera } from "#engine/geometry/camera.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { type Room } from "#engine/geometry/room.ts";
import { hash2 } from "#engine/random.ts";
import { blankRaster, emptyMask, type Mask, type Raster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { eyeByCabinets } from "#engine/staging/eye-by-cabinets.ts";
import { levelTop } from "#engine/staging/level-tops.ts";
import { renderScene } from "#engine/staging/render-scene.ts";
import { stagingMask } from "#engine/staging/staging-mask.ts";
import { edgesOfFronts } from "#engine/staging/top-edges.ts";
import { cameraOf, drawnRoom } from "../geometry/room-fixture.ts";

const FRONT_M = 2;
const WALL_M = 2.6;
/** A hob in the worktop and a window over it, metres along the run. */
const hob = { from: -0.9, to: -0.35 };
const window = { from: 0.7, to: 1.6 };

interface Kitchen {
  readonly photo: Raster;
  readonly fronts: Mask;
  readonly camera: Camera;
}

/** A run of base cabinets along a wall, straight on: oak fronts, a pale worktop, a white wall. */
function drawnKitchen(eyeM: number): Kitchen {
  const camera = cameraOf(drawnRoom({ width: 400, height: 300, yaw: 0, pitch: 0.25, eyeM }));
  const photo = blankRaster(400, 300);
  const fronts = emptyMask(400, 300);
  for (let y = 0; y < 300; y++)
    for (let x = 0; x < 400; x++) {
      const { colour, isFront } = seen(camera, x + 0.5, y + 0.5);
      const grain = (hash2(x, y, 1) - 0.5) * 4;
      photo.data.set(
        colour.map((v) => Math.max(0, Math.min(255, v + grain))),
        (y * 400 + x) * 3,
      );
      if (isFront) fronts.data[y * 400 + x] = 255;
    }
  return { photo, fronts, camera };
}

function seen(camera: Camera, x: number, y: number): { colour: readonly number[]; isFront: boolean } {
  const [rx, ry, rz] = rayThrough(camera, x, y);
  const at = (t: number): readonly [number, number] => [rx * t, camera.heightM + ry * t];
  const [, frontY] = at(FRONT_M / rz);
  if (frontY < 0.1) return { colour: [120, 112, 105], isFront: false };
  if (frontY < 0.88) return { colour: [176, 122, 66], isFront: true };
  const [wallX, wallY] = at(WALL_M / rz);
  if (wallY < 0.9) {
    const [topX] = at((0.9 - camera.heightM) / ry);
    const isHob = topX > hob.from && topX < hob.to;
    return { colour: isHob ? [30, 30, 32] : [214, 208, 198], isFront: false };
  }
  const isWindow = wallX > window.from && wallX < window.to && wallY > 1 && wallY < 2;
  return { colour: isWindow ? [255, 255, 255] : [228, 226, 220], isFront: false };
}

function roomOf({ photo, fronts, camera }: Kitchen): Room {
  const top = levelTop(photo, camera, edgesOfFronts(camera, fronts), fronts);
  if (top === undefined) throw new Error("expected a worktop");
  const room = estimateRoom(photo);
  return {
    ...room,
    camera,
    box: { left: -6, right: 6, back: 6, ceiling: 2.6 },
    feet: { left: 0, right: 0, back: 0 },
    openings: [],
    floor: { ...room.floor, clear: room.floor.clear.map(() => 0) },
    fittings: [{ x: 0, y: 0.6, width: 1, height: 0.3 }],
    tops: [top],
  };
}

describe("eyeByCabinets", () => {
  it("is read off the base cabinets within 6 cm, wherever the camera is held", () => {
    fc.assert(
      fc.property(fc.double({ min: 1.15, max: 1.7, noNaN: true }), (eyeM) => {
        const { fronts, camera } = drawnKitchen(eyeM);
        // The camera is given at a wrong height: its directions alone must do.
        expect(Math.abs((eyeByCabinets({ ...camera, heightM: 1.45 }, fronts) ?? 0) - eyeM)).toBeLessThan(
          0.06,
        );
      }),
      { numRuns: 8 },
    );
  });

  it("is not known where no front is seen down to its toes", () => {
    const { fronts, camera } = drawnKitchen(1.45);
    const cut = { ...fronts, data: fronts.data.map((v, i) => (i > 400 * 250 ? 255 : v)) };
    expect(eyeByCabinets(camera, cut)).toBeUndefined();
  });
});

describe("levelTop", () => {
  it("is the worktop behind the fronts, without the hob and without what would hide a window", () => {
    const { photo, fronts, camera } = drawnKitchen(1.45);
    const top = levelTop(photo, camera, edgesOfFronts(camera, fronts), fronts);
    if (top === undefined) throw new Error("expected a worktop");
    const { x0, z0, cellM, columns } = top.grid;
    const z = (FRONT_M + WALL_M) / 2;
    const freeM = (x: number): number =>
      isClear(top.grid, x, z)
        ? (top.freeM[Math.floor((z - z0) / cellM) * columns + Math.floor((x - x0) / cellM)] ?? 0)
        : 0;
    expect(freeM(0.2)).toBeGreaterThan(0.3);
    expect(freeM(-0.6)).toBe(0);
    // The window begins a hand above the worktop: a board may lie there, a plant may not stand.
    expect(freeM(1.15)).toBeLessThan(0.2);
    const cells = top.grid.clear.flatMap((v, n) =>
      v === 1 ? [top.grid.z0 + (Math.floor(n / top.grid.columns) + 0.5) * top.grid.cellM] : [],
    );
    expect(Math.min(...cells)).toBeGreaterThan(FRONT_M - 0.08);
    expect(Math.max(...cells)).toBeLessThan(WALL_M + 0.08);
  });

  it("takes a patterned worktop for one where it is known to be that, and nowhere else", () => {
    const { photo, fronts, camera } = drawnKitchen(1.45);
    const edges = edgesOfFronts(camera, fronts);
    const worktop = emptyMask(photo.width, photo.height);
    const patterned = { ...photo, data: Uint8Array.from(photo.data) };
    for (let y = 0; y < 300; y++)
      for (let x = 0; x < 400; x++) {
        const i = y * 400 + x;
        const green = photo.data[i * 3 + 1] ?? 0;
        if (green > 200 && green < 217) {
          worktop.data[i] = 255;
          const dark = Math.floor(x / 5) % 2 === 0 ? 0.84 : 1;
          for (let c = 0; c < 3; c++) patterned.data[i * 3 + c] = dark * (photo.data[i * 3 + c] ?? 0);
        }
      }
    const bare = (known?: Mask): number =>
      levelTop(patterned, camera, edges, fronts, known)?.grid.clear.reduce((sum, v) => sum + v, 0) ?? 0;
    expect(bare(worktop)).toBeGreaterThan(1.5 * bare());
    const elsewhere = { ...worktop, data: fronts.data };
    expect(bare(elsewhere)).toBe(bare());
  });

  it("has no room for anything where what lies behind the fronts is crowded", () => {
    const { photo, fronts, camera } = drawnKitchen(1.45);
    const crowded = {
      ...photo,
      data: photo.data.map((v, i) =>
        fronts.data[Math.floor(i / 3)] === 0 ? 255 * hash2(Math.floor(i / 12), Math.floor(i / 4800), 2) : v,
      ),
    };
    const top = levelTop(crowded, camera, edgesOfFronts(camera, fronts), fronts);
    const room = { ...roomOf({ photo, fronts, camera }), tops: top === undefined ? [] : [top] };
    expect(arrangeScene(room, { roomType: "kitchen", style: "luxury", seed: 1 }).pieces).toEqual([]);
  });
});

describe("what stands on a worktop already", () => {
  const kitchen = drawnKitchen(1.45);
  const room = roomOf(kitchen);
  /** Share of the picture's height at which a place on the worktop is seen. */
  const heightOf = (z: number): number => (project(kitchen.camera, [0.2, 0.9, z])?.y ?? 0) / 300;
  const thingsInARow = (y: number, height: number): Room["things"] =>
    Array.from({ length: 20 }, (_, n) => ({ x: n / 20, y, width: 1 / 20, height }));
  const dressed = (bottomAt: number, height: number): number =>
    arrangeScene(
      { ...room, things: thingsInARow(heightOf(bottomAt) - height, height) },
      { roomType: "kitchen", style: "luxury", seed: 1 },
    ).pieces.length;

  it("may be hidden in part by what is put down before it", () => {
    expect(dressed(FRONT_M + 0.35, 0.4)).toBeGreaterThan(0);
  });

  it("is not stood on, and no low thing is hidden by a higher one", () => {
    expect(dressed(FRONT_M + 0.05, 0.4)).toBe(0);
    // A hand behind the things' own place whatever is put down reaches up past all of them.
    expect(dressed(WALL_M - 0.05, 0.02)).toBeLessThan(dressed(WALL_M - 0.05, 0.4));
  });
});

describe("stagingMask", () => {
  it("allows bare worktops and what is seen over them, but no front and no wall where none is known", () => {
    const kitchen = drawnKitchen(1.45);
    const { data, width, height } = stagingMask(roomOf(kitchen));
    const middle = project(kitchen.camera, [0.2, 0.9, (FRONT_M + WALL_M) / 2]);
    if (middle === undefined) throw new Error("expected to see the worktop");
    expect(data[Math.round(middle.y) * width + Math.round(middle.x)]).toBe(255);
    let onFronts = 0;
    for (let i = 0; i < data.length; i++)
      if (data[i] !== 0 && kitchen.fronts.data[i] !== 0 && (kitchen.fronts.data[i + 8 * width] ?? 0) !== 0)
        onFronts++;
    expect(onFronts).toBeLessThan(0.005 * width * height);
    expect(data.subarray(0, 20 * width).every((v) => v === 0)).toBe(true);
  });
});

describe("a kitchen without free floor", () => {
  it("is dressed on its worktop: things stand wholly on it, apart, and darken it beside them", () => {
    const kitchen = drawnKitchen(1.45);
    const room = roomOf(kitchen);
    const scene = arrangeScene(room, { roomType: "kitchen", style: "luxury", seed: 1 });
    expect(scene.pieces.length).toBeGreaterThan(1);
    for (const piece of scene.pieces) {
      expect(piece.y).toBeCloseTo(0.9);
      expect(piece.z - piece.depth / 2).toBeGreaterThan(FRONT_M - 0.1);
      expect(piece.x + piece.width / 2 < hob.from || piece.x - piece.width / 2 > hob.to).toBe(true);
    }
    const { image, region } = renderScene(kitchen.photo, room, scene);
    let [darker, onFronts] = [0, 0];
    for (let i = 0; i < region.data.length; i++) {
      if (region.data[i] === 0) continue;
      if ((image.data[i * 3 + 1] ?? 0) < (kitchen.photo.data[i * 3 + 1] ?? 0) - 12) darker++;
      if (kitchen.fronts.data[i] !== 0) onFronts++;
    }
    expect(darker).toBeGreaterThan(60);
    expect(onFronts).toBeLessThan(0.1 * darker);
  });
});
