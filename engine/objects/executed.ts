import { type Network } from "#engine/objects/tensorflow.ts";

/** The network looks at a square of this side; it was trained on photos squeezed to it. */
export const inputSidePx = 512;

/** What the nodes hold once the network has seen a square, in the order they are named; all by one execution. */
export function executed(
  { tf, model }: Network,
  square: Uint8Array,
  nodes: readonly string[],
): readonly Float32Array[] {
  const read: Float32Array[] = [];
  // Not as its answer: `tidy` would search what it gives back for tensors, number by number, for seconds.
  tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(square), [1, inputSidePx, inputSidePx, 3]);
    const found = model.execute(pixels, [...nodes]);
    for (const tensor of Array.isArray(found) ? found : [found])
      read.push(Float32Array.from(tensor.dataSync()));
  });
  if (read.length !== nodes.length)
    throw new TypeError(`The network gave ${read.length} tensors for ${nodes.length} outputs.`);
  return read;
}
