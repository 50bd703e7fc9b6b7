import { type SeenObject } from "#core/analysis/seen-object.ts";
import { unionOfMasks } from "#engine/compose/union-of-masks.ts";
import { resizeMask, sizeWithin } from "#engine/filters/resize.ts";
import { type Camera, cameraAt, floorPoint, project } from "#engine/geometry/camera.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type SurfaceParts } from "#engine/renovation/part-surfaces.ts";
import { reachedFrom, reachIn } from "#engine/renovation/reached-from.ts";
import { classAt, surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { type StandingShape, standingShape } from "#engine/renovation/standing-shape.ts";

/** Where doors are looked for: what is needed of a search. */
interface Sight {
  readonly photo: Raster;
  readonly room: Room;
  readonly objects: readonly SeenObject[];
  readonly parts: () => SurfaceParts | undefined;
}

const DOOR_PIXELS = 60_000;
const COLUMNS = 28;
const ROWS = [0.38, 0.46, 0.54, 0.62, 0.7] as const;

/**
 * Doors, known by what they are: of one colour, upright and straight on four sides, about two metres high and standing on
 * the floor, neither wall nor furniture. Whatever can be reached without a step in colour from a grid of points is judged.
 * @returns undefined where the room is not known, or when nothing there passes for a door
 */
export function findDoors({ photo, room, objects, parts }: Sight): FoundSurface | undefined {
  const seen = parts();
  if (seen === undefined || room.confidence < KNOWN_ROOM) return undefined;
  const { width, height } = sizeWithin(photo.width, photo.height, DOOR_PIXELS);
  const reach = reachIn(photo, DOOR_PIXELS);
  const likelihood = doorJudge(seen, room, objects, photo.width);
  const tried = new Uint8Array(width * height);
  const doors: Mask[] = [];
  let confidence = 0;
  for (const v of ROWS)
    for (let column = 0; column < COLUMNS; column++) {
      const u = (column + 0.5) / COLUMNS;
      if (tried[Math.floor(v * height) * width + Math.floor(u * width)] !== 0) continue;
      const piece = reach(u, v);
      for (let i = 0; i < tried.length; i++) tried[i] |= piece.data[i];
      const likely = likelihood(piece);
      if (likely === 0) continue;
      confidence = Math.max(confidence, likely);
      // Its outline drawn finely, where that is a door as well; smaller steps can end at a grain.
      const fine = reachedFrom(photo, u, v);
      doors.push(likelihood(fine) > 0 ? fine : resizeMask(piece, fine.width, fine.height));
    }
  return doors.length === 0 ? undefined : { mask: unionOfMasks(doors), confidence };
}

const KNOWN_ROOM = 0.3;

/** 0–1: how much a piece passes for a door; 0 for what is none. */
function doorJudge(
  parts: SurfaceParts,
  room: Room,
  objects: readonly SeenObject[],
  photoWidth: number,
): (piece: Mask) => number {
  return (piece) => {
    const { width, height } = piece;
    const shape = standingShape(piece);
    if (shape === undefined || shape.fit < LEAST_FIT) return 0;
    const { left, right, top, bottom } = shape;
    const isCut = left < 2 || right > width - 2 || Math.min(...top) < 2 || Math.max(...bottom) > height - 2;
    if (isCut || isThing(objects, shape, photoWidth / width)) return 0;
    const size = sizeOf(shape, cameraAt(room.camera, width, height));
    if (size === undefined) return 0;
    const { wideM, highM } = size;
    if (wideM < NARROWEST_M || wideM > WIDEST_M || highM < LOWEST_M || highM > HIGHEST_M) return 0;
    if (wallShare(parts, piece) > MOST_WALL || floorBelow(parts, shape, piece) < LEAST_FLOOR) return 0;
    return shape.fit;
  };
}

const LEAST_FIT = 0.75;
/** Looked at on 31 rooms: true doors have 0.14 to 0.28 of wall, and 0.25 or more of floor below; false ones had 0.17 at most. */
const MOST_WALL = 0.5;
const LEAST_FLOOR = 0.22;
/** One leaf seen askew to two leaves, metres, with what the camera's height is guessed wrongly by. */
const NARROWEST_M = 0.45;
const WIDEST_M = 1.9;
const LOWEST_M = 1.65;
const HIGHEST_M = 2.6;

/** How wide and high a shape is in the room, metres, if it stands on the floor; undefined when its foot is above the horizon. */
function sizeOf(
  { left, right, top, bottom }: StandingShape,
  camera: Camera,
): { readonly wideM: number; readonly highM: number } | undefined {
  const from = floorPoint(camera, left, bottom[0]);
  const to = floorPoint(camera, right, bottom[1]);
  if (from === undefined || to === undefined) return undefined;
  const topAt = (top[0] + top[1]) / 2;
  const [x, z] = [(from.x + to.x) / 2, (from.z + to.z) / 2];
  let low = 0;
  let high = 6;
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    const seen = project(camera, [x, middle, z]);
    if (seen === undefined || seen.y < topAt) high = middle;
    else low = middle;
  }
  return { wideM: Math.hypot(to.x - from.x, to.z - from.z), highM: low };
}

/** Whether a shape is mostly in the box of a thing that was detected: a refrigerator is as upright as a door. */
function isThing(
  objects: readonly SeenObject[],
  { left, right, top, bottom }: StandingShape,
  scale: number,
): boolean {
  const x = ((left + right) / 2) * scale;
  const y = ((top[0] + bottom[0]) / 2) * scale;
  return objects.some(
    (thing) =>
      thing.confidence >= 0.25 &&
      x > thing.x &&
      x < thing.x + thing.width &&
      y > thing.y &&
      y < thing.y + thing.height,
  );
}

/** How much the network takes what is close below a shape's foot for floor, 0–1. */
function floorBelow(
  { chances, width, height }: SurfaceParts,
  { left, right, bottom }: StandingShape,
  piece: Mask,
): number {
  let sum = 0;
  let count = 0;
  for (let share = 0.1; share < 0.95; share += 0.1)
    for (const below of [0.02, 0.035, 0.05]) {
      const u = (left + share * (right - left)) / piece.width;
      const v = (bottom[0] + share * (bottom[1] - bottom[0])) / piece.height + below;
      if (v >= 1) continue;
      sum +=
        chances[(Math.floor(v * height) * width + Math.floor(u * width)) * surfaceClasses.length + FLOOR];
      count++;
    }
  return sum / Math.max(1, count);
}

/** How much the network takes a piece for wall, 0–1. */
function wallShare({ chances, width, height }: SurfaceParts, piece: Mask): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < piece.height; y++)
    for (let x = 0; x < piece.width; x++) {
      if (piece.data[y * piece.width + x] === 0) continue;
      const i =
        Math.floor(((y + 0.5) / piece.height) * height) * width +
        Math.floor(((x + 0.5) / piece.width) * width);
      sum += chances[i * surfaceClasses.length + WALLS];
      count++;
    }
  return sum / Math.max(1, count);
}

const { floor: FLOOR, walls: WALLS } = classAt;
