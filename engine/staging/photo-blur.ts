import { gaussian } from "#engine/filters/gaussian.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * How soft the photo's own edges are: the standard deviation, in pixels, of the Gaussian that turns a step into its
 * sharper edges. Each edge is compared with itself after a known blur: the ratio of the two steepnesses tells its width
 * (Zhuo and Sim 2011, "Defocus map estimation from a single image").
 * @returns 0–4; 0 when there are too few edges to tell
 */
export function blurOf(photo: Raster): number {
  const luma = lumaPlane(photo);
  const again = gaussian(luma, AGAIN_PX);
  const steep: number[] = [];
  const widths: number[] = [];
  const { width, height } = luma;
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const strength = slope(luma, x, y);
      if (strength < LEAST_SLOPE || !isRidge(luma, x, y, strength)) continue;
      const softer = slope(again, x, y);
      const ratio = strength / softer;
      if (ratio <= 1.02) continue;
      steep.push(strength);
      widths.push(AGAIN_PX ** 2 / (ratio * ratio - 1) - SLOPE_VARIANCE);
    }
  if (widths.length < ENOUGH) return 0;
  // What is faint is texture and noise; what is wide among the strong is the edge of a shadow.
  const strong = percentile(steep, 0.6);
  const sharp = percentile(
    widths.filter((_, n) => steep[n] >= strong),
    0.5,
  );
  return Math.min(4, Math.sqrt(Math.max(0, sharp)));
}

const AGAIN_PX = 1.5;
/** Levels of 0–1 to a pixel. */
const LEAST_SLOPE = 0.012;
/** The difference of the two neighbours is itself a mean over two pixels. */
const SLOPE_VARIANCE = 1 / 3;
const ENOUGH = 40;

function slope({ data, width }: Plane, x: number, y: number): number {
  const i = y * width + x;
  const across = data[i + 1] - data[i - 1];
  const down = data[i + width] - data[i - width];
  // Not Math.hypot: it takes ten times as long, and these cannot overflow.
  return Math.sqrt(across * across + down * down) / 2;
}

/** Whether no neighbour across the edge is steeper. */
function isRidge(luma: Plane, x: number, y: number, strength: number): boolean {
  const { data, width } = luma;
  const i = y * width + x;
  const across = Math.abs(data[i + 1] - data[i - 1]);
  const down = Math.abs(data[i + width] - data[i - width]);
  // Only edges that run with the pixels are read: an oblique one is wider by the pixels' own corners.
  if (Math.min(across, down) > 0.35 * Math.max(across, down)) return false;
  return across > down
    ? strength >= slope(luma, x - 1, y) && strength > slope(luma, x + 1, y)
    : strength >= slope(luma, x, y - 1) && strength > slope(luma, x, y + 1);
}
