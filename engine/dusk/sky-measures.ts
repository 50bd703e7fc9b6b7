import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { type Mask } from "#engine/raster.ts";

/** What tells a sky from a ceiling, a wall or a frame. */
export interface SkyMeasures {
  /** Share of the picture, 0–1. */
  readonly coverage: number;
  /** Mean step of luma across the region's border, 0–1: a roof against the sky is a plain edge, a ceiling's corner is not. */
  readonly borderContrast: number;
  /** Median slope inside: skies are smooth. */
  readonly texture: number;
  /** Median OKLab lightness and b inside; b is below 0 for blue. */
  readonly lightness: number;
  readonly blueness: number;
  /** Median OKLab a inside: day skies are below 0, violet and pink ones above. */
  readonly redness: number;
  /** Share of the inside that is white to the brim. */
  readonly blown: number;
  /** Share of what is outside that has the green of leaves and grass. */
  readonly leaves: number;
  /** How far the lower edge goes up or down from one column to the next, in hundredths of the height; 0 is a band. */
  readonly skyline: number;
  /** Encoded luma that a tenth of what is outside exceeds, 0–1: high where the sun shines. */
  readonly brightness: number;
  /** How much of what is bright outside is as warm as lamps, 0–1; 0 where hardly anything is bright. */
  readonly lamplit: number;
}

/** @param slope of luma, for each pixel */
export function measureSky(
  sky: Mask,
  lab: OklabPlanes,
  slope: Float32Array,
  luma: Float32Array,
): SkyMeasures {
  const { width, height } = sky;
  let border = 0;
  let steps = 0;
  const reach = 4;
  for (let y = 0; y + 2 * reach < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (sky.data[i] === 0 || sky.data[i + width] !== 0) continue;
      border++;
      steps += Math.abs(luma[Math.max(0, i - reach * width)] - luma[i + reach * width]);
    }
  const inside: number[] = [];
  for (let i = 0; i < sky.data.length; i += 3) if (sky.data[i] !== 0) inside.push(i);
  const middle = (values: Float32Array): number => {
    const found = new Float32Array(inside.length);
    for (let k = 0; k < found.length; k++) found[k] = values[inside[k]];
    return found.toSorted()[found.length >> 1] ?? 0;
  };
  return {
    coverage: shareOfSky(sky),
    borderContrast: border === 0 ? 0 : steps / border,
    texture: middle(slope),
    lightness: middle(lab.l),
    blueness: middle(lab.b),
    redness: middle(lab.a),
    blown: shareOf(sky, (i, isInside) => (isInside ? lab.l[i] >= 0.985 : undefined)),
    leaves: shareOf(sky, (i, isInside) => (isInside ? undefined : isLeaf(lab, i))),
    skyline: skylineOf(sky),
    ...lightOutside(sky, lab, luma),
  };
}

const isLeaf = ({ l, a, b }: OklabPlanes, i: number): boolean =>
  a[i] < -0.02 && b[i] > 0.02 && l[i] > 0.15 && l[i] < 0.85;

/** Told from every fifth pixel. */
function lightOutside(
  { data }: Mask,
  { l, b }: OklabPlanes,
  luma: Float32Array,
): Pick<SkyMeasures, "brightness" | "lamplit"> {
  const outside = new Float32Array(Math.ceil(data.length / 5));
  let count = 0;
  let bright = 0;
  let warm = 0;
  for (let i = 0; i < data.length; i += 5) {
    if (data[i] !== 0) continue;
    outside[count++] = luma[i];
    if (l[i] <= 0.7) continue;
    bright++;
    if (b[i] > 0.03) warm++;
  }
  return {
    brightness: count === 0 ? 0 : percentile(outside.subarray(0, count), 0.9),
    lamplit: bright < 0.002 * count ? 0 : warm / Math.max(1, bright),
  };
}

/** @param is undefined for a pixel that does not count */
function shareOf({ data }: Mask, is: (pixel: number, isInside: boolean) => boolean | undefined): number {
  let count = 0;
  let hits = 0;
  for (let i = 0; i < data.length; i++) {
    const answer = is(i, data[i] !== 0);
    if (answer === undefined) continue;
    count++;
    if (answer) hits++;
  }
  return hits / Math.max(1, count);
}

/** A branch or a chimney counts as a step of a twentieth of the height at most. */
function skylineOf({ data, width, height }: Mask): number {
  let sum = 0;
  let count = 0;
  let before = -1;
  for (let x = 0; x < width; x++) {
    let y = 0;
    while (y < topRows(height) && data[y * width + x] === 0) y++;
    const touchesTop = y < topRows(height);
    while (y < height && data[y * width + x] !== 0) y++;
    if (touchesTop && before >= 0) {
      sum += Math.min(0.05 * height, Math.abs(y - before));
      count++;
    }
    before = touchesTop ? y : -1;
  }
  return ((sum / Math.max(1, count)) * 100) / height;
}

/** Scans and photos cut by a portal end in a line or two of a frame: a sky that begins below it touches the top all the same. */
export const topRows = (height: number): number => Math.max(1, Math.round(height * 0.012));

/** Share of the picture that a sky takes, 0–1. */
export function shareOfSky({ data }: Mask): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count / data.length;
}
