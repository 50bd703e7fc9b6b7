import { keepComponents } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { findCeiling } from "#engine/renovation/find-ceiling.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { type Mask } from "#engine/raster.ts";
import { alike, mainColours } from "#engine/renovation/main-colours.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

/** Fronts: the strongest colour that is neither wall, floor nor ceiling, in pieces cut by many upright lines. */
export function findCabinets(view: SurfaceView): Mask {
  const { width, height, lab } = view;
  // A guessed floor takes wooden fronts for itself, so only a known one counts.
  const taken = view.faces === undefined ? [] : [findFloor(view), findCeiling(view)];
  const modes = mainColours(
    view,
    (_, y, i) => {
      if (y < height * 0.06 || y > height * 0.94 || taken.some(({ data }) => data[i] !== 0)) return 0;
      const chroma = Math.hypot(lab.a[i], lab.b[i]);
      const woody = chroma > 0.05 && lab.b[i] > 0.02 && lab.a[i] > -0.005;
      return woody ? chroma : 0;
    },
    2,
  );
  const like = alike(
    view,
    modes,
    { chroma: 0.05, lightness: 0.34 },
    (_x, y, i) => y > height * 0.04 && taken.every(({ data }) => data[i] === 0),
  );
  const solid = open(close(like, 2), 3);
  return keepComponents(solid, ({ area, left, right, top, bottom }) => {
    const filled = area / ((right - left) * (bottom - top));
    return area > width * height * 0.006 && filled > 0.25;
  });
}
