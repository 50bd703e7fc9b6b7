/**
 * CIE L*a*b* (D65) of each pixel, averaged over 3 × 3, lightness counting for less than colour.
 * @param rgba four bytes a pixel, `width` wide
 * @returns three values a pixel
 */
export function labOf(rgba: Uint8ClampedArray, width: number): Float32Array {
  const sharp = new Float32Array((rgba.length / 4) * 3);
  for (let i = 0; i < sharp.length / 3; i++) {
    const r = linear[rgba[i * 4] ?? 0] ?? 0;
    const g = linear[rgba[i * 4 + 1] ?? 0] ?? 0;
    const b = linear[rgba[i * 4 + 2] ?? 0] ?? 0;
    const x = Math.cbrt((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505 + 0.003);
    const y = Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.003);
    const z = Math.cbrt((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089 + 0.003);
    sharp[i * 3] = LIGHT * 116 * y;
    sharp[i * 3 + 1] = 500 * (x - y);
    sharp[i * 3 + 2] = 200 * (y - z);
  }
  return averaged(sharp, width);
}

const LIGHT = 0.8;
const linear = Float32Array.from({ length: 256 }, (_, v) => {
  const s = v / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
});

function averaged(values: Float32Array, width: number): Float32Array {
  const height = values.length / 3 / width;
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let n = 0;
      const o = (y * width + x) * 3;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          n++;
          for (let c = 0; c < 3; c++) out[o + c] = (out[o + c] ?? 0) + (values[(v * width + u) * 3 + c] ?? 0);
        }
      for (let c = 0; c < 3; c++) out[o + c] = (out[o + c] ?? 0) / n;
    }
  return out;
}

/** How far two pixels differ, in units of L*a*b*. */
export function differenceOf(lab: Float32Array, i: number, j: number): number {
  const l = (lab[i * 3] ?? 0) - (lab[j * 3] ?? 0);
  const a = (lab[i * 3 + 1] ?? 0) - (lab[j * 3 + 1] ?? 0);
  const b = (lab[i * 3 + 2] ?? 0) - (lab[j * 3 + 2] ?? 0);
  return Math.sqrt(l * l + a * a + b * b);
}
