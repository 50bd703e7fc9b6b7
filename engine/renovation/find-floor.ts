import { keepComponents } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";
import { alike, mainColours } from "#engine/renovation/main-colours.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

export function findFloor(view: SurfaceView): Mask {
  const { width, height, faces } = view;
  if (faces !== undefined) {
    const modes = mainColours(view, (_x, _y, i) => (faces[i] === "floor" ? 1 : 0), 3);
    const like = alike(view, modes, { chroma: 0.05, lightness: 0.3 }, (_x, _y, i) => faces[i] === "floor");
    return keepComponents(open(close(like, 3), 2), ({ area }) => area > width * 2);
  }
  const modes = mainColours(view, (_x, y) => (y > height * 0.86 ? 1 + (y / height - 0.86) * 6 : 0), 2);
  const like = alike(view, modes, { chroma: 0.04, lightness: 0.22 }, (_x, y) => y > height * 0.5);
  const touching = keepComponents(
    close(like, 3),
    ({ bottom, area }) => bottom >= height - 3 && area > width * 3,
  );
  return open(touching, 2);
}
