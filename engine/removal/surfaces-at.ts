import { type Guide } from "#engine/removal/guidance.ts";
import { regionAt } from "#engine/removal/surfaces.ts";

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
  const near = new Float32Array(count);
  const out = new Int16Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const gx = ((x + 0.5) * surfaces.width) / width - 0.5;
      const gy = ((y + 0.5) * surfaces.height) / height - 0.5;
      near.fill(0);
      let isOpen = false;
      for (let k = 0; k < 4; k++) {
        const px = Math.floor(gx) + (k & 1);
        const py = Math.floor(gy) + (k >> 1);
        if (px < 0 || py < 0 || px >= surfaces.width || py >= surfaces.height) continue;
        const p = py * surfaces.width + px;
        if (!surfaces.open[p]) continue;
        isOpen = true;
        const weight = (1 - Math.abs(px - gx)) * (1 - Math.abs(py - gy));
        for (let n = 0; n < count; n++) near[n] += weight * shares[p * count + n];
      }
      if (!isOpen) {
        out[i] = place[regionAt(surfaces, { width, height }, i)];
        continue;
      }
      let best = NO_SURFACE;
      let most = 0;
      for (let n = 0; n < count; n++)
        if (near[n] > most) {
          most = near[n];
          best = n;
        }
      out[i] = best;
    }
  return out;
}
