import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { components } from "#engine/filters/components.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";

/** A floor is of one material: chroma further than this from its own is another one (Oklab). */
const OTHER_CHROMA = 0.035;
/** A rug's least share of the picture. */
const LEAST_RUG = 0.006;
const BINS = 40;
const SPAN = 0.2;

/**
 * A floor without what lies on it: pieces of another colour than most of the floor, as large as a rug. Light and shade
 * change lightness and little else, so lightness does not count.
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
  const isRug = list.map(({ area }) => area > LEAST_RUG * data.length);
  return { data: data.map((v, i) => (labels[i] > 0 && isRug[labels[i] - 1] ? 0 : v)), width, height };
}

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
