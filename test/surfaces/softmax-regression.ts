import type { Tensor } from "@tensorflow/tfjs-core";
import { type Network } from "#engine/objects/tensorflow.ts";

/** One example: what is seen, and the number of its class. */
export interface Sample {
  readonly features: Float32Array;
  readonly label: number;
}

const STEPS = 120;
const RATE = 0.03;

/**
 * Multinomial logistic regression with a ridge, by 120 steps of Adam (Kingma and Ba 2015) from zero on standardised
 * features; classes count by the inverse root of their share. The same samples give the same bytes.
 * @returns for each feature and then the bias one weight a class, for features as they are (not standardised)
 */
export function fitSoftmax(
  { tf }: Pick<Network, "tf">,
  samples: readonly Sample[],
  classes: number,
  ridge: number,
): Float32Array {
  const { add, concat, div, matMul, mean, mul, slice, sqrt, square, sub, sum } = tf;
  const count = samples[0]?.features.length ?? 0;
  const fitted = tf.tidy(() => {
    const features = tf.tensor2d(flat(samples), [samples.length, count]);
    const labels = tf.tensor1d(
      Int32Array.from(samples, ({ label }) => label),
      "int32",
    );
    const truth = tf.cast(tf.oneHot(labels, classes), "float32");
    const middle = mean(features, 0, true);
    const deviation = add(sqrt(mean(square(sub(features, middle)), 0, true)), 1e-3);
    const rows = concat([div(sub(features, middle), deviation), tf.ones([samples.length, 1])], 1);
    const unscaled = sum(div(truth, sqrt(tf.maximum(sum(truth, 0, true), 1))), 1, true);
    const worth = div(unscaled, sum(unscaled));
    const slopeAt = (weights: Tensor): Tensor =>
      add(matMul(rows, mul(sub(tf.softmax(matMul(rows, weights)), truth), worth), true), mul(weights, ridge));
    let weights: Tensor = tf.zeros([count + 1, classes]);
    let first = weights;
    let second = weights;
    for (let step = 1; step <= STEPS; step++) {
      const slope = tf.tidy(() => slopeAt(weights));
      first = add(mul(first, 0.9), mul(slope, 0.1));
      second = add(mul(second, 0.99), mul(square(slope), 0.01));
      const rate = (RATE * (1 - (step / (STEPS + 1)) * 0.8)) / (1 - 0.9 ** step);
      weights = sub(weights, div(mul(first, rate), add(sqrt(div(second, 1 - 0.99 ** step)), 1e-6)));
    }
    const scaled = div(slice(weights, [0, 0], [count, classes]), tf.transpose(deviation));
    const bias = sub(slice(weights, [count, 0], [1, classes]), matMul(middle, scaled));
    return concat([scaled, bias]);
  });
  const values = Float32Array.from(fitted.dataSync());
  fitted.dispose();
  return values;
}

function flat(samples: readonly Sample[]): Float32Array {
  const count = samples[0]?.features.length ?? 0;
  const all = new Float32Array(samples.length * count);
  for (const [n, { features }] of samples.entries()) all.set(features, n * count);
  return all;
}
