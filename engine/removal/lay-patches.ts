import { type Raster } from "#engine/raster.ts";
import { type Filled } from "#engine/removal/patch-match.ts";

/**
 * Repeats at full size what was found at a smaller one: each pixel is copied from where its patch was taken, so that the
 * fill is as sharp and as grainy as the photo. Between four work pixels that disagree the copies are cross-faded; what
 * the votes made brighter or darker than the copy is added.
 * @param full   the full-size crop
 * @param small  the crop the matches belong to, before the fill
 * @param filled from fillByPatches on `small`
 * @returns the colour, 0–255 and unrounded, of full-size pixel (x, y)
 */
export function patchLayer(
  full: Raster,
  small: Raster,
  filled: Filled,
): (x: number, y: number, out: Float32Array) => void {
  const { width, height } = small;
  const sx = full.width / width;
  const sy = full.height / height;
  const { matchOf } = filled;
  const correction = new Float32Array(width * height * 3);
  for (let i = 0; i < matchOf.length; i++)
    if (matchOf[i] >= 0)
      for (let c = 0; c < 3; c++)
        correction[i * 3 + c] = Math.max(
          -MOST_CORRECTION,
          Math.min(MOST_CORRECTION, filled.image.data[i * 3 + c] - filled.image.data[matchOf[i] * 3 + c]),
        );
  return (x, y, out) => {
    const wx = (x + 0.5) / sx - 0.5;
    const wy = (y + 0.5) / sy - 0.5;
    const x0 = Math.floor(wx);
    const y0 = Math.floor(wy);
    let total = 0;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = 0; k < 4; k++) {
      const px = x0 + (k & 1);
      const py = y0 + (k >> 1);
      const weight = ((k & 1) === 1 ? wx - x0 : 1 - wx + x0) * (k >> 1 === 1 ? wy - y0 : 1 - wy + y0);
      if (weight <= 0 || px < 0 || py < 0 || px >= width || py >= height) continue;
      const i = py * width + px;
      const match = matchOf[i];
      if (match < 0) continue;
      const fromY = (match / width) | 0;
      const fx = Math.max(0, Math.min(full.width - 1, Math.round(x + (match - fromY * width - px) * sx)));
      const fy = Math.max(0, Math.min(full.height - 1, Math.round(y + (fromY - py) * sy)));
      const f = (fy * full.width + fx) * 3;
      total += weight;
      r += weight * (full.data[f] + correction[i * 3]);
      g += weight * (full.data[f + 1] + correction[i * 3 + 1]);
      b += weight * (full.data[f + 2] + correction[i * 3 + 2]);
    }
    out[0] = r / total;
    out[1] = g / total;
    out[2] = b / total;
  };
}

const MOST_CORRECTION = 24;
