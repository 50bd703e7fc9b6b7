import { gaussian } from "#engine/filters/gaussian.ts";
import { type Camera } from "#engine/geometry/camera.ts";
import { type Visible } from "#engine/staging/visible.ts";

/** Linear colour of a triangle as seen at a place of the picture. */
export type Shade = (camera: Camera, t: number, px: number, py: number, out: Float32Array) => void;

/** The furniture alone, in a window of the picture: linear light times coverage, and the coverage, 0–1. */
export interface Layer {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, coverage. */
  readonly planes: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
}

/**
 * Draws the furniture as softly as the photo is: a lens blurs light, so colour and coverage are blurred together.
 * @param blurPx standard deviation of the photo's own blur, see blurOf
 */
export function drawLayer(camera: Camera, visible: Visible, shade: Shade, blurPx: number): Layer {
  const missing = Math.sqrt(Math.max(0, blurPx * blurPx - OWN_VARIANCE));
  const margin = Math.ceil(missing * 3);
  const left = Math.max(0, visible.left - margin);
  const top = Math.max(0, visible.top - margin);
  const width = Math.max(0, Math.min(camera.width, visible.left + visible.width + margin) - left);
  const height = Math.max(0, Math.min(camera.height, visible.top + visible.height + margin) - top);
  const empty = (): Float32Array => new Float32Array(width * height);
  const planes: [Float32Array, Float32Array, Float32Array, Float32Array] = [
    empty(),
    empty(),
    empty(),
    empty(),
  ];
  const colour = new Float32Array(3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const covered = coverage(visible, left + x, top + y, camera, shade, colour);
      if (covered === 0) continue;
      const i = y * width + x;
      planes[0][i] = colour[0];
      planes[1][i] = colour[1];
      planes[2][i] = colour[2];
      planes[3][i] = covered;
    }
  const [r, g, b, a] = planes;
  const soft = (data: Float32Array): Float32Array => gaussian({ data, width, height }, missing).data;
  return { left, top, width, height, planes: [soft(r), soft(g), soft(b), soft(a)] };
}

/** A pixel that is the mean of its area is a blur of a twelfth of a square pixel. */
const OWN_VARIANCE = 1 / 12;

/** Mean colour of the samples that see furniture, times how many do (0–1), which is returned. */
function coverage(
  visible: Visible,
  x: number,
  y: number,
  camera: Camera,
  shade: Shade,
  out: Float32Array,
): number {
  out[0] = 0;
  out[1] = 0;
  out[2] = 0;
  const vx = x - visible.left;
  const vy = y - visible.top;
  if (vx < 0 || vy < 0 || vx >= visible.width || vy >= visible.height) return 0;
  const { per, triangle } = visible;
  const stride = visible.width * per;
  const first = vy * per * stride + vx * per;
  let [r, g, b, covered, last] = [0, 0, 0, 0, -1];
  for (let k = 0; k < per * per; k++) {
    const sx = k % per;
    const sy = (k / per) | 0;
    const t = triangle[first + sy * stride + sx];
    if (t < 0) continue;
    covered++;
    if (t !== last) {
      shade(camera, t, x + (sx + 0.5) / per, y + (sy + 0.5) / per, out);
      for (let c = 0; c < 3; c++) out[c] = shoulder(out[c]);
      last = t;
    }
    r += out[0];
    g += out[1];
    b += out[2];
  }
  const n = per * per;
  out[0] = r / n;
  out[1] = g / n;
  out[2] = b / n;
  return covered / n;
}

/** Bends what is brighter than three quarters so that nothing reaches 1 abruptly, as a camera does. */
const shoulder = (v: number): number => (v < 0.72 ? v : 0.72 + 0.28 * (1 - Math.exp(-(v - 0.72) / 0.28)));
