import { type Box, type SeenObject } from "#core/analysis/seen-object.ts";
import { type Camera, cameraAt, project, usualEyeM } from "#engine/geometry/camera.ts";
import { clearArea, clearFloor, middleOfCell } from "#engine/geometry/clear-floor.ts";
import { faceAt, type FloorGrid, type Room } from "#engine/geometry/room.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { findSurface, searchIn } from "#engine/renovation/find-surface.ts";
import { type RoomLook } from "#engine/renovation/look-at-room.ts";
import { withoutRaised } from "#engine/staging/without-raised.ts";
import { eyeByCabinets } from "#engine/staging/eye-by-cabinets.ts";
import { wallsBehindTops } from "#engine/staging/walls-behind-tops.ts";
import { topOf } from "#engine/staging/top-of-room.ts";
import { type SurfaceParts } from "#engine/renovation/part-surfaces.ts";
import { classAt, surfaceClasses } from "#engine/renovation/surface-likeness.ts";

/** What the detector's network saw of a room: its surfaces, and its things in pixels of a picture `widthPx` wide. */
export interface SeenSurfaces extends RoomLook {
  readonly widthPx: number;
}

/**
 * The same room as the network sees it, for kitchens and bathrooms: cabinets and tubs have the floor's colours and hide
 * the walls, so that the box alone takes them for floor. The floor is what the network sees of it, worktops lie behind
 * the fronts, and what is neither floor, wall nor ceiling is kept as `fittings`. Where the box has its floor elsewhere
 * its walls are given up: then only what needs none can be placed. Where a person marked the floor, it and its walls
 * are as marked, but for what is surely built in there.
 * @param marked the room by a person's marks
 * @returns undefined where the camera's directions are not seen either
 */
export function withFittings(
  photo: Raster,
  estimated: Room,
  seen: SeenSurfaces,
  marked?: Room,
): Room | undefined {
  const known = marked ?? estimated;
  if (known.directions < LEAST_DIRECTIONS) return undefined;
  const objects = scaledObjects(seen.objects, photo.width / seen.widthPx);
  const search = searchIn(photo, estimated, objects, seen.likeness);
  const parts = search.parts();
  if (parts === undefined) return undefined;
  const mask = findSurface(search, "floor")?.mask;
  const fronts = findSurface(search, "cabinets")?.mask;
  const room = rescaled(known, eyeOf(known, fronts));
  const worktop = fronts && findSurface(search, "worktop")?.mask;
  const top = topOf(photo, room.camera, parts, objects, fronts, worktop);
  const things = [
    ...(fronts === undefined ? room.things : withoutVanities(room.things, objects, photo, fronts)),
    ...doubtfulSinks(objects, photo),
  ];
  const isBoxed =
    marked !== undefined ||
    (mask !== undefined && room.confidence >= BOXED && shareOnFloor(room, mask) >= LEAST_AGREEMENT);
  const around = { ...(isBoxed ? room : withoutWalls(room)), things };
  const seenFloor = floorOf(around, parts, mask);
  const floor =
    marked === undefined
      ? withoutRaised(seenFloor, cameraAt(room.camera, photo.width, photo.height), objects)
      : seenFloor;
  const tops = top === undefined ? [] : [top];
  return {
    ...wallsBehindTops(around, tops),
    floor,
    clearM2: clearArea(floor),
    fittings: boxesOfFittings(parts),
    tops,
  };
}

const floorOf = (room: Room, parts: SurfaceParts, mask: Mask | undefined): FloorGrid =>
  room.from === "corners"
    ? markedFloor(room, parts, mask)
    : mask === undefined
      ? doubtedFloor(room, parts)
      : seenOnly(room, mask);

/**
 * By the cabinets; where neither they nor a box give it, that of most photos. In a room known from another photo the
 * metres are that photo's: its furniture stands in them.
 */
const eyeOf = ({ camera, confidence, from }: Room, fronts: Mask | undefined): number =>
  from === "another photo"
    ? camera.heightM
    : ((fronts && eyeByCabinets(camera, fronts)) ?? (confidence < BOXED ? usualEyeM : camera.heightM));

/** A sink that is found hardly surely is kept free too, as long as its box is no larger than a sink. */
const doubtfulSinks = (objects: readonly SeenObject[], photo: Raster): readonly Box[] =>
  objects
    .filter(({ name, width }) => name === "sink" && width < LARGEST_SINK * photo.width)
    .map(({ x, y, width, height }) => ({
      x: x / photo.width,
      y: y / photo.height,
      width: width / photo.width,
      height: height / photo.height,
    }));

const LARGEST_SINK = 0.3;

/**
 * A sink that is built in is named with the cabinet it is in. Of such a box only the middle, with the basin and its taps,
 * is the sink; beside it is worktop.
 */
function withoutVanities(
  things: readonly Box[],
  objects: readonly SeenObject[],
  photo: Raster,
  fronts: Mask,
): readonly Box[] {
  const vanities = objects.filter(
    (seen) => seen.name === "sink" && shareOfBox(seen, photo, fronts) > LEAST_FRONT,
  );
  return things.map((thing) => {
    const isVanity = vanities.some(
      (seen) => Math.abs(seen.x - thing.x * photo.width) < 1 && Math.abs(seen.y - thing.y * photo.height) < 1,
    );
    return isVanity
      ? { ...thing, x: thing.x + ((1 - BASIN) / 2) * thing.width, width: BASIN * thing.width }
      : thing;
  });
}

