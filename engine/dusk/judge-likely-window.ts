import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { glassInside, isDoorOrPanel, wallAround } from "#engine/dusk/judge-window.ts";
import { type Frame } from "#engine/dusk/window-frames.ts";
import { forEachInside, type JudgedWindow, type WindowQuad } from "#engine/dusk/window-quad.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Whether a frame holds a window, where the network's log-odds are at hand: its inside must look like one and the ring
 * around it less so. Where that step is not plain, it must show some glass as well, since doors and panels look alike.
 * @param odds log-odds of the network at each pixel of the view
 */
export function judgeLikelyWindow(frame: Frame, view: FacadeView, odds: Plane): JudgedWindow | undefined {
  const { seen, ...quad } = frame;
  const { inside, around } = oddsOf(quad, odds);
  const step = inside - around;
  if (inside < LEAST_INSIDE || step < LEAST_STEP || inside + step < LEAST_OF_BOTH) return undefined;
  // A frame around a window and a piece of its wall is none: that piece is no window to the network either.
  if (thirdsOf(quad).some((third) => oddsInside(third, odds) < 0)) return undefined;
  const seenInside = glassInside(quad, view);
  const { glass, green, sky } = seenInside;
  if (green > 0.3 || sky > 0.04) return undefined;
  const wall = wallAround(quad, view);
  if (step < PLAIN_STEP && (glass < 0.25 || isDoorOrPanel(seenInside, wall.l))) return undefined;
  const score =
    0.1 * (seen.left + seen.right + seen.top + seen.bottom) +
    0.1 * Math.min(1, glass * 1.15) +
    0.2 * Math.min(6, step);
  return { ...quad, score, wall: { l: wall.l, a: wall.a, b: wall.b } };
}

const LEAST_INSIDE = 0.9;
const LEAST_STEP = 1;
/** What looks little like a window must stand out all the more: siding and brick between white trims do not. */
const LEAST_OF_BOTH = 3;
/** From this step up white curtains and blinds are believed too, of which no glass is seen. */
const PLAIN_STEP = 3;

/** Mean log-odds inside, and in a ring a third as wide as the window. */
export function oddsOf(quad: Quad, odds: Plane): { readonly inside: number; readonly around: number } {
  const inside = meanIn(quad, odds);
  const wide = Math.max(3, Math.round((quad.right - quad.left) / 3));
  const tall = Math.max(3, Math.round((quad.bottomLeft - quad.topLeft) / 3));
  const large = meanIn(
    {
      left: quad.left - wide,
      right: quad.right + wide,
      topLeft: quad.topLeft - tall,
      topRight: quad.topRight - tall,
      bottomLeft: quad.bottomLeft + tall,
      bottomRight: quad.bottomRight + tall,
    },
    odds,
  );
  return {
    inside: inside.sum / Math.max(1, inside.count),
    around: (large.sum - inside.sum) / Math.max(1, large.count - inside.count),
  };
}

const oddsInside = (quad: Quad, odds: Plane): number => {
  const { sum, count } = meanIn(quad, odds);
  return sum / Math.max(1, count);
};

/** Left, right, upper and lower third of a window: what is beside it or over it is in one of them. */
function thirdsOf(quad: Quad): readonly Quad[] {
  const { left, right, topLeft, topRight, bottomLeft, bottomRight } = quad;
  const along = (from: number, to: number, share: number): number => from + (to - from) * share;
  const columns = (from: number, to: number): Quad => ({
    left: Math.round(along(left, right, from)),
    right: Math.round(along(left, right, to)),
    topLeft: along(topLeft, topRight, from),
    topRight: along(topLeft, topRight, to),
    bottomLeft: along(bottomLeft, bottomRight, from),
    bottomRight: along(bottomLeft, bottomRight, to),
  });
  const rows = (from: number, to: number): Quad => ({
    left,
    right,
    topLeft: along(topLeft, bottomLeft, from),
    topRight: along(topRight, bottomRight, from),
    bottomLeft: along(topLeft, bottomLeft, to),
    bottomRight: along(topRight, bottomRight, to),
  });
  return [columns(0, 1 / 3), columns(2 / 3, 1), rows(0, 1 / 3), rows(2 / 3, 1)];
}

type Quad = Omit<WindowQuad, "score">;

function meanIn(quad: Quad, odds: Plane): { sum: number; count: number } {
  let [sum, count] = [0, 0];
  forEachInside(quad, odds, (i) => {
    sum += odds.data[i];
    count++;
  });
  return { sum, count };
}
