import { type Mask, type Raster } from "#engine/raster.ts";
import { type Filled } from "#engine/removal/patch-match.ts";

/**
 * Joins the copies of a fill without seams: the picture whose slopes are those of the copied places, whose border is the
 * known picture (Pérez, Gangnet, Blake 2003) and which stays loosely near the votes, so that light falls off across the
 * hole as it does around it. Solved by over-relaxation.
 * @param photo the picture the matches belong to, before the fill
 * @param hole  255 = filled, else 0
 * @param parted whether colour must not run between two neighbouring pixels: different surfaces lie there
 * @returns three values a pixel, 0–255 and unrounded; known pixels are the photo's
 */
export function blendCopies(
  photo: Raster,
  { data: hole }: Mask,
  { image, matchOf }: Filled,
  parted: (p: number, q: number) => boolean,
): Float32Array {
  const { width, data } = photo;
  const sheet = new Float32Array(image.data);
  const unknown: number[] = [];
  for (let i = 0; i < hole.length; i++) if (hole[i]) unknown.push(i);
  // What each pixel wants beside its neighbours, and the links, do not change between sweeps.
  const slopes = new Float32Array(unknown.length * 3);
  const links = new Uint8Array(unknown.length);
  const steps = [-1, 1, -width, width];
  for (let n = 0; n < unknown.length; n++) {
    const p = unknown[n];
    const x = p % width;
    for (let c = 0; c < 3; c++) slopes[n * 3 + c] = HOLD * image.data[p * 3 + c];
    for (let k = 0; k < 4; k++) {
      if ((k === 0 && x === 0) || (k === 1 && x === width - 1)) continue;
      const step = steps[k];
      const q = p + step;
      if (q < 0 || q >= hole.length || parted(p, q)) continue;
      const mp = matchOf[p];
      const mq = matchOf[q];
      let ownSteepness = 0;
      let otherSteepness = 0;
      let seam = 0;
      for (let c = 0; c < 3; c++) {
        const beside = data[(mp + step) * 3 + c];
        seam += Math.abs(beside - (hole[q] ? data[mq * 3 + c] : data[q * 3 + c]));
        if (mq < 0) continue;
        ownSteepness += Math.abs(data[mp * 3 + c] - beside);
        otherSteepness += Math.abs(data[(mq - step) * 3 + c] - data[mq * 3 + c]);
      }
      // What does not fit at all is another surface: its colour must not run over.
      if (seam > MOST_SEAM) continue;
      links[n] |= 1 << k;
      // Copies that disagree leave the smaller slope: a seam is no edge.
      const from = mq >= 0 && otherSteepness < ownSteepness ? mq - step : mp;
      for (let c = 0; c < 3; c++) slopes[n * 3 + c] += data[from * 3 + c] - data[(from + step) * 3 + c];
    }
  }
  const row = width * 3;
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let m = 0; m < unknown.length; m++) {
      const n = sweep % 2 === 0 ? m : unknown.length - 1 - m;
      const p = unknown[n];
      const link = links[n];
      const share = OVERSHOOT / ((link & 1) + ((link >> 1) & 1) + ((link >> 2) & 1) + (link >> 3) + HOLD);
      for (let c = 0, o = p * 3; c < 3; c++, o++) {
        let sum = slopes[n * 3 + c];
        if (link & 1) sum += sheet[o - 3];
        if (link & 2) sum += sheet[o + 3];
        if (link & 4) sum += sheet[o - row];
        if (link & 8) sum += sheet[o + row];
        sheet[o] += share * sum - OVERSHOOT * sheet[o];
      }
    }
  return sheet;
}

const SWEEPS = 40;
const OVERSHOOT = 1.6;
/** Weight of the votes against the slopes: their say ends some dozen pixels from the border. */
const HOLD = 0.004;
/** Levels, summed over the channels. */
const MOST_SEAM = 75;
