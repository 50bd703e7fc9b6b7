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
  const touched = touchedCells(surfaces);
  const out = new Int16Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const gy = ((y + 0.5) * rows) / height - 0.5;
    const top = Math.floor(gy);
    for (let x = 0; x < width; x++, i++) {
      const gx = ((x + 0.5) * columns) / width - 0.5;
      const left = Math.floor(gx);
      if (touched[(top + 1) * (columns + 1) + left + 1] === 0) {
        out[i] = place[regions[i]];
        continue;
      }
      near.fill(0);
      for (let k = 0; k < 4; k++) {
        const px = left + (k & 1);
        const py = top + (k >> 1);
        if (px < 0 || py < 0 || px >= columns || py >= rows) continue;
        const p = py * columns + px;
        if (!open[p]) continue;
        const weight = (1 - Math.abs(px - gx)) * (1 - Math.abs(py - gy));
        for (let n = 0; n < count; n++) near[n] += weight * shares[p * count + n];
      }
      out[i] = largestOf(near);
    }
  }
  return out;
}

/** 1 where one of the four cells around a corner of the guide's picture is open; one more of them a side than cells. */
function touchedCells({ width, height, open }: Guide["surfaces"]): Uint8Array {
  const touched = new Uint8Array((width + 1) * (height + 1));
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      if (!open[p]) continue;
      const corner = y * (width + 1) + x;
      touched[corner] = touched[corner + 1] = 1;
      touched[corner + width + 1] = touched[corner + width + 2] = 1;
    }
  return touched;
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
