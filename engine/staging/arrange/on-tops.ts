import { project } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { type LevelTop } from "#engine/geometry/room.ts";
import { nearerThan, pointsOf } from "#engine/staging/arrange/footprint.ts";
import { hidesThing, pieceOf, type Placing, shareSeen } from "#engine/staging/arrange/placing.ts";
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
      if (!isOnTop(top, piece) || shareSeen(room, piece) < 1 || hidesThing(room, piece)) continue;
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

/** Things on a worktop stand in their own places, not in a heap. */
const APART_M = 0.3;

function* bareCells({ grid }: LevelTop): Generator<{ readonly x: number; readonly z: number }> {
  const { cellM, x0, z0, columns, clear } = grid;
  for (const [n, isBare] of clear.entries())
    if (isBare === 1)
      yield { x: x0 + ((n % columns) + 0.5) * cellM, z: z0 + (Math.floor(n / columns) + 0.5) * cellM };
}

function isOnTop({ grid }: LevelTop, piece: PlacedPiece): boolean {
  const points = pointsOf(piece, grid.cellM);
  return points.filter(({ x, z }) => isClear(grid, x, z)).length >= ON_TOP * points.length;
}

/** A speck or a joint of the worktop may be under it. */
const ON_TOP = 0.9;
