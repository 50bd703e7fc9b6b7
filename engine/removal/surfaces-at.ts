import { type Guide } from "#engine/removal/guidance.ts";
import { regionsAt } from "#engine/removal/surfaces.ts";

/** No surface that meets the hole. */
export const NO_SURFACE = -1;

/**
 * The surface that lies at each pixel of the picture at some size, as its place among those that meet the hole: what is
 * seen outside the hole, what is expected inside. Borders in the hole are smooth, not those of the guide's small picture.
 */
export function surfacesAt(guide: Guide, width: number, height: number): Int16Array {
  const { surfaces, shares } = guide;
  const count = surfaces.meeting.length;
  const place = new Int16Array(surfaces.count).fill(NO_SURFACE);
  for (const [n, { region }] of surfaces.meeting.entries()) place[region] = n;
  const regions = regionsAt(surfaces, width, height);
  const { width: columns, height: rows, open } = surfaces;
  const near = new Float32Array(count);
  const out = new Int16Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const gy = ((y + 0.5) * rows) / height - 0.5;
    const top = Math.floor(gy);
    for (let x = 0; x < width; x++, i++) {
      const gx = ((x + 0.5) * columns) / width - 0.5;
      const left = Math.floor(gx);
      let isOpen = false;
      for (let k = 0; k < 4; k++) {
        const px = left + (k & 1);
        const py = top + (k >> 1);
        if (px < 0 || py < 0 || px >= columns || py >= rows) continue;
        const p = py * columns + px;
        if (!open[p]) continue;
        if (!isOpen) near.fill(0);
        isOpen = true;
        const weight = (1 - Math.abs(px - gx)) * (1 - Math.abs(py - gy));
        for (let n = 0; n < count; n++) near[n] += weight * shares[p * count + n];
      }
      out[i] = isOpen ? largestOf(near) : place[regions[i]];
    }
  }
  return out;
}

/** Place of the largest value above 0. */
function largestOf(values: Float32Array): number {
  let best = NO_SURFACE;
  let most = 0;
  for (let n = 0; n < values.length; n++)
    if (values[n] > most) {
      most = values[n];
      best = n;
    }
  return best;
}
