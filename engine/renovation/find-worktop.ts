import { components, keepComponents } from "#engine/filters/components.ts";
import { close, dilate, open } from "#engine/filters/morphology.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { type Mask } from "#engine/raster.ts";
import { alike, mainColours } from "#engine/renovation/main-colours.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

/** The band that lies on the base cabinets: the main colour right above their upper edges. */
export function findWorktop(view: SurfaceView): Mask {
  const { width, height } = view;
  const cabinets = findCabinets(view);
  const band = new Uint8Array(width * height);
  const reach = Math.round(height * 0.045);
  const { labels, list } = components(cabinets);
  const base = new Set(
    list.filter(({ bottom, top }) => bottom > height * 0.55 && top > height * 0.3).map(({ label }) => label),
  );
  for (let x = 0; x < width; x++)
    for (let y = Math.floor(height * 0.35); y < height; y++) {
      const i = y * width + x;
      if (!base.has(labels[i]) || base.has(labels[i - width])) continue;
      for (let k = 2; k < reach && y - k >= 0; k++) band[i - k * width] = 255;
    }
  const modes = mainColours(view, (_, __, i) => (band[i] !== 0 ? 1 : 0), 1);
  const near = dilate({ data: band, width, height }, reach);
  const like = alike(
    view,
    modes,
    { chroma: 0.04, lightness: 0.16 },
    (_, y, i) => near.data[i] !== 0 && y > height * 0.3 && cabinets.data[i] === 0,
  );
  const solid = open(close(like, 2), 1);
  return keepComponents(
    solid,
    ({ area, left, right, top, bottom }) => area > width * 0.5 && right - left > (bottom - top) * 0.8,
  );
}
