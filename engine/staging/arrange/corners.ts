import {
  type Placing,
  place,
  wallLines,
  onLine,
  shareSeen,
  pieceOf,
  mayStand,
  type Rules,
  type Wish,
} from "#engine/staging/arrange/placing.ts";
import { outOfReach } from "#engine/staging/arrange/walkways.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/** Puts a small thing (a plant, a lamp) at a wall where it is seen best, near a corner rather than in the middle. */
export function fillCorner(
  placing: Placing,
  name: PieceName,
  size: Partial<PlacedPiece>,
  gapM: number,
  group: readonly PieceName[] = [],
): boolean {
  const { room } = placing;
  const rules: Rules = { gapM, group, groupGapM: 0.06, seen: 0.8 };
  const variety = size.variety ?? Math.floor(placing.random() * 6);
  const found: { readonly wish: Wish; readonly score: number }[] = [];
  for (const line of wallLines(room, 0.2)) {
    const base = pieceOf({ name, x: 0, z: 0, turn: line.turn, ...size, variety });
    const at = onLine(line, 0, base.depth / 2 + 0.04);
    const wish = { ...base, ...at };
    if (!mayStand(placing, wish, rules)) continue;
    const corner =
      Math.min(Math.abs(at.x - room.box.left), Math.abs(at.x - room.box.right)) +
      Math.abs(at.z - room.box.back);
    const score =
      shareSeen(room, wish) - corner * 0.18 + placing.random() * 0.15 - Math.max(0, at.z - 7) * 0.1;
    found.push({ wish, score });
  }
  const best = found
    .toSorted((a, b) => b.score - a.score)
    .find(({ wish: at }) => outOfReach(room, [...placing.placed, pieceOf(at)]).length === 0);
  return best !== undefined && place(placing, best.wish, rules);
}

/** Puts a piece on top of another, off its middle by (dx, dz) in that piece's own frame. */
export function setOn(
  placing: Placing,
  under: PlacedPiece,
  name: PieceName,
  dx: number,
  dz: number,
  more: Partial<PlacedPiece> = {},
): void {
  const c = Math.cos(under.turn);
  const s = Math.sin(under.turn);
  placing.placed.push(
    pieceOf({
      name,
      x: under.x + c * dx + s * dz,
      z: under.z - s * dx + c * dz,
      turn: under.turn,
      y: under.y + under.height,
      ...more,
    }),
  );
}

/** All placed pieces of a name. */
export const those = ({ placed }: Placing, name: PieceName): PlacedPiece[] =>
  placed.filter((piece) => piece.name === name);