const LEAST_FRONT = 0.15;
/** Of a vanity's width the basin takes as much. */
const BASIN = 0.6;

/** Share of a box, in pixels of the photo, that a mask of any size covers. */
function shareOfBox(box: Box, photo: Raster, { data, width, height }: Mask): number {
  const [sx, sy] = [width / photo.width, height / photo.height];
  let [inside, all] = [0, 0];
  for (let y = Math.floor(box.y * sy); y < Math.min(height, (box.y + box.height) * sy); y += 2)
    for (let x = Math.floor(box.x * sx); x < Math.min(width, (box.x + box.width) * sx); x += 2) {
      all++;
      if (data[y * width + x] !== 0) inside++;
    }
  return inside / Math.max(1, all);
}

/** The same room seen from another height: all its metres change with it. */
function rescaled(room: Room, heightM = room.camera.heightM): Room {
  const by = heightM / room.camera.heightM;
  const { left, right, back, ceiling } = room.box;
  return {
    ...room,
    camera: { ...room.camera, heightM },
    box: { left: left * by, right: right * by, back: back * by, ceiling: ceiling * by },
    openings: room.openings.map((opening) => ({
      ...opening,
      from: opening.from * by,
      to: opening.to * by,
      bottom: opening.bottom * by,
      top: opening.top * by,
    })),
    floor: {
      ...room.floor,
      cellM: room.floor.cellM * by,
      x0: room.floor.x0 * by,
      z0: room.floor.z0 * by,
    },
  };
}

const LEAST_DIRECTIONS = 0.5;
/** From here up the box is one whose walls are looked at. */
const BOXED = 0.3;
const LEAST_AGREEMENT = 0.6;

/** A wide box about the camera, none of whose walls is seen. */
const withoutWalls = (room: Room): Room => ({
  ...room,
  box: { ...room.box, left: -OPEN_M, right: OPEN_M, back: OPEN_M },
  feet: { left: 0, right: 0, back: 0 },
  openings: [],
});

const OPEN_M = 6;

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

/**
 * Every clear square is one whose middle is seen to be floor, or a single one amid such: no neighbours are taken along at
 * its border, as cabinets have toes.
 */
function seenOnly({ camera, box }: Room, { data, width, height }: Mask): FloorGrid {
  const likeness = { data: Float32Array.from(data, (v) => (v > 0 ? 1 : 0)), width, height };
  const grid = clearFloor(camera, box, likeness);
  const view = cameraAt(camera, width, height);
  const clear = grid.clear.map((isClear, n) => {
    if (isClear === 0) return 0;
    const at = project(view, middleOfCell(grid, n));
    return at !== undefined && (likeness.data[Math.floor(at.y) * width + Math.floor(at.x)] ?? 0) > 0 ? 1 : 0;
  });
  return { ...grid, clear };
}

/**
 * Where the network finds no floor surely, what it and a box that is made out both take for floor: the less sure the box
 * is, the surer the network must be.
 */
function doubtedFloor({ camera, floor, confidence }: Room, parts: SurfaceParts): FloorGrid {
  const view = cameraAt(camera, parts.width, parts.height);
  const least = confidence < TRUSTED ? 0.5 : 0.3;
  const clear = floor.clear.map((isClear, n) => {
    if (isClear === 0 || confidence < BOXED) return 0;
    const at = project(view, middleOfCell(floor, n));
    const pixel = at && Math.floor(at.y) * view.width + Math.floor(at.x);
    return pixel !== undefined && parts.chances[pixel * surfaceClasses.length + FLOOR] > least ? 1 : 0;
  });
  return { ...floor, clear };
}

/** What a person marked, but for what is surely something else. */
function markedFloor(room: Room, parts: SurfaceParts, mask: Mask | undefined): FloorGrid {
  const { camera, floor } = room;
  const view = cameraAt(camera, parts.width, parts.height);
  const clear = floor.clear.map((isClear, n) => {
    const at = project(view, middleOfCell(floor, n));
    if (isClear === 0 || at === undefined || !isInside(view, at)) return 0;
    const isFloor = mask !== undefined && isSeenAt(mask, at.x / view.width, at.y / view.height);
    const pixel = Math.floor(at.y) * view.width + Math.floor(at.x);
    return isFloor || parts.chances[pixel * surfaceClasses.length + OTHER] < SURELY ? 1 : 0;
  });
  return { ...floor, clear };
}

/** Probability: dark floors are taken for things more often than not, but not surely. */
const SURELY = 0.7;

const isInside = ({ width, height }: Camera, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  x >= 0 && y >= 0 && x < width && y < height;

/** At shares of the mask's sides. */
const isSeenAt = ({ data, width, height }: Mask, x: number, y: number): boolean =>
  data[Math.floor(y * height) * width + Math.floor(x * width)] !== 0;

const TRUSTED = 0.5;
const { floor: FLOOR } = classAt;

/** Places of everything but floor, walls and ceiling, as runs of cells of 1/64 of the width. */
function boxesOfFittings({ chances, width, height }: SurfaceParts): Box[] {
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

const { other: OTHER } = classAt;

const isOther = (chances: Float32Array, pixel: number): boolean =>
  surfaceClasses.every(
    (_, c) =>
      c === OTHER ||
      chances[pixel * surfaceClasses.length + OTHER] > chances[pixel * surfaceClasses.length + c],
  );
