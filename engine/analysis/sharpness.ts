import { percentile } from "#engine/filters/percentile.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

export interface Sharpness {
  /** Variance of the Laplacian of luma bytes at 1024 px of width, over the variance of luma: about 0.02–0.6. */
  readonly laplacian: number;
  /** Typical width in pixels (at 1024) over which strong edges rise; 1.5–2.5 is sharp, over 5 is blurred. */
  readonly edgeWidthPx: number;
  /** 0 = as sharp as can be, 1 = visibly soft. */
  readonly soft: number;
  readonly isBlurred: boolean;
}

/** Edge width after Marziliano et al. 2002: the run of rising or falling luma through each strong edge, both ways. */
export function sharpness(photo: Raster): Sharpness {
  const width = Math.min(1024, photo.width);
  const small = lumaPlane(
    resizeRaster(photo, width, Math.max(3, Math.round((photo.height * width) / photo.width))),
  );
  const laplacian = laplacianOf(small);
  // A blurred photo has no steep edges left to measure, so then the steepest it has must do.
  const widths = edgeWidths(small, 0.11) ?? edgeWidths(small, 0.03);
  const edgeWidthPx = widths ?? 3;
  const soft = Math.max(0, Math.min(1, (edgeWidthPx - 2.2) / 3));
  return { laplacian, edgeWidthPx, soft, isBlurred: edgeWidthPx >= 6 };
}

function laplacianOf({ data, width, height }: Plane): number {
  let sum = 0;
  let squares = 0;
  let mean = 0;
  let meanSquare = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const v = data[i];
      const laplacian = data[i - 1] + data[i + 1] + data[i - width] + data[i + width] - 4 * v;
      sum += laplacian;
      squares += laplacian * laplacian;
      mean += v;
      meanSquare += v * v;
      count++;
    }
  const variance = meanSquare / count - (mean / count) ** 2;
  return (squares / count - (sum / count) ** 2) / Math.max(1e-4, variance);
}

/** Typical width of the edges steeper than `least`, in the blurrier direction; undefined when there are too few. */
function edgeWidths({ data, width, height }: Plane, least: number): number | undefined {
  const across: number[] = [];
  const down: number[] = [];
  const flat = least * 0.036;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1 + (y % 2); x < width - 1; x += 2) {
      const i = y * width + x;
      const gx = data[i + 1] - data[i - 1];
      const gy = data[i + width] - data[i - width];
      if (Math.abs(gx) > least && isPeak(data, i, 1, gx))
        across.push(rise(data, i, 1, x, width, Math.sign(gx), flat));
      if (Math.abs(gy) > least && isPeak(data, i, width, gy))
        down.push(rise(data, i, width, y, height, Math.sign(gy), flat));
    }
  // Camera shake blurs one direction only: the worse one tells.
  const widths = [across, down].filter((list) => list.length > 40).map((list) => percentile(list, 0.4));
  return widths.length === 0 ? undefined : Math.max(...widths);
}

const isPeak = (data: Float32Array, i: number, step: number, slope: number): boolean =>
  Math.abs(slope) >= Math.abs(data[i + 2 * step] - data[i]) &&
  Math.abs(slope) >= Math.abs(data[i] - data[i - 2 * step]);

function rise(
  data: Float32Array,
  i: number,
  step: number,
  at: number,
  size: number,
  sign: number,
  flat: number,
): number {
  let before = 0;
  while (at - before > 0 && (data[i - before * step] - data[i - (before + 1) * step]) * sign > flat) before++;
  let after = 0;
  while (at + after < size - 1 && (data[i + (after + 1) * step] - data[i + after * step]) * sign > flat)
    after++;
  return before + after;
}
