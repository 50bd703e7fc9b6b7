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
 * neither lost in the depth nor filling it. The first group of a room takes one of several places of about
 * that worth, so that the next seed gives another arrangement.
 */
export function placeBest(
  placing: Placing,
  lines: readonly Line[],
  plan: (line: Line) => GroupPlan,
): boolean {
  const found: Found[] = [];
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
    const score = worth(placing.room, added, line) + standing * 0.16 + placing.random() * 0.1;
    found.push({ pieces: added, score });
  }
  const sorted = found.toSorted((a, b) => b.score - a.score);
  const good = goodPlaces(placing, sorted);
  const best = good[placing.pick % Math.max(1, good.length)];
  if (best === undefined) return false;
  placing.placed.push(...best.pieces);
  return true;
}

interface Found {
  readonly pieces: readonly PlacedPiece[];
  readonly score: number;
}

/** The best place one can walk to; of a room's first group several, each turned another way or half a metre off. */
function goodPlaces({ room, placed }: Placing, sorted: readonly Found[]): Found[] {
  const wanted = placed.length === 0 ? PLACES : 1;
  const good: Found[] = [];
  const layouts = new Set<string>();
  let walked = 0;
  for (const place of sorted) {
    const [first] = good;
    if (good.length === wanted || walked === WALKED) break;
    if (first !== undefined && place.score < first.score - WORSE) break;
    const layout = layoutOf(place.pieces);
    if (layouts.has(layout)) continue;
    walked++;
    if (outOfReach(room, [...placed, ...place.pieces]).length > 0) continue;
    layouts.add(layout);
    good.push(place);
  }
  return good;
}

const layoutOf = ([main]: readonly PlacedPiece[]): string =>
  main === undefined ? "" : [main.turn.toFixed(1), Math.round(main.x * 2), Math.round(main.z * 2)].join(" ");

const PLACES = 5;
/** A place may be worth so much less than the best and still be one a stager would choose. */
const WORSE = 0.6;
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
