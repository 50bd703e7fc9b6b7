import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { colourBins } from "#engine/renovation/colour-bins.ts";

const LIGHT_BINS = 16;
const HUE_BINS = 24;
/** Oklab: a and b beyond this are counted with the last bin. */
const SPAN = 0.18;
const PLANE = HUE_BINS * HUE_BINS;
/** Pixels, of each sample's own size, that every colour is taken to have: what was seen on neither says nothing. */
const EVEN = 4;

/**
 * How much likelier each pixel's colour is on one thing than on the rest of a photo, natural logarithm: both are counted in
 * 16 × 24 × 24 bins of Oklab, a little blurred.
 * @param own  weight of each pixel as a sample of the thing
 * @param rest the same of what is not the thing
 */
export function colourOdds(colours: OklabPlanes, own: Float32Array, rest: Float32Array): Float32Array {
  const bins = colourBins(colours, { lights: LIGHT_BINS, hues: HUE_BINS, span: SPAN });
  const there = shares(bins, own);
  const elsewhere = shares(bins, rest);
  const least = EVEN / bins.length;
  const odds = there.map((share, bin) => Math.log((share + least) / (elsewhere[bin] + least)));
  return Float32Array.from(bins, (bin) => odds[bin]);
}

/** Each colour's share of a sample, blurred over colours like it. */
function shares(bins: Uint16Array, weight: Float32Array): Float32Array {
  const counts = new Float32Array(LIGHT_BINS * PLANE);
  let total = 0;
  for (let i = 0; i < bins.length; i++) {
    counts[bins[i]] += weight[i];
    total += weight[i];
  }
  const levels = Array.from({ length: LIGHT_BINS }, (_, level) => {
    const data = counts.subarray(level * PLANE, (level + 1) * PLANE);
    return gaussian({ data, width: HUE_BINS, height: HUE_BINS }, 0.8).data;
  });
  return counts.map((_, n) => {
    const level = Math.floor(n / PLANE);
    const at = n % PLANE;
    const darker = levels[Math.max(0, level - 1)][at];
    const lighter = levels[Math.min(LIGHT_BINS - 1, level + 1)][at];
    return (0.5 * levels[level][at] + 0.25 * (darker + lighter)) / Math.max(1, total);
  });
}
