import { type Raster } from "#engine/raster.ts";

/**
 * Unsharp mask on luma over a 5 × 5 binomial blur. Differences under two bytes (noise, sky) are left alone, strong
 * edges are held back so that no halo shows, and no channel is pushed into clipping.
 * @param amount 0–1
 */
export function sharpen(photo: Raster, amount: number): Raster {
  const { width, height, data } = photo;
  if (width < 5 || height < 5) return photo;
  const pushed = pushedBytes(amount);
  const out = new Uint8Array(data);
  // Luma rows blurred across, kept for the five rows the blur down needs.
  const luma = Array.from({ length: 5 }, () => new Float32Array(width));
  const across = Array.from({ length: 5 }, () => new Float32Array(width));
  for (let y = 0; y < height + 2; y++) {
    if (y < height) {
      const raw = luma[y % 5];
      for (let x = 0, j = y * width * 3; x < width; x++, j += 3)
        raw[x] = 0.2126 * data[j] + 0.7152 * data[j + 1] + 0.0722 * data[j + 2];
      const row = across[y % 5];
      for (let x = 2; x < width - 2; x++)
        row[x] = (raw[x - 2] + raw[x + 2] + 4 * (raw[x - 1] + raw[x + 1]) + 6 * raw[x]) / 16;
    }
    const centre = y - 2;
    if (centre < 2 || centre >= height - 2) continue;
    const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((k) => across[(centre + k) % 5]);
    const own = luma[centre % 5];
    for (let x = 2, j = (centre * width + 2) * 3; x < width - 2; x++, j += 3) {
      const blurred = (a[x] + e[x] + 4 * (b[x] + d[x]) + 6 * c[x]) / 16;
      const difference = (own[x] - blurred + 255.5) | 0;
      if (difference > 253 && difference < 257) continue;
      const from = difference << 8;
      out[j] = pushed[from + data[j]];
      out[j + 1] = pushed[from + data[j + 1]];
      out[j + 2] = pushed[from + data[j + 2]];
    }
  }
  return { data: out, width, height };
}

/** What becomes of each byte (the last of the index) for each difference, −255 … 255, from the blur. */
function pushedBytes(amount: number): Uint8Array {
  const out = new Uint8Array(511 * 256);
  for (let difference = -255, i = 0; difference <= 255; difference++) {
    const change = Math.fround(push(difference) * amount);
    for (let was = 0; was < 256; was++, i++) {
      const value = was + change + 0.5;
      out[i] = was === 0 || was === 255 ? was : value < 1 ? 1 : value >= 255 ? 254 : value;
    }
  }
  return out;
}

/** Two bytes of difference count as nothing, thirty as the most worth adding. */
function push(difference: number): number {
  const size = Math.abs(difference);
  if (size < 2) return 0;
  const useful = size < 30 ? size - 2 : 28 + (size - 30) * 0.3;
  return Math.sign(difference) * useful;
}
