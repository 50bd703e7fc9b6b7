import { type HiddenLine } from "#engine/removal/hidden-lines.ts";
import { type Surfaces } from "#engine/removal/surfaces.ts";

/** What it costs to fill a place of the picture from a region. */
export interface Prices {
  /** `price[pixel's row × count + region]`, 0 = as good as any, 255 = out of the question. */
  readonly price: Uint8Array;
  /** The row of each pixel in `price`; those far from the hole share row 0, which is all 0. */
  readonly rowOf: Int32Array;
  /** `chance[pixel × surfaces that meet the hole + n]`: how likely the n-th lies there; right in the hole only. */
  readonly chance: Float32Array;
}

/**
 * Spreads the surfaces that meet a hole into it: each one's share is the chance that a random walk from a hole pixel
 * leaves the hole through it (Grady 2006), where walks seldom cross a hidden line that parts surfaces. What only just
 * touches the hole (a chair's leg) ends soon behind it; what lies all around goes on.
 */
export function priceRegions(surfaces: Surfaces, lines: readonly HiddenLine[]): Prices {
  const { open, count, meeting, unlike, regionOf, width, height } = surfaces;
  const near = withBorder(open, width, height);
  const rowOf = new Int32Array(open.length);
  const places: number[] = [];
  for (let i = 0; i < near.length; i++)
    if (near[i]) {
      places.push(i);
      rowOf[i] = places.length;
    }
  const price = new Uint8Array((places.length + 1) * count);
  if (meeting.length === 0) return { price, rowOf, chance: new Float32Array(0) };
  const chance = walk(surfaces, lines);
  const place = new Int16Array(count).fill(-1);
  for (const [n, { region }] of meeting.entries()) place[region] = n;
  const doubt = new Float32Array(meeting.length);
  for (const i of places) {
    if (open[i]) {
      let most = 1e-9;
      for (let k = 0; k < doubt.length; k++) most = Math.max(most, chance[i * doubt.length + k]);
      for (let k = 0; k < doubt.length; k++) {
        const share = chance[i * doubt.length + k] / most;
        doubt[k] = 255 * Math.max(0, Math.min(1, (SURE - share) / SURE));
      }
    } else doubt.fill(255).fill(0, place[regionOf[i]], place[regionOf[i]] + (place[regionOf[i]] < 0 ? 0 : 1));
    for (let r = 0; r < count; r++) {
      let least = 255;
      for (let k = 0; k < doubt.length; k++)
        if (doubt[k] < least) least = Math.min(least, doubt[k] + unlike[k * count + r]);
      price[rowOf[i] * count + r] = least;
    }
  }
  return { price, rowOf, chance };
}

/** A surface with this share of the likeliest one's chance is as good. */
const SURE = 0.6;
const SWEEPS = 140;
const OVERSHOOT = 1.7;
/** Floors and walls go on along rows more surely than up and down. */
const DOWNWARD_EASE = 0.25;
/** Border pixels around the hole that patches over its rim are centred on. */
const BORDER_PX = 2;

function withBorder(open: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(open.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!open[y * width + x]) continue;
      for (let v = Math.max(0, y - BORDER_PX); v <= Math.min(height - 1, y + BORDER_PX); v++)
        near.fill(1, v * width + Math.max(0, x - BORDER_PX), v * width + Math.min(width, x + BORDER_PX + 1));
    }
  return near;
}

/** For each hole pixel the chance of leaving through each meeting surface, times that surface's weight. */
function walk(surfaces: Surfaces, lines: readonly HiddenLine[]): Float32Array {
  const { width, height, open, meeting, regionOf } = surfaces;
  const count = meeting.length;
  const place = new Map(meeting.map(({ region }, n) => [region, n]));
  const shares = new Float32Array(open.length * count);
  const unknown: number[] = [];
  for (let i = 0; i < open.length; i++)
    if (open[i]) {
      unknown.push(i);
      shares.fill(1 / count, i * count, (i + 1) * count);
    } else {
      const n = place.get(regionOf[i]);
      if (n !== undefined) shares[i * count + n] = 1;
    }
  const { across, down } = easeOf(surfaces, lines);
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let n = 0; n < unknown.length; n++) {
      const i = unknown[sweep % 2 === 0 ? n : unknown.length - 1 - n];
      const x = i % width;
      const left = x > 0 ? across[i - 1] : 0;
      const right = x + 1 < width ? across[i] : 0;
      const above = i >= width ? down[i - width] : 0;
      const below = i + width < width * height ? down[i] : 0;
      const total = left + right + above + below + 1e-9;
      for (let k = 0; k < count; k++) {
        let sum = 0;
        if (left > 0) sum += left * shares[(i - 1) * count + k];
        if (right > 0) sum += right * shares[(i + 1) * count + k];
        if (above > 0) sum += above * shares[(i - width) * count + k];
        if (below > 0) sum += below * shares[(i + width) * count + k];
        const o = i * count + k;
        shares[o] += OVERSHOOT * (sum / total - shares[o]);
      }
    }
  for (const i of unknown) for (let k = 0; k < count; k++) shares[i * count + k] *= meeting[k].weight;
  return shares;
}

/** How easily a walk steps from each pixel to the right and down. */
function easeOf(
  { width, height }: Surfaces,
  lines: readonly HiddenLine[],
): { across: Float32Array; down: Float32Array } {
  const across = new Float32Array(width * height).fill(1);
  const down = new Float32Array(width * height).fill(DOWNWARD_EASE);
  for (const line of lines) {
    if (!line.parts) continue;
    const ease = line.through ? 0.01 : 0.04;
    const x1 = line.x1 * width - 0.5;
    const y1 = line.y1 * height - 0.5;
    const x2 = line.x2 * width - 0.5;
    const y2 = line.y2 * height - 0.5;
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (length < 1) continue;
    const ux = (x2 - x1) / length;
    const uy = (y2 - y1) / length;
    const side = (x: number, y: number): number => (x - x1) * uy - (y - y1) * ux;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const here = side(x, y);
        if (Math.abs(here) > 1.5) continue;
        const along = (x - x1) * ux + (y - y1) * uy;
        if (along < -3 || along > length + 1) continue;
        const i = y * width + x;
        if (x + 1 < width && here > 0 !== side(x + 1, y) > 0) across[i] = Math.min(across[i], ease);
        if (y + 1 < height && here > 0 !== side(x, y + 1) > 0)
          down[i] = Math.min(down[i], ease * DOWNWARD_EASE);
      }
  }
  return { across, down };
}
