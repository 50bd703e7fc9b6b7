import { resizeRaster } from "#engine/filters/resize.ts";
import { inputSidePx } from "#engine/objects/executed.ts";
import { askNetwork, type NetworkPass } from "#engine/objects/network-thread.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * What the nodes of the detector's network hold for a photo of any size, in the order they are named. One pass for all of
 * them: nearly all of its time goes into the layers that they share. It runs beside what the caller does next.
 */
export const networkPass = (photo: Raster, nodes: readonly string[]): Promise<NetworkPass> =>
  askNetwork(resizeRaster(photo, inputSidePx, inputSidePx).data, nodes);
