import { type Mask } from "#engine/raster.ts";

/** A surface that was found in a photo. */
export interface FoundSurface {
  /** 255 = the surface, at the finder's own size. */
  readonly mask: Mask;
  /** 0–1: how sure it is that this is the surface, and its outline the surface's. */
  readonly confidence: number;
}
