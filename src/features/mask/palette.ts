/** The colours of a picture, put into a few heaps. */
export interface Palette {
  /** Heap of each pixel. */
  readonly heapOf: Uint8Array;
  readonly heaps: number;
  /** heaps × heaps: how much a pixel of one speaks for the other too, 0 … 1. */
  readonly kin: Float32Array;
}

/**
 * Heaps by k-means, begun with colours that lie far from each other (Gonzalez 1985): no chance is in it.
 * @param lab three values a pixel
 */
export function paletteOf(lab: Float32Array): Palette {
  const count = lab.length / 3;
  const step = Math.max(1, Math.floor(count / SAMPLES));
  const centres = farApart(lab, step);
  const heaps = centres.length / 3;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(heaps * 4);
    for (let i = 0; i < count; i += step) {
      const h = nearest(centres, lab, i);
      for (let c = 0; c < 3; c++) sums[h * 4 + c] = (sums[h * 4 + c] ?? 0) + (lab[i * 3 + c] ?? 0);
      sums[h * 4 + 3] = (sums[h * 4 + 3] ?? 0) + 1;
    }
    for (let h = 0; h < heaps; h++)
      for (let c = 0; c < 3; c++)
        if ((sums[h * 4 + 3] ?? 0) > 0) centres[h * 3 + c] = (sums[h * 4 + c] ?? 0) / (sums[h * 4 + 3] ?? 1);
  }
  const heapOf = Uint8Array.from({ length: count }, (_, i) => nearest(centres, lab, i));
  const kin = Float32Array.from({ length: heaps * heaps }, (_, n) =>
    Math.exp(-apart(centres, Math.floor(n / heaps), centres, n % heaps) / (2 * KIN_LAB ** 2)),
  );
  return { heapOf, heaps, kin };
}

const SAMPLES = 4000;
const ROUNDS = 5;
const MOST_HEAPS = 40;
/** Colours closer than this are one heap, and speak for each other. */
const LEAST_APART_LAB = 3;
const KIN_LAB = 3;

function farApart(lab: Float32Array, step: number): Float32Array {
  const count = lab.length / 3;
  const centres: number[] = [...lab.subarray(0, 3)];
  const gap = new Float32Array(Math.ceil(count / step)).fill(Infinity);
  while (centres.length < MOST_HEAPS * 3) {
    const last = Float32Array.from(centres.slice(-3));
    let far = LEAST_APART_LAB ** 2;
    let farthest = -1;
    for (let n = 0; n < gap.length; n++) {
      const d = Math.min(gap[n] ?? 0, apart(lab, n * step, last, 0));
      gap[n] = d;
      if (d <= far) continue;
      far = d;
      farthest = n * step;
    }
    if (farthest < 0) break;
    centres.push(...lab.subarray(farthest * 3, farthest * 3 + 3));
  }
  return Float32Array.from(centres);
}

/** Squared. */
function apart(one: Float32Array, i: number, other: Float32Array, j: number): number {
  const l = (one[i * 3] ?? 0) - (other[j * 3] ?? 0);
  const a = (one[i * 3 + 1] ?? 0) - (other[j * 3 + 1] ?? 0);
  const b = (one[i * 3 + 2] ?? 0) - (other[j * 3 + 2] ?? 0);
  return l * l + a * a + b * b;
}

function nearest(centres: Float32Array, lab: Float32Array, i: number): number {
  let least = Infinity;
  let best = 0;
  for (let h = 0; h < centres.length / 3; h++) {
    const d = apart(centres, h, lab, i);
    if (d >= least) continue;
    least = d;
    best = h;
  }
  return best;
}
