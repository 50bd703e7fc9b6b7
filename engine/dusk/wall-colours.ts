import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { type WindowQuad } from "#engine/dusk/window-quad.ts";
import { type Plane } from "#engine/plane.ts";

type Quad = Omit<WindowQuad, "score">;

/**
 * How much of what a frame holds has the colours of what is around it, 0–1: the Bhattacharyya coefficient of two
 * histograms in OKLab, that of its middle and that of a ring nearly its own size, without what is a window to the network
 * as well. A piece of brick wall between columns, siding between trims and a balcony behind its railing show what is
 * beside them too; glass shows what nothing around it does.
 */
export function wallColours(quad: Quad, view: FacadeView, odds: Plane): number {
  const { lab, width, height } = view;
  const [own, around] = [new Float32Array(BINS), new Float32Array(BINS)];
  const wide = quad.right - quad.left;
  const reach = Math.round(wide * AROUND);
  for (let x = Math.max(0, quad.left - reach); x < Math.min(width, quad.right + reach); x++) {
    const t = (x - quad.left) / wide;
    const from = quad.topLeft + (quad.topRight - quad.topLeft) * t;
    const tall = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * t - from;
    const end = Math.min(height, from + (1 + AROUND) * tall);
    for (let y = Math.max(0, Math.round(from - AROUND * tall)); y < end; y++) {
      const v = (y - from) / tall;
      const within = Math.min(t, 1 - t, v, 1 - v);
      const i = y * width + x;
      if (within > CORE) own[binOf(lab, i)]++;
      else if (within < -GAP && odds.data[i] <= 0) around[binOf(lab, i)]++;
    }
  }
  return overlap(spread(own), spread(around));
}

/** Shares of the window's size: where its middle begins, what is left out around it, and how far the ring reaches. */
const CORE = 0.15;
const GAP = 0.12;
const AROUND = 0.9;

const BINS_L = 20;
const BINS_AB = 16;
const BINS = BINS_L * BINS_AB * BINS_AB;
/** OKLab a and b a bin: walls and glass differ by little. */
const STEP_AB = 0.02;

function binOf({ l, a, b }: OklabPlanes, i: number): number {
  const light = clamp(Math.floor(l[i] * BINS_L), BINS_L);
  const red = clamp(Math.floor(a[i] / STEP_AB) + BINS_AB / 2, BINS_AB);
  return (light * BINS_AB + red) * BINS_AB + clamp(Math.floor(b[i] / STEP_AB) + BINS_AB / 2, BINS_AB);
}

const clamp = (bin: number, bins: number): number => Math.max(0, Math.min(bins - 1, bin));

/** Each bin twice and those beside it in all three directions, so that grain does not part what is of one colour. */
function spread(counts: Float32Array): Float32Array {
  const out = new Float32Array(counts.length);
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k];
    if (count === 0) continue;
    out[k] += 2 * count;
    for (const step of [1, BINS_AB, BINS_AB * BINS_AB]) {
      if (k >= step) out[k - step] += count;
      if (k + step < out.length) out[k + step] += count;
    }
  }
  return out;
}

function overlap(p: Float32Array, q: Float32Array): number {
  let [sum, ofP, ofQ] = [0, 0, 0];
  for (let k = 0; k < p.length; k++) {
    sum += Math.sqrt(p[k] * q[k]);
    ofP += p[k];
    ofQ += q[k];
  }
  return ofP === 0 || ofQ === 0 ? 0 : sum / Math.sqrt(ofP * ofQ);
}
