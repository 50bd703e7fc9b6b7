import { type SeenObject } from "#core/analysis/seen-object.ts";
import { resizeHardMask, sizeWithin } from "#engine/filters/resize.ts";
import { type Camera, cameraAt, project } from "#engine/geometry/camera.ts";
import { clearArea } from "#engine/geometry/clear-floor.ts";
import { type LevelTop } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type SurfaceParts } from "#engine/renovation/part-surfaces.ts";
import { classAt, surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { edgesByCorners } from "#engine/staging/corner-edges.ts";
import { levelTop } from "#engine/staging/level-tops.ts";
import { edgesOfFronts, type TopEdge } from "#engine/staging/top-edges.ts";

/** The worktop over the cabinets, or else what other level faces there are at about its height. */
export function topOf(
  photo: Raster,
  camera: Camera,
  parts: SurfaceParts,
  objects: readonly SeenObject[],
  fronts: Mask | undefined,
  worktop: Mask | undefined,
): LevelTop | undefined {
  const { width, height } = sizeWithin(photo.width, photo.height, TOP_PX);
  const fine = (mask: Mask): Mask => resizeHardMask(mask, width, height);
  if (fronts !== undefined) {
    const taken = fine(fronts);
    const top = levelTop(photo, camera, edgesOfFronts(camera, taken), taken, worktop && fine(worktop));
    if (top !== undefined && clearArea(top.grid) > LEAST_WORKTOP_M2) return top;
  }
  const taken = noTop(photo, parts, objects);
  const view = cameraAt(camera, taken.width, taken.height);
  const overFloor = ({ places }: TopEdge): boolean => {
    const below = places.filter(({ x, z }) => {
      const at = project(view, [x, UNDER_TOP_M, z]);
      return (
        at !== undefined && taken.data[Math.floor(at.y) * taken.width + Math.floor(at.x)] === FLOOR_THERE
      );
    });
    return below.length > MOST_OVER_FLOOR * places.length;
  };
  return levelTop(
    photo,
    camera,
    edgesByCorners(photo, camera).filter((edge) => !overFloor(edge)),
    taken,
  );
}

/** Pixels that tops are looked at in: at fewer a worktop seen at a flat angle is a few rows, and its grain is not calm. */
const TOP_PX = 600_000;
const LEAST_WORKTOP_M2 = 0.1;
/** Under the edge of what stands its side is seen, of what lies on the floor the floor. */
const UNDER_TOP_M = 0.75;
const MOST_OVER_FLOOR = 0.6;
const FLOOR_THERE = 255;
const THING_THERE = 128;

/** Where surely no top is: on the floor and within the boxes of things. */
function noTop(photo: Raster, parts: SurfaceParts, objects: readonly SeenObject[]): Mask {
  const { width, height } = sizeWithin(photo.width, photo.height, TOP_PX);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at =
        Math.floor((y * parts.height) / height) * parts.width + Math.floor((x * parts.width) / width);
      if (parts.chances[at * surfaceClasses.length + FLOOR] > 0.5) data[y * width + x] = FLOOR_THERE;
    }
  const scale = width / photo.width;
  for (const box of objects)
    for (let y = Math.floor(box.y * scale); y < Math.min(height, (box.y + box.height) * scale); y++)
      data.fill(
        THING_THERE,
        y * width + Math.floor(box.x * scale),
        y * width + Math.min(width, Math.ceil((box.x + box.width) * scale)),
      );
  return { data, width, height };
}

const { floor: FLOOR } = classAt;
