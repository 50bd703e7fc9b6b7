import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { glassInside, isDoorOrPanel, isOnGround, likeWall, wallAround } from "#engine/dusk/judge-window.ts";
import { type Frame } from "#engine/dusk/window-frames.ts";
import { forEachInside, type JudgedWindow, type WindowQuad } from "#engine/dusk/window-quad.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * Whether a frame holds a window, where the network's log-odds are at hand: its inside must look like one and the ring
 * around it less so; that it shows some glass and does not stand on the ground is asked as well, since glazed doors,
 * garages and machines look alike to the network.
 * @param odds log-odds of the network at each pixel of the view
 */
export function judgeLikelyWindow(
  frame: Frame,
  ground: Float32Array,
  view: FacadeView,
  odds: Plane,
): JudgedWindow | undefined {
  const { seen, ...quad } = frame;
  const { inside, around } = oddsOf(quad, odds);
  if (inside < LEAST_INSIDE || inside - around < LEAST_STEP) return undefined;
  if (isOnGround(quad, ground)) return undefined;
  const seenInside = glassInside(quad, view);
  const { glass, green, sky, bars } = seenInside;
  if (glass < 0.25 || green > 0.3 || sky > 0.04 || bars > 0.13) return undefined;
  const wall = wallAround(quad, view);
  // Two windows and what is between them are no window.
  if (wall.unlike < 0.13 && likeWall(quad, wall, view) > 0.22) return undefined;
  if (isDoorOrPanel(seenInside, wall.l)) return undefined;
  const score =
    0.15 * (seen.left + seen.right + seen.top + seen.bottom) +
    0.15 * Math.min(1, glass * 1.15) +
    0.1 * Math.min(3, inside) +
    0.14 * Math.min(3, inside - around);
  return { ...quad, score, wall: { l: wall.l, a: wall.a, b: wall.b } };
}

const LEAST_INSIDE = 0.9;
const LEAST_STEP = 1;

/** Mean log-odds inside, and in a ring a third as wide as the window. */
export function oddsOf(
  quad: Omit<WindowQuad, "score">,
  odds: Plane,
): { readonly inside: number; readonly around: number } {
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

function meanIn(quad: Omit<WindowQuad, "score">, odds: Plane): { sum: number; count: number } {
  let [sum, count] = [0, 0];
  forEachInside(quad, odds, (i) => {
    sum += odds.data[i];
    count++;
  });
  return { sum, count };
}
