import { develop } from "#engine/enhance/tone.ts";
import { estimateCast } from "#engine/enhance/white-balance.ts";
import { type Raster } from "#engine/raster.ts";

/** A photo as it would look under white light, its brightness as it is. A small picture is enough to judge colours by. */
export const underWhite = (photo: Raster): Raster =>
  develop(photo, { gains: estimateCast(photo), exposure: 1, lift: 0, black: 0 });
