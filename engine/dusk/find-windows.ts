import { type WindowTap } from "#core/edit/params.ts";
import { type FacadeView, facadeView } from "#engine/dusk/facade-view.ts";
import { groundLine } from "#engine/dusk/ground-line.ts";
import { judgeLikelyWindow, oddsOf } from "#engine/dusk/judge-likely-window.ts";
import { isOnGround, judgeWindow } from "#engine/dusk/judge-window.ts";
import { tappedWindow } from "#engine/dusk/tapped-window.ts";
import { joinedEdges, uprightEdges } from "#engine/dusk/upright-edges.ts";
import { bestOfOverlapping, isOfGarage, windowFamily } from "#engine/dusk/window-family.ts";
import { windowFrames } from "#engine/dusk/window-frames.ts";
import { type WindowLikeness } from "#engine/dusk/window-likeness.ts";
import { trimmedWindow } from "#engine/dusk/trim-window.ts";
import { wallColours } from "#engine/dusk/wall-colours.ts";
import { glassOf } from "#engine/dusk/window-glass.ts";
import { isWithin, type WindowQuad } from "#engine/dusk/window-quad.ts";
import { resizePlane } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface FoundWindows {
  /** At about 0.6 MP: 255 = glass of an accepted window, frames and bars left out. */
  readonly panes: Mask;
  /** Which window each pane pixel belongs to: 1 + its place in `windows`, 0 for none. */
  readonly labels: Int32Array;
  /** In pixels of `panes`. */
  readonly windows: readonly WindowQuad[];
}

/**
 * Windows of a house by day: what is framed on four sides, judged by its glass and the wall around it, believed where
 * others like it stand in a row or column; or where the network sees a window too.
 * @param sky 255 = sky, any size
 * @param likeness what the network sees (windowLikeness): without it colours and rows decide alone
 * @param taps where the person says a window is lit or dark; what they say wins over what is found
 */
export function findWindows(
  photo: Raster,
  sky: Mask,
  taps: readonly WindowTap[] = [],
  likeness?: WindowLikeness,
): FoundWindows {
  const view = facadeView(photo, sky);
  const uprights = uprightEdges(view);
  const ground = groundLine(uprights, view.width, view.height);
  const frames = [...windowFrames(joinedEdges(uprights), view)];
  const framed = frames.flatMap((frame) => judgeWindow(frame, ground, view) ?? []);
  const family = windowFamily(framed, view.width * view.height);
  if (likeness === undefined || seesNone(likeness)) return lit(tapped(family, framed, taps, view), view);
  const odds = oddsInView(likeness, view);
  const likely = frames.flatMap((frame) => judgeLikelyWindow(frame, view, odds) ?? []);
  const agreed = family.filter((quad) => oddsOf(quad, odds).inside > 0);
  // What overlaps a better frame that turns out to be a door or a wall is a part of it.
  const found = bestOfOverlapping([...likely, ...agreed], SIZE_COUNTS_LITTLE).filter(
    (quad) =>
      !isOfGarage(quad, [...likely, ...framed]) &&
      !isOnGround(quad, ground) &&
      wallColours(quad, view, odds) < MOST_LIKE_AROUND,
  );
  return lit(tapped(found, [...likely, ...framed], taps, view), view, odds);
}

/** The network's step from a window to its surroundings tells a window from its panes; size need not. */
const SIZE_COUNTS_LITTLE = 0.1;

/** Of {@link wallColours}: on seven photos windows have 0–0.6, walls, railings and doors between trims 0.6–0.75. */
const MOST_LIKE_AROUND = 0.6;

/** A drawing is like nothing the network was taught with: where it sees no window at all it has no say. */
const seesNone = ({ logOdds }: WindowLikeness): boolean =>
  logOdds.reduce((count, odds) => (odds > 1 ? count + 1 : count), 0) < 0.001 * logOdds.length;

function oddsInView({ width, height, logOdds }: WindowLikeness, view: FacadeView): Plane {
  return resizePlane({ data: logOdds, width, height }, view.width, view.height);
}

/** Found windows less those tapped dark, with those tapped lit: the frame around the tap, or what its glass fills. */
function tapped(
  found: readonly WindowQuad[],
  candidates: readonly WindowQuad[],
  taps: readonly WindowTap[],
  { width, height, lab }: FacadeView,
): readonly WindowQuad[] {
  let windows = found;
  for (const { x, y, lit: isLit } of taps) {
    const [px, py] = [Math.min(width - 1, x * width), Math.min(height - 1, y * height)];
    const holds = (quad: WindowQuad): boolean => isWithin(quad, px, py);
    if (!isLit) windows = windows.filter((quad) => !holds(quad));
    else if (windows.some(holds))
      windows = windows.map((quad) => (holds(quad) ? { ...quad, isAsked: true } : quad));
    else {
      const [framed] = candidates.filter(holds).toSorted((a, b) => b.score - a.score);
      const added = framed ?? tappedWindow(lab, px, py);
      windows = [...windows, { ...added, score: 1, isAsked: true }];
    }
  }
  return windows;
}

/** The glass of each window, bars and what the frame took in besides left out. Where two meet, the first keeps the pixel. */
function lit(windows: readonly WindowQuad[], view: FacadeView, odds?: Plane): FoundWindows {
  const { width, height } = view;
  const data = new Uint8Array(width * height);
  const labels = new Int32Array(data.length);
  const luma = { data: view.luma, width, height };
  for (const [k, quad] of windows.entries()) {
    const trimmed = odds === undefined || quad.isAsked === true ? quad : trimmedWindow(quad, view, odds);
    for (const i of glassOf(trimmed, luma)) {
      if (labels[i] !== 0) continue;
      data[i] = 255;
      labels[i] = k + 1;
    }
  }
  return { panes: { data, width, height }, labels, windows };
}
