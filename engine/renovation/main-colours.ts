import { chromaInShade, type Oklab } from "#engine/colour/oklab.ts";
import { type Mask } from "#engine/raster.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

const BINS = 28;

/** The heaviest peaks of the colour histogram of the pixels that count, each at least a third of the heaviest. */
export function mainColours(
  view: SurfaceView,
  weightOf: (x: number, y: number, i: number) => number,
  most: number,
): readonly Oklab[] {
  const { width, height, lab } = view;
  const histogram = new Float32Array(10 * BINS * BINS);
  const binOf = (i: number): number => {
    const l = Math.min(9, Math.floor(lab.l[i] * 10));
    const a = Math.max(0, Math.min(BINS - 1, Math.floor((lab.a[i] + 0.2) * (BINS / 0.4))));
    const b = Math.max(0, Math.min(BINS - 1, Math.floor((lab.b[i] + 0.2) * (BINS / 0.4))));
    return (l * BINS + a) * BINS + b;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const weight = weightOf(x, y, i);
      if (weight > 0) histogram[binOf(i)] += weight;
    }
  const modes: Oklab[] = [];
  let first = 0;
  for (let k = 0; k < most; k++) {
    let best = 0;
    let at = -1;
    for (let bin = 0; bin < histogram.length; bin++)
      if (histogram[bin] > best) {
        best = histogram[bin];
        at = bin;
      }
    if (at < 0 || best < first / 3) break;
    first ||= best;
    const b = at % BINS;
    const a = Math.floor(at / BINS) % BINS;
    const l = Math.floor(at / BINS / BINS);
    modes.push(meanNear(view, weightOf, l, a, b));
    for (let dl = -2; dl <= 2; dl++)
      for (let da = -2; da <= 2; da++)
        for (let db = -2; db <= 2; db++) {
          if (l + dl < 0 || l + dl > 9 || a + da < 0 || a + da >= BINS || b + db < 0 || b + db >= BINS)
            continue;
          histogram[((l + dl) * BINS + a + da) * BINS + b + db] = 0;
        }
  }
  return modes;
}

function meanNear(
  view: SurfaceView,
  weightOf: (x: number, y: number, i: number) => number,
  l: number,
  a: number,
  b: number,
): Oklab {
  const centre = { l: (l + 0.5) / 10, a: (a + 0.5) * (0.4 / BINS) - 0.2, b: (b + 0.5) * (0.4 / BINS) - 0.2 };
  const { width, height, lab } = view;
  let total = 0;
  const sum = { l: 0, a: 0, b: 0 };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (Math.abs(lab.l[i] - centre.l) > 0.1 || Math.hypot(lab.a[i] - centre.a, lab.b[i] - centre.b) > 0.022)
        continue;
      const weight = weightOf(x, y, i);
      total += weight;
      sum.l += weight * lab.l[i];
      sum.a += weight * lab.a[i];
      sum.b += weight * lab.b[i];
    }
  return total === 0 ? centre : { l: sum.l / total, a: sum.a / total, b: sum.b / total };
}

/** Pixels whose colour is near one of the modes: chroma closely, lightness loosely, since light falls unevenly. */
export function alike(
  view: SurfaceView,
  modes: readonly Oklab[],
  tolerance: { readonly chroma: number; readonly lightness: number },
  where: (x: number, y: number, i: number) => boolean,
): Mask {
  const { width, height, lab } = view;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!where(x, y, i)) continue;
      const near = modes.some((mode) => {
        const scale = chromaInShade(lab.l[i], mode.l);
        const chroma = Math.hypot(lab.a[i] - mode.a * scale, lab.b[i] - mode.b * scale);
        return chroma < tolerance.chroma && Math.abs(lab.l[i] - mode.l) < tolerance.lightness;
      });
      if (near) data[i] = 255;
    }
  return { data, width, height };
}
