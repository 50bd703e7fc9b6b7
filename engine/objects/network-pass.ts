import { resizeRaster } from "#engine/filters/resize.ts";
import { type Network } from "#engine/objects/tensorflow.ts";
import { type Raster } from "#engine/raster.ts";

/** The network looks at a square of this side; it was trained on photos squeezed to it. */
export const inputSidePx = 512;

/**
 * What the nodes of the detector's network hold for a photo, in the order they are named. One pass for all of them: nearly
 * all of its time goes into the layers that they share.
 */
export function networkPass(
  { tf, model }: Network,
  photo: Raster,
  nodes: readonly string[],
): readonly Float32Array[] {
  const square = resizeRaster(photo, inputSidePx, inputSidePx);
  const read: Float32Array[] = [];
  // Not as its answer: `tidy` would search what it gives back for tensors, number by number, for seconds.
  tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(square.data), [1, inputSidePx, inputSidePx, 3]);
    const found = model.execute(pixels, [...nodes]);
    for (const tensor of Array.isArray(found) ? found : [found])
      read.push(Float32Array.from(tensor.dataSync()));
  });
  if (read.length !== nodes.length)
    throw new TypeError(`The network gave ${read.length} tensors for ${nodes.length} outputs.`);
  return read;
}
