import { buildMatte, renderMatte } from "#engine/dusk/sky-matte.ts";
import { skyConfidence } from "#engine/dusk/sky-confidence.ts";
import { findSkyRegion } from "#engine/dusk/sky-region.ts";
import { emptyMask, type Mask, type Raster } from "#engine/raster.ts";

export interface FoundSky {
  /** Of the photo's size: 255 = sky, soft at borders; trees, wires and roof edges before it are cut out. */
  readonly mask: Mask;
  /** Share of the picture that is sky, 0–1. */
  readonly coverage: number;
  /** How sure it is that this is sky and not a ceiling or a white wall, 0–1. From `sureSky` up it counts as sky. */
  readonly confidence: number;
}

/** Finds the sky of an exterior photo. A photo without sky gives an empty mask and confidence 0. */
export function findSky(photo: Raster): FoundSky {
  const region = findSkyRegion(photo);
  if (region === undefined) return { mask: emptyMask(photo.width, photo.height), coverage: 0, confidence: 0 };
  return {
    mask: renderMatte(photo, buildMatte(photo, region)),
    coverage: region.coverage,
    confidence: skyConfidence(region),
  };
}
