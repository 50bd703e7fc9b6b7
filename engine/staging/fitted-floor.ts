import { type Box, type SeenObject } from "#core/analysis/seen-object.ts";
import { cameraAt, project } from "#engine/geometry/camera.ts";
import { clearArea, clearFloor } from "#engine/geometry/clear-floor.ts";
import { faceAt, type FloorGrid, type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findSurface, searchIn } from "#engine/renovation/find-surface.ts";
import { type SurfaceParts } from "#engine/renovation/part-surfaces.ts";
import { surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

/** What the detector's network saw of a room: its surfaces, and its things in pixels of a picture `widthPx` wide. */
export interface SeenSurfaces {
  readonly likeness: SurfaceLikeness;
  readonly objects: readonly SeenObject[];
  readonly widthPx: number;
}

/**
 * The same room with its floor as the network sees it, for kitchens and bathrooms: cabinets and tubs have the floor's
 * colours and hide the walls, so that the box alone takes them for floor. What is neither floor, wall nor ceiling is
 * kept as `fittings`.
 * @returns undefined when no floor is seen, or when most of what is seen is not where the box has its floor
 */
export function withFittedFloor(photo: Raster, room: Room, seen: SeenSurfaces): Room | undefined {
  const scale = photo.width / seen.widthPx;
  const objects = seen.objects.map((thing) => ({
    ...thing,
    x: thing.x * scale,
    y: thing.y * scale,
    width: thing.width * scale,
    height: thing.height * scale,
  }));
  const search = searchIn(photo, room, objects, seen.likeness);
  const found = findSurface(search, "floor");
  const parts = search.parts();
  if (found === undefined || parts === undefined || found.confidence < LEAST_SURE) return undefined;
  if (shareOnFloor(room, found.mask) < LEAST_AGREEMENT) return undefined;
  const floor = seenOnly(room, found.mask);
  return { ...room, floor, clearM2: clearArea(floor), fittings: fittingsOf(parts) };
}

const LEAST_SURE = 0.2;
const LEAST_AGREEMENT = 0.6;

/** Share of the seen floor that lies on the floor of the box. */
function shareOnFloor(room: Room, { data, width, height }: Mask): number {
  const camera = cameraAt(room.camera, width, height);
  let [on, all] = [0, 0];
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      if (data[y * width + x] === 0) continue;
      all++;
      if (faceAt(camera, room.box, x + 0.5, y + 0.5).face === "floor") on++;
    }
  return on / Math.max(1, all);
}

/** Every clear square is one whose middle is seen to be floor: no neighbours are taken along, as cabinets have toes. */
function seenOnly({ camera, box }: Room, { data, width, height }: Mask): FloorGrid {
  const likeness = { data: Float32Array.from(data, (v) => (v > 0 ? 1 : 0)), width, height };
  const grid = clearFloor(camera, box, likeness);
  const view = cameraAt(camera, width, height);
  const clear = grid.clear.map((isClear, n) => {
    if (isClear === 0) return 0;
    const [row, column] = [Math.floor(n / grid.columns), n % grid.columns];
    const at = project(view, [grid.x0 + (column + 0.5) * grid.cellM, 0, grid.z0 + (row + 0.5) * grid.cellM]);
    return at !== undefined && (likeness.data[Math.floor(at.y) * width + Math.floor(at.x)] ?? 0) > 0 ? 1 : 0;
  });
  return { ...grid, clear };
}

/** Places of everything but floor, walls and ceiling, as runs of cells of 1/64 of the width. */
function fittingsOf({ chances, width, height }: SurfaceParts): Box[] {
  const cellPx = width / 64;
  const rows = Math.floor(height / cellPx);
  const out: Box[] = [];
  for (let row = 0; row < rows; row++) {
    let from = -1;
    for (let column = 0; column <= 64; column++) {
      const isFitting =
        column < 64 &&
        isOther(chances, Math.floor((row + 0.5) * cellPx) * width + Math.floor((column + 0.5) * cellPx));
      if (isFitting && from < 0) from = column;
      if (isFitting || from < 0) continue;
      out.push({ x: from / 64, y: row / rows, width: (column - from) / 64, height: 1 / rows });
      from = -1;
    }
  }
  return out;
}

const OTHER = surfaceClasses.indexOf("other");

const isOther = (chances: Float32Array, pixel: number): boolean =>
  surfaceClasses.every(
    (_, c) =>
      c === OTHER ||
      chances[pixel * surfaceClasses.length + OTHER] > chances[pixel * surfaceClasses.length + c],
  );
