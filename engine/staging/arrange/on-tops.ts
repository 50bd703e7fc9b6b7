import { project } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { type FloorGrid, type LevelTop, type Room } from "#engine/geometry/room.ts";
import { extentOf, nearerThan, pointsOf } from "#engine/staging/arrange/footprint.ts";
import { frameOf, pieceOf, type Placing, shareSeen } from "#engine/staging/arrange/placing.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/**
 * Puts a small thing on a bare worktop: wholly on it, in the picture, hiding nothing that stands there, where it is seen
 * largest without being pushed to the picture's edge.
 */
export function setOnTop(placing: Placing, name: PieceName, size: Partial<PlacedPiece> = {}): boolean {
  const { room, placed, random } = placing;
  const variety = Math.floor(random() * 6);
  let best: { readonly piece: PlacedPiece; readonly score: number } | undefined;
  for (const top of room.tops)
    for (const { x, z } of bareCells(top)) {
      const piece = pieceOf({ name, x, z, turn: 0, y: top.heightM, variety, ...size });
      if (!isInside(room, piece) || isInOpening(room, piece)) continue;
      if (!isOnTop(top, piece) || shareSeen(room, piece) < 1 || isInTheWay(room, piece)) continue;
      if (placed.some((other) => other.y > 0 && nearerThan(piece, other, APART_M))) continue;
      const at = project(room.camera, [x, piece.y, z]);
      if (at === undefined) continue;
      const aside = Math.abs(at.x / room.camera.width - 0.5);
      const score = Math.min(2.2, 4 / Math.hypot(x, z)) - 1.5 * aside + 0.3 * random();
      if (best === undefined || score > best.score) best = { piece, score };
    }
  if (best === undefined) return false;
  placed.push(best.piece);
  return true;
}

/**
 * Whether something stands where the piece would, or before it, or would be hidden too far. What stands behind it may be
 * hidden in part, as things on a worktop hide each other.
 */
function isInTheWay(room: Room, piece: PlacedPiece): boolean {
  const { left, right, top, bottom } = frameOf(room, piece);
  const foot = frameOf(room, { ...piece, height: 0 });
  return room.things.some((thing) => {
    const across = Math.min(right, thing.x + thing.width) - Math.max(left, thing.x);
    const down = Math.min(bottom, thing.y + thing.height) - Math.max(top, thing.y);
    if (across <= 0 || down <= 0) return false;
    return thing.y + thing.height > foot.top || across * down > MOST_HIDDEN * thing.width * thing.height;
  });
}

/** Share of a thing. */
const MOST_HIDDEN = 0.3;

function isInside({ box }: Room, piece: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(piece);
  return left > box.left && right < box.right && far < box.back && near > NEAREST_M;
}

const NEAREST_M = 0.45;

/** A worktop runs on under windows: only what would stand in the opening itself is in its way. */
function isInOpening({ box, openings }: Room, piece: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(piece);
  const off = { back: box.back - far, left: left - box.left, right: box.right - right } as const;
  return openings.some((opening) => {
    const [from, to] = opening.wall === "back" ? [left, right] : [near, far];
    return (
      off[opening.wall] < IN_WALL_M &&
      to > opening.from &&
      from < opening.to &&
      piece.y + piece.height > opening.bottom &&
      piece.y < opening.top
    );
  });
}

const IN_WALL_M = 0.1;

/** Things on a worktop stand in their own places, not in a heap. */
const APART_M = 0.12;

function* bareCells({ grid }: LevelTop): Generator<{ readonly x: number; readonly z: number }> {
  const { cellM, x0, z0, columns, clear } = grid;
  for (const [n, isBare] of clear.entries())
    if (isBare === 1)
      yield { x: x0 + ((n % columns) + 0.5) * cellM, z: z0 + (Math.floor(n / columns) + 0.5) * cellM };
}

/** Wholly on bare places, with nothing behind it that it would hide. */
function isOnTop({ grid, freeM }: LevelTop, piece: PlacedPiece): boolean {
  const points = pointsOf(piece, grid.cellM);
  const bare = points.filter(({ x, z }) => isClear(grid, x, z));
  const free = bare.filter(({ x, z }) => (freeM[squareOf(grid, x, z)] ?? 0) >= piece.height);
  return bare.length >= ON_TOP * points.length && free.length >= FREE * points.length;
}

const squareOf = ({ cellM, x0, z0, columns }: FloorGrid, x: number, z: number): number =>
  Math.floor((z - z0) / cellM) * columns + Math.floor((x - x0) / cellM);

/** A speck or a joint of the worktop may be under it. */
const ON_TOP = 0.9;
/** What it hides begins at a line along the wall, so that half of the places in it may be before something. */
const FREE = 0.6;
