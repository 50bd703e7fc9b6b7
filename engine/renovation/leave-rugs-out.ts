import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { components } from "#engine/filters/components.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { close, dilate, erode, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";

/** A floor is of one material: chroma further than this from its own is another one (Oklab). */
const OTHER_CHROMA = 0.035;
/** A rug's least share of the picture. */
const LEAST_RUG = 0.006;
const BINS = 40;
const SPAN = 0.2;

/**
 * A floor without what lies on it: pieces of another colour than most of the floor, as large as a rug. Light and shade
 * change lightness and little else, so lightness does not count. A rug ends at once: where the colour only fades, as
 * daylight does across a floor, it is the floor's own.
 * @param colours of the mask's size
 */
export function leaveRugsOut(floor: Mask, { a, b }: OklabPlanes): Mask {
  const { width, height, data } = floor;
  const soften = (plane: Float32Array): Float32Array => {
    // Averaged over the floor alone, so that a chair's colour does not bleed in.
    const weight = Float32Array.from(data, (v) => (v === 0 ? 0 : 1));
    const sum = gaussian({ data: plane.map((v, i) => v * weight[i]), width, height }, width / 120).data;
    const total = gaussian({ data: weight, width, height }, width / 120).data;
    return sum.map((v, i) => v / Math.max(1e-6, total[i]));
  };
  const softA = soften(a);
  const softB = soften(b);
  const own = commonest(floor, softA, softB);
  const differs = data.map((v, i) =>
    v !== 0 && Math.hypot(softA[i] - own.a, softB[i] - own.b) > OTHER_CHROMA ? 255 : 0,
  );
  const solid = close(open({ data: differs, width, height }, width / 250), width / 120);
  const { labels, list } = components(solid);
  const isRug = list.map(
    ({ label, area }) =>
      area > LEAST_RUG * data.length && stepAround(floor, labels, label, softA, softB) > LEAST_STEP,
  );
  return { data: data.map((v, i) => (labels[i] > 0 && isRug[labels[i] - 1] ? 0 : v)), width, height };
}

/** Chroma by which a piece differs from the floor close beside it, with both measured some pixels off its border. */
function stepAround(
  floor: Mask,
  labels: Int32Array,
  label: number,
  a: Float32Array,
  b: Float32Array,
): number {
  const { width, height } = floor;
  const piece = { data: Uint8Array.from(labels, (v) => (v === label ? 255 : 0)), width, height };
  const wide = width / 40;
  const grown = dilate(piece, wide).data;
  const near = dilate(piece, wide / 3).data;
  const core = erode(piece, wide).data;
  const own = erode(piece, wide / 3).data;
  const mean = (isIn: (i: number) => boolean): readonly [number, number, number] => {
    let [count, sumA, sumB] = [0, 0, 0];
    for (let i = 0; i < labels.length; i++) {
      if (floor.data[i] === 0 || !isIn(i)) continue;
      count++;
      sumA += a[i];
      sumB += b[i];
    }
    return [count, sumA / Math.max(1, count), sumB / Math.max(1, count)];
  };
  const [within, insideA, insideB] = mean((i) => own[i] !== 0 && core[i] === 0);
  const [beside, outsideA, outsideB] = mean((i) => grown[i] !== 0 && near[i] === 0);
  // Nothing to compare with: what stands apart from the rest of the floor is another thing.
  if (within === 0 || beside === 0) return Infinity;
  return Math.hypot(insideA - outsideA, insideB - outsideB);
}

/** Chroma (Oklab) within a fortieth of the picture's width. */
const LEAST_STEP = 0.028;

function commonest(
  floor: Mask,
  a: Float32Array,
  b: Float32Array,
): { readonly a: number; readonly b: number } {
  const counts = new Float32Array(BINS * BINS);
  const bin = (v: number): number =>
    Math.max(0, Math.min(BINS - 1, Math.floor((v / (2 * SPAN) + 0.5) * BINS)));
  for (let i = 0; i < floor.data.length; i++) if (floor.data[i] !== 0) counts[bin(a[i]) * BINS + bin(b[i])]++;
  const blurred = gaussian({ data: counts, width: BINS, height: BINS }, 1).data;
  let best = 0;
  for (let n = 1; n < blurred.length; n++) if (blurred[n] > blurred[best]) best = n;
  const middle = (n: number): number => ((n + 0.5) / BINS - 0.5) * 2 * SPAN;
  return { a: middle(Math.floor(best / BINS)), b: middle(best % BINS) };
}
