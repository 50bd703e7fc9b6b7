import { type Raster } from "#engine/raster.ts";

/** Pixels over which a change sets in: wide enough to hide a seam, narrow enough to leave no ghost of what was there. */
export const featherPx = ({ width, height }: Raster): number =>
  Math.max(2, Math.round(Math.max(width, height) / 300));
