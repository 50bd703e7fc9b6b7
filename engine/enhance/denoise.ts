import { unclipped } from "#engine/enhance/unclipped.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Takes sensor noise out: a 5 × 5 bilateral mean of luma (Tomasi, Manduchi 1998) and a wider mean of colour, which the
 * eye does not miss, weighted by luma likeness so that colours do not run over edges.
 * @param sigma standard deviation of the noise's luma in bytes, 1–20
 */
export function denoise(photo: Raster, sigma: number): Raster {
  const { width, height, data } = photo;
  const luma = new Uint8Array(width * height);
  const red = new Int16Array(width * height);
  const blue = new Int16Array(width * height);
  for (let i = 0, j = 0; i < luma.length; i++, j += 3) {
    const y = (54 * data[j] + 183 * data[j + 1] + 19 * data[j + 2] + 128) >> 8;
    luma[i] = y;
    red[i] = data[j] - y;
    blue[i] = data[j + 2] - y;
  }
  // The second, wider pass takes the mottle that the first one's few pixels leave (à trous, Hanika et al. 2011).
  const smooth = bilateral(bilateral(luma, width, height, sigma * 2.2, 1), width, height, sigma * 1.1, 3);
  const out = new Uint8Array(data.length);
  const factor = 4;
  const redLow = cellMeans(red, width, height, factor);
  const blueLow = cellMeans(blue, width, height, factor);
  const lumaLow = cellMeans(smooth, width, height, factor);
  const w = Math.ceil(width / factor);
  const h = Math.ceil(height / factor);
  const redSmooth = chromaMean(redLow, lumaLow, w, h, sigma);
  const blueSmooth = chromaMean(blueLow, lumaLow, w, h, sigma);
  const limit = sigma * 4;
  for (let y = 0; y < height; y++) {
    const v = Math.max(0, Math.min(h - 1.001, (y + 0.5) / factor - 0.5));
    const top = (v | 0) * w;
    const bottom = Math.min(h - 1, (v | 0) + 1) * w;
    const fy = v - (v | 0);
    for (let x = 0; x < width; x++) {
      const u = Math.max(0, Math.min(w - 1.001, (x + 0.5) / factor - 0.5));
      const l = u | 0;
      const r = Math.min(w - 1, l + 1);
      const fx = u - l;
      const i = y * width + x;
      const j = i * 3;
      // Colour detail finer than the small picture is real where it stands out of the noise, and stays.
      const cr = settle(red[i], blend(redSmooth, top, bottom, l, r, fx, fy), limit);
      const cb = settle(blue[i], blend(blueSmooth, top, bottom, l, r, fx, fy), limit);
      const s = smooth[i];
      const cg = (-54 * cr - 19 * cb) / 183;
      out[j] = unclipped(s + cr, data[j]);
      out[j + 1] = unclipped(s + cg, data[j + 1]);
      out[j + 2] = unclipped(s + cb, data[j + 2]);
    }
  }
  return { data: out, width, height };
}

/** The mean, but what differs from it by more than the limit stays more and more its own. */
function settle(own: number, mean: number, limit: number): number {
  const off = Math.abs(own - mean);
  if (off <= limit) return mean;
  if (off >= 2 * limit) return own;
  return mean + ((own - mean) * (off - limit)) / limit;
}

const blend = (
  d: Float32Array,
  top: number,
  bottom: number,
  l: number,
  r: number,
  fx: number,
  fy: number,
): number => {
  const upper = d[top + l] + (d[top + r] - d[top + l]) * fx;
  const lower = d[bottom + l] + (d[bottom + r] - d[bottom + l]) * fx;
  return upper + (lower - upper) * fy;
};

/**
 * The mean of a pixel and the 20 around it, those unlike it left out.
 * @param range  bytes: what differs by so much has three fifths of the weight
 * @param spread pixels from one that is looked at to the next; a border of twice that stays as it is
 */
function bilateral(
  luma: Uint8Array,
  width: number,
  height: number,
  range: number,
  spread: number,
): Uint8Array {
  const out = new Uint8Array(luma.length);
  const likeness = Float32Array.from({ length: 511 }, (_, d) =>
    Math.exp(-((d - 255) ** 2) / (2 * range * range)),
  );
  const reach = 2;
  const offsets: number[] = [];
  const nearness: number[] = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      if (dx * dx + dy * dy <= 5 && (dx !== 0 || dy !== 0)) {
        offsets.push((dy * width + dx) * spread);
        nearness.push(Math.exp(-(dx * dx + dy * dy) / 6));
      }
  const step = Int32Array.from(offsets);
  const near = Float32Array.from(nearness);
  out.set(luma);
  const margin = reach * spread;
  for (let y = margin; y < height - margin; y++)
    for (let x = margin; x < width - margin; x++) {
      const i = y * width + x;
      const centre = luma[i];
      let sum = centre;
      let total = 1;
      for (let k = 0; k < step.length; k++) {
        const value = luma[i + step[k]];
        const weight = near[k] * likeness[value - centre + 255];
        sum += weight * value;
        total += weight;
      }
      out[i] = sum / total + 0.5;
    }
  return out;
}

/** One mean for each square of `factor` pixels a side. */
function cellMeans(
  values: Int16Array | Uint8Array,
  width: number,
  height: number,
  factor: number,
): Float32Array {
  const w = Math.ceil(width / factor);
  const h = Math.ceil(height / factor);
  const sums = new Float32Array(w * h);
  const counts = new Float32Array(w * h);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const k = ((y / factor) | 0) * w + ((x / factor) | 0);
      sums[k] += values[y * width + x];
      counts[k]++;
    }
  for (let k = 0; k < sums.length; k++) sums[k] /= counts[k];
  return sums;
}

/** The mean of 5 × 5 cells, weighted by likeness in luma and in chroma. */
function chromaMean(
  chroma: Float32Array,
  luma: Float32Array,
  width: number,
  height: number,
  sigma: number,
): Float32Array {
  const out = new Float32Array(chroma.length);
  const reach = 2;
  const lumaRange = 2 * (sigma * 1.2 + 2) ** 2;
  const chromaRange = 2 * (sigma * 1.2 + 2) ** 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      let sum = 0;
      let total = 0;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
          const k = v * width + u;
          const dl = luma[k] - luma[i];
          const dc = chroma[k] - chroma[i];
          const weight = Math.exp(-(dl * dl) / lumaRange - (dc * dc) / chromaRange);
          sum += weight * chroma[k];
          total += weight;
        }
      out[i] = sum / total;
    }
  return out;
}
