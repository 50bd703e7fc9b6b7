import { boxMean } from "#engine/filters/box.ts";
import { resizeMask, resizePlane } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * How far a fill is from what was cut out, 0 (the same) to 1: multi-scale pooled gradient error. At full, half, quarter
 * and eighth size, the strength of edges in four directions is averaged over windows of 9 × 9 pixels, and the difference
 * is taken relative to the sum, over the hole.
 *
 * Pixel by pixel comparison (PSNR, or of raw gradients) calls a grey smear better than grain or planks that are half a
 * pixel off. What the eye compares is the local strength and direction of edges at several sizes: the pooling of HOG
 * (Dalal, Triggs 2005) and of texture statistics (Portilla, Simoncelli 2000), and what learned measures such as LPIPS
 * (Zhang et al. 2018) do with learned filters in place of these four.
 * @param hole 255 = where to compare
 */
export function gradientError(truth: Raster, fill: Raster, hole: Mask): number {
  const scales = [1, 2, 4, 8];
  let sum = 0;
  for (const scale of scales) {
    const width = Math.max(12, Math.round(truth.width / scale));
    const height = Math.max(12, Math.round(truth.height / scale));
    const inside = resizeMask(hole, width, height).data;
    const wanted = edges(resizePlane(lumaPlane(truth), width, height));
    const found = edges(resizePlane(lumaPlane(fill), width, height));
    let differ = 0;
    let all = 0;
    for (const [n, plane] of wanted.entries()) {
      const other = found[n]?.data;
      for (let i = 0; i < inside.length; i++) {
        if ((inside[i] ?? 0) < 128) continue;
        const a = plane.data[i] ?? 0;
        const b = other?.[i] ?? 0;
        differ += Math.abs(a - b);
        all += a + b + FAINT;
      }
    }
    sum += all === 0 ? 0 : differ / all;
  }
  return sum / scales.length;
}

/** Edges below one level in 255 are not seen. */
const FAINT = 2 / 255;
const WINDOW_PX = 4;

/** Mean strength of edges across four directions around each pixel. */
function edges({ data, width, height }: Plane): Plane[] {
  const steps = [
    [1, 0],
    [0, 1],
    [1, 1],
    [-1, 1],
  ] as const;
  return steps.map(([dx, dy]) => {
    const out = new Float32Array(width * height);
    for (let y = 0; y + dy < height; y++)
      for (let x = Math.max(0, -dx); x + Math.max(0, dx) < width; x++) {
        const i = y * width + x;
        out[i] = Math.abs((data[i + dy * width + dx] ?? 0) - (data[i] ?? 0));
      }
    return boxMean({ data: out, width, height }, WINDOW_PX);
  });
}
