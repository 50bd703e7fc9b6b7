import { project } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { type FloorGrid, type Opening, type Room, type WallName } from "#engine/geometry/room.ts";
import { type Random } from "#engine/random.ts";
import { extentOf, nearerThan, pointsOf, type Footprint } from "#engine/staging/arrange/footprint.ts";
import { catalogue, type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/** A room being furnished. */
export interface Placing {
  readonly room: Room;
  readonly random: Random;
  /** Which of the good places the main group takes: what makes this arrangement another than the next seed's. */
  readonly pick: number;
  readonly placed: PlacedPiece[];
}

/** Between things one walks around; between things of one group half a pace is enough. */
export const WALKWAY_M = 0.75;
const WALL_GAP_M = 0.03;

/** What a piece may come near, and how. */
export interface Rules {
  /** Free width to every other piece but those named in `group`, metres. */
  readonly gapM: number;
  /** Pieces of the same group, which may be as near as `groupGapM`. */
  readonly group?: readonly PieceName[];
  readonly groupGapM?: number;
  /** Least share of the piece's box that must be in the picture. */
  readonly seen?: number;
  /** Least share of its footprint that must be clear floor; 0.86 unless given, 0.7 for rugs. */
  readonly clear?: number;
  /** Its corners, too, are on clear floor: a mat's would lie on the wall or the cabinet behind. */
  readonly clearCorners?: boolean;
  /** Stands free in the room, so that cabinets may be seen behind it. */
  readonly free?: boolean;
  /** Keeps a mat, too, off the boxes of things that stand: their legs are thinner than squares of the floor. */
  readonly offThings?: boolean;
}

export type Wish = Pick<PlacedPiece, "name" | "x" | "z" | "turn"> & Partial<PlacedPiece>;

/** The piece with its usual size where the wish names none. */
export function pieceOf(wish: Wish): PlacedPiece {
  const [width, depth, height] = catalogue[wish.name].size;
  return { y: 0, width, depth, height, variety: 0, ...wish };
}

/** Puts the piece down if it may stand there. */
export function place(placing: Placing, wish: Wish, rules: Rules): boolean {
  const piece = pieceOf(wish);
  if (!mayStand(placing, piece, rules)) return false;
  placing.placed.push(piece);
  return true;
}

/** Inside the room, on clear floor, in the picture, off doors and windows, and off everything that stands. */
export function mayStand({ room, placed }: Placing, piece: PlacedPiece, rules: Rules): boolean {
  return (
    insideRoom(room, piece) &&
    onClearFloor(room.floor, piece, rules.clear ?? (piece.name === "rug" ? 0.7 : 0.86)) &&
    (rules.clearCorners !== true || hasClearCorners(room.floor, piece)) &&
    shareSeen(room, piece) >= (rules.seen ?? 0.7) &&
    room.openings.every((opening) => !blocks(room, opening, piece)) &&
    // A mat lies on floor that is seen between things; the upright frame around it may meet their boxes.
    ((isFlat(piece) && room.fittings.length > 0 && rules.offThings !== true) || !hidesThing(room, piece)) &&
    (rules.free === true || isFlat(piece) || hiddenFittings(room, piece) < 0.12) &&
    placed.every(
      (other) =>
        isFlat(other) || isFlat(piece) || other.y > 0 || !nearerThan(piece, other, gapTo(other, rules)),
    )
  );
}

const gapTo = (other: PlacedPiece, { gapM, group = [], groupGapM = 0.04 }: Rules): number =>
  group.includes(other.name) ? groupGapM : gapM;

export const isFlat = ({ name }: PlacedPiece): boolean => name === "rug" || name === "bath-mat";

/** Whether a piece would be painted over something that stands in the room already. */
export function hidesThing(room: Room, piece: PlacedPiece): boolean {
  if (room.things.length === 0) return false;
  const { left, right, top, bottom } = frameOf(room, piece);
  return room.things.some(
    (thing) =>
      left < thing.x + thing.width && right > thing.x && top < thing.y + thing.height && bottom > thing.y,
  );
}

/** Share of what a piece covers in the picture that is built in. */
function hiddenFittings(room: Room, piece: PlacedPiece): number {
  if (room.fittings.length === 0) return 0;
  const { left, right, top, bottom } = frameOf(room, piece);
  const shared = room.fittings.reduce((sum, box) => {
    const across = Math.min(right, box.x + box.width) - Math.max(left, box.x);
    const down = Math.min(bottom, box.y + box.height) - Math.max(top, box.y);
    return across > 0 && down > 0 ? sum + across * down : sum;
  }, 0);
  return shared / Math.max(1e-9, (right - left) * (bottom - top));
}

/** The upright rectangle around a piece in the picture, in shares of its sides. */
export function frameOf(
  { camera }: Room,
  piece: PlacedPiece,
): { left: number; right: number; top: number; bottom: number } {
  const marks = [piece.y, piece.y + piece.height].flatMap((y) =>
    pointsOf(piece, Infinity).flatMap(({ x, z }) => project(camera, [x, y, z]) ?? []),
  );
  const xs = marks.map((mark) => mark.x / camera.width);
  const ys = marks.map((mark) => mark.y / camera.height);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function insideRoom({ box }: Room, piece: Footprint): boolean {
  const { left, right, near, far } = extentOf(piece);
  const slack = WALL_GAP_M - 0.005;
  return left > box.left + slack && right < box.right - slack && far < box.back - slack && near > 0.9;
}

export function onClearFloor(grid: FloorGrid, piece: Footprint, least: number): boolean {
  let clear = 0;
  let hidden = 0;
  const points = pointsOf(piece, 0.12);
  for (const { x, z } of points) {
    const column = Math.floor((x - grid.x0) / grid.cellM);
    const row = Math.floor((z - grid.z0) / grid.cellM);
    // The floor along a wall is often behind its own skirting; the last square counts as its neighbour.
    const c = Math.max(0, Math.min(grid.columns - 1, column));
    const r = Math.max(0, Math.min(grid.rows - 1, row));
    if (Math.abs(c - column) > 1 || Math.abs(r - row) > 1) hidden++;
    else if (grid.clear[r * grid.columns + c] === 1) clear++;
  }
  return clear >= points.length * least && hidden < points.length * 0.2;
}

/** But for a hand's breadth. */
const hasClearCorners = (grid: FloorGrid, { width, depth, ...piece }: PlacedPiece): boolean =>
  pointsOf({ ...piece, width: width - 0.1, depth: depth - 0.1 }, Infinity).every(({ x, z }) =>
    isClear(grid, x, z),
  );

/** Share of the corners of a piece's box, and of its middle, that are in the picture. */
export function shareSeen({ camera }: Room, piece: PlacedPiece): number {
  const marks = [...pointsOf({ ...piece }, Math.max(piece.width, piece.depth) / 2)];
  let seen = 0;
  let all = 0;
  for (const { x, z } of marks)
    for (const y of [piece.y, piece.y + piece.height]) {
      const at = project(camera, [x, y, z]);
      all++;
      if (at !== undefined && at.x > 0 && at.y > 0 && at.x < camera.width && at.y < camera.height) seen++;
    }
  return seen / all;
}

/** Whether a piece stands in front of something on a wall that must stay free. */
export function blocks({ box }: Pick<Room, "box">, opening: Opening, piece: PlacedPiece): boolean {
  if (isFlat(piece)) return false;
  const { left, right, near, far } = extentOf(piece);
  // Below a window sill, or what hangs, low things may stand.
  const low = opening.bottom > 0.35;
  if (low && piece.y + piece.height <= opening.bottom + 0.12) return false;
  const clearance = low ? 0.5 : WALKWAY_M;
  switch (opening.wall) {
    case "back":
      return far > box.back - clearance && right > opening.from - 0.05 && left < opening.to + 0.05;
    case "left":
      return left < box.left + clearance && far > opening.from - 0.05 && near < opening.to + 0.05;
    case "right":
      return right > box.right - clearance && far > opening.from - 0.05 && near < opening.to + 0.05;
  }
}

/** A line that things stand along: a wall, or a place in the room. `turn` as of a piece with its back to it. */
export interface Line {
  readonly wall: WallName | "none";
  readonly turn: number;
  /** A point of the line and, away from it into the room, `out`; `along` is to the right of who looks out. */
  readonly x: number;
  readonly z: number;
  readonly out: readonly [number, number];
  readonly along: readonly [number, number];
}

/** Place at `along` and `out` metres from the line's point. */
export const onLine = (line: Line, along: number, out: number): { x: number; z: number } => ({
  x: line.x + line.along[0] * along + line.out[0] * out,
  z: line.z + line.along[1] * along + line.out[1] * out,
});

/** A line through (x, z) whose pieces have their back towards `turn`. */
export function lineAt(wall: Line["wall"], turn: number, x: number, z: number): Line {
  const back = [Math.sin(turn), Math.cos(turn)] as const;
  return { wall, turn, x, z, out: [-back[0], -back[1]], along: [back[1], -back[0]] };
}

const QUARTER = Math.PI / 2;

/** The walls that are surely there as lines, every `stepM`, a hand's breadth off the wall. */
export function wallLines({ box, feet }: Room, stepM: number): Line[] {
  const out: Line[] = [];
  if (feet.back > SURE_FOOT)
    for (let x = box.left; x <= box.right; x += stepM) out.push(lineAt("back", 0, x, box.back - WALL_GAP_M));
  for (let z = 1; z <= box.back; z += stepM) {
    if (feet.left > SURE_FOOT) out.push(lineAt("left", -QUARTER, box.left + WALL_GAP_M, z));
    if (feet.right > SURE_FOOT) out.push(lineAt("right", QUARTER, box.right - WALL_GAP_M, z));
  }
  return out;
}

const SURE_FOOT = 0.3;

/** Whether the front of what stands on the line is turned to the camera enough to be worth showing. */
export const showsItsFront = ({ x, z, out }: Line): boolean =>
  (-x * out[0] - z * out[1]) / Math.max(0.1, Math.hypot(x, z)) > 0.42;

/** Lines in the free room, for what need not stand at a wall: its back away from the camera or to a side. */
export function openLines({ box }: Room, stepM: number, nearestM = 2): Line[] {
  const out: Line[] = [];
  for (let z = nearestM; z <= Math.min(box.back - 0.8, 8); z += stepM)
    for (let x = Math.max(box.left, -4); x <= Math.min(box.right, 4); x += stepM)
      for (const turn of [0, -QUARTER, QUARTER]) out.push(lineAt("none", turn, x, z));
  return out;
}

/** Share of the picture's width and height that a footprint with height covers, and where its middle lies, 0–1. */
export function inPicture({ camera }: Room, piece: PlacedPiece): { size: number; x: number; y: number } {
  const at = project(camera, [piece.x, piece.y + piece.height / 2, piece.z]);
  if (at === undefined) return { size: 0, x: 0, y: 0 };
  const depth = Math.max(0.5, piece.z);
  return {
    size: (piece.width * camera.focalPx) / depth / camera.width,
    x: at.x / camera.width,
    y: at.y / camera.height,
  };
}
