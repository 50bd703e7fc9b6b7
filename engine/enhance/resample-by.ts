import { type Raster } from "#engine/raster.ts";

/** A homography, row-major 3 × 3. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/**
 * A picture of the same size whose pixels are taken from where a homography says: (x, y) of the result, in pixels with
 * (0, 0) the upper left corner, comes from `toSource` · (x, y, 1) of the photo. What lies outside is the border's pixel.
 *
 * Catmull-Rom over 4 × 4 pixels, held inside the range of the four nearest, so that it neither rings nor clips what was
 * not clipped. It mixes encoded values: for pictures kept at nearly their scale; shrunk a lot they would alias.
 */
export function resampleBy(photo: Raster, toSource: Matrix): Raster {
  const { width, height, data } = photo;
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const out = new Uint8Array(data.length);
  for (let y = 0, j = 0; y < height; y++)
    for (let x = 0; x < width; x++, j += 3) {
      const w = 1 / (g * (x + 0.5) + h * (y + 0.5) + i);
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) * w - 0.5;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) * w - 0.5;
      const left = Math.floor(u);
      const top = Math.floor(v);
      const across = (((u - left) * PHASES + 0.5) | 0) * 4;
      const down = (((v - top) * PHASES + 0.5) | 0) * 4;
      const c0 = inside(left - 1, width) * 3;
      const c1 = inside(left, width) * 3;
      const c2 = inside(left + 1, width) * 3;
      const c3 = inside(left + 2, width) * 3;
      const r0 = inside(top - 1, height) * width * 3;
      const r1 = inside(top, height) * width * 3;
      const r2 = inside(top + 1, height) * width * 3;
      const r3 = inside(top + 2, height) * width * 3;
      const p0 = kernel[across];
      const p1 = kernel[across + 1];
      const p2 = kernel[across + 2];
      const p3 = kernel[across + 3];
      const q0 = kernel[down];
      const q1 = kernel[down + 1];
      const q2 = kernel[down + 2];
      const q3 = kernel[down + 3];
      for (let k = 0; k < 3; k++) {
        const upperLeft = data[r1 + c1 + k];
        const upperRight = data[r1 + c2 + k];
        const lowerLeft = data[r2 + c1 + k];
        const lowerRight = data[r2 + c2 + k];
        const sum =
          q0 *
            (p0 * data[r0 + c0 + k] +
              p1 * data[r0 + c1 + k] +
              p2 * data[r0 + c2 + k] +
              p3 * data[r0 + c3 + k]) +
          q1 * (p0 * data[r1 + c0 + k] + p1 * upperLeft + p2 * upperRight + p3 * data[r1 + c3 + k]) +
          q2 * (p0 * data[r2 + c0 + k] + p1 * lowerLeft + p2 * lowerRight + p3 * data[r2 + c3 + k]) +
          q3 *
            (p0 * data[r3 + c0 + k] +
              p1 * data[r3 + c1 + k] +
              p2 * data[r3 + c2 + k] +
              p3 * data[r3 + c3 + k]);
        const least = smaller(smaller(upperLeft, upperRight), smaller(lowerLeft, lowerRight));
        const most = larger(larger(upperLeft, upperRight), larger(lowerLeft, lowerRight));
        out[j + k] = sum < least ? least : sum > most ? most : sum + 0.5;
      }
    }
  return { data: out, width, height };
}

const PHASES = 256;

/** Catmull-Rom's four weights at each of 257 places between two pixels. */
const kernel = Float64Array.from({ length: (PHASES + 1) * 4 }, (_, n) => {
  const t = (n >> 2) / PHASES;
  switch (n & 3) {
    case 0:
      return ((-0.5 * t + 1) * t - 0.5) * t;
    case 1:
      return (1.5 * t - 2.5) * t * t + 1;
    case 2:
      return ((-1.5 * t + 2) * t + 0.5) * t;
    default:
      return (0.5 * t - 0.5) * t * t;
  }
});

const inside = (at: number, size: number): number => (at < 0 ? 0 : at >= size ? size - 1 : at);
const smaller = (a: number, b: number): number => (a < b ? a : b);
const larger = (a: number, b: number): number => (a > b ? a : b);
