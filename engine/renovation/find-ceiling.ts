import { keepComponents } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";
import { alike, mainColours } from "#engine/renovation/main-colours.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

export function findCeiling(view: SurfaceView): Mask {
  const { width, height, faces, slope } = view;
  const isThere = (y: number, i: number): boolean =>
    faces === undefined ? y < height * 0.5 : faces[i] === "ceiling";
  const modes = mainColours(
    view,
    (_x, y, i) => (faces === undefined ? (y < height * 0.1 ? 1 : 0) : isThere(y, i) ? 1 : 0),
    1,
  );
  const like = alike(
    view,
    modes,
    { chroma: 0.035, lightness: 0.22 },
    (_x, y, i) => isThere(y, i) && slope[i] < 0.02,
  );
  const solid = open(like, 2);
  return close(
    keepComponents(solid, ({ top, area }) => top <= height * 0.1 && area > width * 3),
    3,
  );
}
