import { type Room } from "#engine/geometry/room.ts";
import {
  inPicture,
  type Line,
  mayStand,
  pieceOf,
  type Placing,
  type Rules,
  shareSeen,
  type Wish,
} from "#engine/staging/arrange/placing.ts";
import { outOfReach } from "#engine/staging/arrange/walkways.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/** Pieces that belong together, laid out from a line; the first `needed` must all find their place. */
export interface GroupPlan {
  readonly wishes: readonly (Wish & { readonly rules: Rules })[];
  readonly needed: number;
}

/**
 * Tries a group at every line and keeps the best: all that must stand stands, most of the rest, well in the picture and
 * neither lost in the depth nor filling it. The seed shifts the judgement a little, so that another seed gives another
 * arrangement of about the same worth.
 */
export function placeBest(
  placing: Placing,
  lines: readonly Line[],
  plan: (line: Line) => GroupPlan,
): boolean {
  const found: { readonly pieces: readonly PlacedPiece[]; readonly score: number }[] = [];
  for (const line of lines) {
    const { wishes, needed } = plan(line);
    const trial: Placing = { ...placing, placed: [...placing.placed] };
    let standing = 0;
    const fits = wishes.every(({ rules, ...wish }, n) => {
      const piece = pieceOf(wish);
      const ok = mayStand(trial, piece, rules);
      if (ok) {
        trial.placed.push(piece);
        standing++;
      }
      return ok || n >= needed;
    });
    if (!fits) continue;
    const added = trial.placed.slice(placing.placed.length);
    const score = worth(placing.room, added, line) + standing * 0.16 + placing.random() * 0.22;
    found.push({ pieces: added, score });
  }
  const best = found
    .toSorted((a, b) => b.score - a.score)
    .slice(0, WALKED)
    .find(({ pieces }) => outOfReach(placing.room, [...placing.placed, ...pieces]).length === 0);
  if (best === undefined) return false;
  placing.placed.push(...best.pieces);
  return true;
}

/** Of so many of the best places the ways to and past them are walked. */
const WALKED = 24;

/** How well a group sits in the picture, about 0–1.5. */
function worth(room: Room, pieces: readonly PlacedPiece[], line: Line): number {
  const [main] = pieces;
  if (main === undefined) return 0;
  const seen = pieces.reduce((sum, piece) => sum + shareSeen(room, piece), 0) / pieces.length;
  const { camera } = room;
  const places = pieces.map((piece) => inPicture(room, piece));
  const side = Math.abs(places.reduce((sum, { x }) => sum + x, 0) / places.length - 0.5);
  const scale =
    (main.width * camera.focalPx) / Math.max(1, main.z) / Math.min(camera.width, camera.height * 1.4);
  const size = 1 - Math.min(1.4, Math.abs(Math.log(Math.max(0.03, scale) / 0.4)));
  const wall = line.wall === "none" ? 0 : 0.2;
  const face = line.turn === 0 ? 0.12 : 0;
  return seen * 0.6 + size * 0.55 + wall + face - Math.min(0.5, side) * 1.1;
}
