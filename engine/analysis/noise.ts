import { percentile } from "#engine/filters/percentile.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Standard deviation of the noise in luma bytes, from the flattest blocks of the picture at its own resolution:
 * Immerkær's mask (1996), whose response to planes and edges is nil, on some 3000 blocks of 16 × 16.
 */
export function noiseSigma({ data, width, height }: Raster): number {
  const side = 16;
  if (width < side + 2 || height < side + 2) return 0;
  const columns = Math.min(64, Math.floor((width - 2) / side));
  const rows = Math.min(48, Math.floor((height - 2) / side));
  const sigmas: number[] = [];
  const luma = (x: number, y: number): number => {
    const j = (y * width + x) * 3;
    return 0.2126 * data[j] + 0.7152 * data[j + 1] + 0.0722 * data[j + 2];
  };
  const patch = new Float32Array((side + 2) * (side + 2));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const left = Math.floor((column * (width - side - 2)) / Math.max(1, columns - 1));
      const top = Math.floor((row * (height - side - 2)) / Math.max(1, rows - 1));
      let mean = 0;
      for (let y = 0, i = 0; y < side + 2; y++)
        for (let x = 0; x < side + 2; x++, i++) mean += patch[i] = luma(left + x, top + y);
      mean /= patch.length;
      // Clipped blocks carry no noise and would vote for a clean photo.
      if (mean < 6 || mean > 246) continue;
      let sum = 0;
      const s = side + 2;
      for (let y = 1; y <= side; y++)
        for (let x = 1; x <= side; x++) {
          const i = y * s + x;
          sum += Math.abs(
            patch[i - s - 1] -
              2 * patch[i - s] +
              patch[i - s + 1] -
              2 * patch[i - 1] +
              4 * patch[i] -
              2 * patch[i + 1] +
              patch[i + s - 1] -
              2 * patch[i + s] +
              patch[i + s + 1],
          );
        }
      sigmas.push((sum * Math.sqrt(Math.PI / 2)) / (6 * side * side));
    }
  return sigmas.length < 8 ? 0 : percentile(sigmas, 0.2);
}
