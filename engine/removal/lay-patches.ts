import { boxMean } from "#engine/filters/box.ts";
import { type Raster } from "#engine/raster.ts";

/** Gives the colour, 0–255 and unrounded, of full-size pixel (x, y). */
export type Layer = (x: number, y: number, out: Float32Array) => void;

/**
 * Repeats at full size what was found at a smaller one: each pixel is copied from where its patch was taken, so that the
 * fill is as sharp and as grainy as the photo. Between four work pixels that disagree the copies are cross-faded; what
 * the blend made brighter or darker than the copy is added.
 * @param full    the full-size crop
 * @param small   the crop the matches belong to, before the fill
 * @param matchOf see Filled
 * @param blended from blendCopies
 */
export function patchLayer(full: Raster, small: Raster, matchOf: Int32Array, blended: Float32Array): Layer {
  const { width, height } = small;
  const sx = full.width / width;
  const sy = full.height / height;
  const correction = corrections(small, matchOf, blended);
  // Steps to the source along columns and rows, full-size pixels.
  const across = new Float32Array(matchOf.length);
  const down = new Float32Array(matchOf.length);
  for (let i = 0; i < matchOf.length; i++) {
    if (matchOf[i] < 0) continue;
    const fromY = (matchOf[i] / width) | 0;
    const y = (i / width) | 0;
    across[i] = (matchOf[i] - fromY * width - (i - y * width)) * sx;
    down[i] = (fromY - y) * sy;
  }
  const { data, width: stride } = full;
  const [rightmost, lowest] = [full.width - 1, full.height - 1];
  return (x, y, out) => {
    const wx = (x + 0.5) / sx - 0.5;
    const wy = (y + 0.5) / sy - 0.5;
    const x0 = Math.floor(wx);
    const y0 = Math.floor(wy);
    let total = 0;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let py = y0; py <= y0 + 1; py++) {
      if (py < 0 || py >= height) continue;
      const rowWeight = py > y0 ? wy - y0 : 1 - wy + y0;
      for (let px = x0; px <= x0 + 1; px++) {
        const weight = (px > x0 ? wx - x0 : 1 - wx + x0) * rowWeight;
        if (weight <= 0 || px < 0 || px >= width) continue;
        const i = py * width + px;
        if (matchOf[i] < 0) continue;
        const fx = Math.max(0, Math.min(rightmost, Math.floor(x + across[i] + 0.5)));
        const fy = Math.max(0, Math.min(lowest, Math.floor(y + down[i] + 0.5)));
        const f = (fy * stride + fx) * 3;
        total += weight;
        r += weight * (data[f] + correction[i * 3]);
        g += weight * (data[f + 1] + correction[i * 3 + 1]);
        b += weight * (data[f + 2] + correction[i * 3 + 2]);
      }
    }
    if (total === 0) throw new Error(`Pixel ${x}, ${y} lies in the hole but no patch covers it`);
    out[0] = r / total;
    out[1] = g / total;
    out[2] = b / total;
  };
}

const MOST_CORRECTION = 40;

/** How much brighter or darker than its copy each pixel should be; smoothed, so that the copies' own texture stays. */
function corrections(
  { data, width, height }: Raster,
  matchOf: Int32Array,
  blended: Float32Array,
): Float32Array {
  const out = new Float32Array(width * height * 3);
  const filled = new Float32Array(width * height);
  for (let i = 0; i < filled.length; i++) filled[i] = matchOf[i] >= 0 ? 1 : 0;
  const share = boxMean({ data: filled, width, height }, SMOOTHING_PX).data;
  for (let c = 0; c < 3; c++) {
    const channel = new Float32Array(width * height);
    for (let i = 0; i < filled.length; i++)
      if (filled[i] > 0)
        channel[i] = Math.max(
          -MOST_CORRECTION,
          Math.min(MOST_CORRECTION, blended[i * 3 + c] - data[matchOf[i] * 3 + c]),
        );
    const mean = boxMean({ data: channel, width, height }, SMOOTHING_PX).data;
    for (let i = 0; i < filled.length; i++) if (filled[i] > 0) out[i * 3 + c] = mean[i] / share[i];
  }
  return out;
}

const SMOOTHING_PX = 2;
