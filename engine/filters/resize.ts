import { type Mask, type Raster } from "#engine/raster.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * A raster at another size: smaller by area average (no moiré, exact mean), larger by Catmull-Rom (sharp, little ringing).
 * Each axis chooses for itself. Encoded values, not linear light.
 */
export function resizeRaster(photo: Raster, width: number, height: number): Raster {
  if (photo.width === width && photo.height === height) return photo;
  const data = toBytes(resample(photo.data, 3, photo.width, photo.height, width, height, "smooth"));
  return { data, width, height };
}

/** A raster of at most `maxPixels`, same shape to the nearest pixel; one that is small enough is returned as it is. */
export function shrinkTo(photo: Raster, maxPixels: number): Raster {
  const { width, height } = sizeWithin(photo.width, photo.height, maxPixels);
  return resizeRaster(photo, width, height);
}

/** The largest whole size of this shape with at most `maxPixels` pixels, never larger than given, sides ≥ 1. */
export function sizeWithin(
  width: number,
  height: number,
  maxPixels: number,
): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  if (scale === 1) return { width, height };
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** A mask at another size, soft where pixels are shared: area average down, linear up. */
export function resizeMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask;
  return {
    data: toBytes(resample(mask.data, 1, mask.width, mask.height, width, height, "linear")),
    width,
    height,
  };
}

/** A plane at another size: area average down, linear up. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  return { data: resample(plane.data, 1, plane.width, plane.height, width, height, "linear"), width, height };
}

type Enlarging = "linear" | "smooth";

interface Taps {
  readonly first: Int32Array;
  readonly weights: Float32Array;
  readonly count: number;
}

function resample(
  source: Uint8Array | Float32Array,
  channels: 1 | 3,
  width: number,
  height: number,
  newWidth: number,
  newHeight: number,
  enlarging: Enlarging,
): Float32Array {
  if (newWidth < 1 || newHeight < 1) throw new RangeError(`A picture cannot be ${newWidth}×${newHeight}`);
  const across = taps(width, newWidth, enlarging);
  const down = taps(height, newHeight, enlarging);
  const stride = newWidth * channels;
  const out = new Float32Array(stride * newHeight);
  // Rows are narrowed when they are first needed and kept until no output row wants them, so that memory stays small.
  const rows = new Map<number, Float32Array>();
  const spare: Float32Array[] = [];
  const rowAt = (y: number): Float32Array => {
    const kept = rows.get(y);
    if (kept) return kept;
    const row = spare.pop() ?? new Float32Array(stride);
    if (channels === 3) acrossRgb(source, y * width * 3, width, across, row);
    else acrossOne(source, y * width, width, across, row);
    rows.set(y, row);
    return row;
  };
  for (let y = 0; y < newHeight; y++) {
    const first = down.first[y];
    for (const key of rows.keys()) {
      if (key >= first) break;
      const row = rows.get(key);
      if (row) spare.push(row);
      rows.delete(key);
    }
    const base = y * stride;
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k];
      if (weight === 0) continue;
      const row = rowAt(Math.max(0, Math.min(height - 1, first + k)));
      for (let i = 0; i < stride; i++) out[base + i] += weight * row[i];
    }
  }
  return out;
}

function acrossRgb(
  source: Uint8Array | Float32Array,
  base: number,
  width: number,
  t: Taps,
  row: Float32Array,
): void {
  const { first, weights, count } = t;
  for (let x = 0; x < first.length; x++) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = 0; k < count; k++) {
      const weight = weights[x * count + k];
      if (weight === 0) continue;
      const at = base + Math.max(0, Math.min(width - 1, first[x] + k)) * 3;
      r += weight * source[at];
      g += weight * source[at + 1];
      b += weight * source[at + 2];
    }
    row[x * 3] = r;
    row[x * 3 + 1] = g;
    row[x * 3 + 2] = b;
  }
}

function acrossOne(
  source: Uint8Array | Float32Array,
  base: number,
  width: number,
  t: Taps,
  row: Float32Array,
): void {
  const { first, weights, count } = t;
  for (let x = 0; x < first.length; x++) {
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const weight = weights[x * count + k];
      if (weight !== 0) sum += weight * source[base + Math.max(0, Math.min(width - 1, first[x] + k))];
    }
    row[x] = sum;
  }
}

/** Which source pixels an output pixel is made of, along one axis. `first` may lie outside; reading clamps. */
function taps(from: number, to: number, enlarging: Enlarging): Taps {
  return to < from ? areaTaps(from, to) : kernelTaps(from, to, enlarging);
}

