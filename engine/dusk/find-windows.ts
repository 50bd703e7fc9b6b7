import { type WindowTap } from "#core/edit/params.ts";
import { type FacadeView, facadeView } from "#engine/dusk/facade-view.ts";
import { groundLine } from "#engine/dusk/ground-line.ts";
import { judgeLikelyWindow } from "#engine/dusk/judge-likely-window.ts";
import { judgeWindow } from "#engine/dusk/judge-window.ts";
import { tappedWindow } from "#engine/dusk/tapped-window.ts";
import { joinedEdges, uprightEdges } from "#engine/dusk/upright-edges.ts";
import { bestOfOverlapping, isOfGarage, windowFamily } from "#engine/dusk/window-family.ts";
import { windowFrames } from "#engine/dusk/window-frames.ts";
import { type WindowLikeness } from "#engine/dusk/window-likeness.ts";
import { glassOf } from "#engine/dusk/window-glass.ts";
import { isWithin, type JudgedWindow, type WindowQuad } from "#engine/dusk/window-quad.ts";
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
 * others like it stand in a row or column.
 * @param sky 255 = sky, any size
 * @param likeness what the network sees (windowLikeness): where it is at hand it decides instead of colours and rows
 * @param taps where the person says a window is lit or dark; what they say wins over what is found
 */
export function findWindows(
  photo: Raster,
  sky: Mask,
  taps: readonly WindowTap[] = [],
  likeness?: WindowLikeness,
): FoundWindows {
  const view = facadeView(photo, sky);
  const odds = likeness === undefined ? undefined : oddsInView(likeness, view);
  const candidates: JudgedWindow[] = [];
  const uprights = uprightEdges(view);
  const ground = groundLine(uprights, view.width, view.height);
  for (const frame of windowFrames(joinedEdges(uprights), view)) {
    const judged =
      odds === undefined ? judgeWindow(frame, ground, view) : judgeLikelyWindow(frame, ground, view, odds);
    if (judged !== undefined) candidates.push(judged);
  }
  const found =
    odds === undefined
      ? windowFamily(candidates, view.width * view.height)
      : bestOfOverlapping(candidates).filter((quad) => !isOfGarage(quad, candidates));
  return lit(tapped(found, candidates, taps, view), view);
}

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
    else if (!windows.some(holds)) {
      const [framed] = candidates.filter(holds).toSorted((a, b) => b.score - a.score);
      const added = framed ?? tappedWindow(lab, px, py);
      windows = [...windows, { ...added, score: 1 }];
    }
  }
  return windows;
}

/** The glass of each window, bars left out. Where two windows meet, the first keeps the pixel. */
function lit(windows: readonly WindowQuad[], view: FacadeView): FoundWindows {
  const { width, height } = view;
  const data = new Uint8Array(width * height);
  const labels = new Int32Array(data.length);
  const luma = { data: view.luma, width, height };
  for (const [k, quad] of windows.entries())
    for (const i of glassOf(quad, luma)) {
      if (labels[i] !== 0) continue;
      data[i] = 255;
      labels[i] = k + 1;
    }
  return { panes: { data, width, height }, labels, windows };
}