function areaTaps(from: number, to: number): Taps {
  const scale = from / to;
  const count = Math.ceil(scale) + 1;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let x = 0; x < to; x++) {
    const start = x * scale;
    const end = Math.min(from, start + scale);
    first[x] = Math.floor(start);
    for (let k = 0; k < count; k++) {
      const overlap = Math.min(end, first[x] + k + 1) - Math.max(start, first[x] + k);
      weights[x * count + k] = overlap > 1e-6 ? overlap / (end - start) : 0;
    }
  }
  return { first, weights, count };
}

function kernelTaps(from: number, to: number, enlarging: Enlarging): Taps {
  const scale = from / to;
  const count = enlarging === "linear" ? 2 : 4;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let x = 0; x < to; x++) {
    const at = (x + 0.5) * scale - 0.5;
    const left = Math.floor(at);
    const f = at - left;
    first[x] = enlarging === "linear" ? left : left - 1;
    const w =
      enlarging === "linear"
        ? [1 - f, f]
        : [
            ((-0.5 * f + 1) * f - 0.5) * f,
            (1.5 * f - 2.5) * f * f + 1,
            ((-1.5 * f + 2) * f + 0.5) * f,
            (0.5 * f - 0.5) * f * f,
          ];
    weights.set(w, x * count);
  }
  return { first, weights, count };
}

function toBytes(values: Float32Array): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const v = values[i] + 0.5;
    out[i] = v <= 0 ? 0 : v >= 255 ? 255 : v;
  }
  return out;
}

/**
 * Rows of a raster enlarged (or kept) to width × height by Catmull-Rom, made when asked for: reading rows in order costs
 * a few rows of memory instead of a picture of floats. Values are bytes as real numbers and may overshoot 0–255 a little.
 * @returns a function of the row's number; the array it gives is used again by the next call
 */
export function smoothRows(photo: Raster, width: number, height: number): (y: number) => Float32Array {
  const across = kernelTaps(photo.width, width, "smooth");
  const down = kernelTaps(photo.height, height, "smooth");
  const stride = width * 3;
  const cache = Array.from({ length: 8 }, () => ({ row: -1, values: new Float32Array(stride) }));
  const out = new Float32Array(stride);
  const narrow = (y: number): Float32Array => {
    const slot = cache[y % cache.length];
    if (slot.row !== y) {
      acrossRgb(photo.data, y * photo.width * 3, photo.width, across, slot.values);
      slot.row = y;
    }
    return slot.values;
  };
  return (y) => {
    out.fill(0);
    for (let k = 0; k < 4; k++) {
      const weight = down.weights[y * 4 + k];
      if (weight === 0) continue;
      const row = narrow(Math.max(0, Math.min(photo.height - 1, down.first[y] + k)));
      for (let i = 0; i < stride; i++) out[i] += weight * row[i];
    }
    return out;
  };
}

/** Rows of a plane enlarged linearly to width × height, made when asked for, as {@link smoothRows}. */
export function linearRows(source: Plane, width: number, height: number): (y: number) => Float32Array {
  const across = kernelTaps(source.width, width, "linear");
  const out = new Float32Array(width);
  const mixed = new Float32Array(source.width);
  return (y) => {
    const v = Math.max(0, Math.min(source.height - 1, ((y + 0.5) * source.height) / height - 0.5));
    const top = Math.floor(v) * source.width;
    const bottom = Math.min(source.height - 1, Math.floor(v) + 1) * source.width;
    const f = v - Math.floor(v);
    for (let x = 0; x < mixed.length; x++)
      mixed[x] = source.data[top + x] + (source.data[bottom + x] - source.data[top + x]) * f;
    acrossOne(mixed, 0, source.width, across, out);
    return out;
  };
}
