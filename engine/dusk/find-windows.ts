import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { sobel } from "#engine/filters/gradient.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type WindowTap } from "#core/edit/params.ts";
import { glassOf } from "#engine/dusk/window-glass.ts";
import { tappedWindow } from "#engine/dusk/tapped-window.ts";

/** One window: upright sides, top and bottom sloped as perspective has it. Pixels of {@link FoundWindows.panes}. */
export interface WindowQuad {
  readonly left: number;
  readonly right: number;
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
  /** How well its four sides are seen and how glassy it is, about 0.4–1.2. */
  readonly score: number;
}

export interface FoundWindows {
  /** At about 0.6 MP: 255 = glass of an accepted window, frames and bars left out. */
  readonly panes: Mask;
  /** Which window each pane pixel belongs to: 1 + its place in `windows`, 0 for none. */
  readonly labels: Int32Array;
  readonly windows: readonly WindowQuad[];
}

/**
 * Windows of a house by day. Upright edges are paired, top and bottom looked for between their ends, and the frame is
 * kept when all four sides are seen, the wall around it is one and the same, and there is glass inside: dark or bluish,
 * never warm, never green. Windows that have likes in a row support each other; a lone doubtful one stays dark, since a
 * lit door is worse than a dark window.
 * @param sky 255 = sky, any size
 * @param taps where the person says a window is lit or dark; what they say wins over what is found
 */
export function findWindows(photo: Raster, sky: Mask, taps: readonly WindowTap[] = []): FoundWindows {
  const small = shrinkTo(photo, 600_000);
  const { width, height } = small;
  const luma = lumaPlane(small);
  const { dx, dy } = sobel(gaussian(luma, 0.7));
  const view: View = {
    width,
    height,
    luma: luma.data,
    across: dx.map(Math.abs),
    down: dy.map(Math.abs),
    lab: oklabPlanes(small),
    sky: resizeMask(sky, width, height).data,
  };
  const uprights = findUprights(view);
  const candidates = pairUp(uprights, view);
  return lit(tapped(distinct(candidates, width * height), candidates, taps, view), view);
}

/** Found windows less those tapped dark, with those tapped lit: the frame around the tap, or what its glass fills. */
function tapped(
  found: readonly WindowQuad[],
  candidates: readonly WindowQuad[],
  taps: readonly WindowTap[],
  { width, height, lab }: View,
): readonly WindowQuad[] {
  let windows = found;
  for (const { x, y, lit: isLit } of taps) {
    const [px, py] = [Math.min(width - 1, x * width), Math.min(height - 1, y * height)];
    const holds = (quad: WindowQuad): boolean => isWithin(quad, px, py);
    if (!isLit) windows = windows.filter((quad) => !holds(quad));
    else if (!windows.some(holds)) {
      const [framed] = candidates.filter(holds).toSorted((a, b) => b.score - a.score);
      const added = framed ?? tappedWindow(lab, px, py);
      windows = [...windows, { ...added, score: 1 }];
    }
  }
  return windows;
}

function isWithin(quad: WindowQuad, x: number, y: number): boolean {
  if (x < quad.left || x > quad.right) return false;
  const t = (x - quad.left) / (quad.right - quad.left);
  const top = quad.topLeft + (quad.topRight - quad.topLeft) * t;
  return y >= top && y <= quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * t;
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
  /** Steepness of luma from side to side and from top to bottom. */
  readonly across: Float32Array;
  readonly down: Float32Array;
  readonly lab: OklabPlanes;
  readonly sky: Uint8Array;
}

interface Upright {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

const STEEP = 0.022;

/** Runs of side-to-side edge straight down the picture, which may drift by a pixel as it goes. */
function findUprights({ width, height, across, down, sky }: View): Upright[] {
  const used = new Uint8Array(width * height);
  const found: Upright[] = [];
  const least = Math.max(7, Math.round(height * 0.018));
  const isEdge = (i: number): boolean =>
    across[i] > STEEP &&
    across[i] > 1.2 * down[i] &&
    across[i] >= across[i - 1] &&
    across[i] >= across[i + 1];
  for (let y = 2; y < height - 2; y++)
    for (let x = 3; x < width - 3; x++) {
      const start = y * width + x;
      if (used[start] !== 0 || sky[start] > 100 || !isEdge(start)) continue;
      let at = x;
      let gap = 0;
      let end = y;
      for (let v = y; v < height - 2 && gap <= 2; v++) {
        const step = [0, -1, 1].find((shift) => isEdge(v * width + at + shift));
        if (step === undefined) {
          gap++;
          continue;
        }
        gap = 0;
        at = Math.max(3, Math.min(width - 4, at + step));
        used[v * width + at] = 1;
        end = v;
      }
      if (end - y >= least && Math.abs(at - x) <= (end - y) * 0.12)
        found.push({ x: (x + at) / 2, top: y, bottom: end });
    }
  return found;
}

/** Pairs of uprights of like height that a top and a bottom join. */
function pairUp(uprights: readonly Upright[], view: View): WindowQuad[] {
  const { width, height } = view;
  const sorted = uprights.toSorted((a, b) => a.x - b.x);
  const quads: WindowQuad[] = [];
  for (const [k, a] of sorted.entries()) {
    const tall = a.bottom - a.top;
    for (let m = k + 1; m < sorted.length; m++) {
      const b = sorted[m];
      const wide = b.x - a.x;
      if (wide > tall * 2.4 || wide > width * 0.1) break;
      const other = b.bottom - b.top;
      if (wide < 6 || wide < tall * 0.28 || Math.abs(Math.log(other / tall)) > 0.32) continue;
      const fall = (b.bottom - a.bottom) / wide;
      const lean = (b.top - a.top) / wide;
      if (Math.abs(lean) > 0.4 || Math.abs(fall) > 0.4 || Math.abs(fall - lean) > 0.3) continue;
      const area = (wide * (tall + other)) / 2;
      if (area < width * height * 0.0004 || area > width * height * 0.011) continue;
      if (Math.max(a.bottom, b.bottom) > height * 0.84) continue;
      const quad = judged(a, b, view);
      if (quad !== undefined) quads.push(quad);
    }
  }
  return quads;
}

function judged(a: Upright, b: Upright, view: View): WindowQuad | undefined {
  const top = bestLevel(a, b, a.top, b.top, view);
  const bottom = bestLevel(a, b, a.bottom, b.bottom, view);
  if (top === undefined || bottom === undefined) return undefined;
  const quad = {
    left: Math.round(a.x),
    right: Math.round(b.x),
    topLeft: a.top + top.shift,
    topRight: b.top + top.shift,
    bottomLeft: a.bottom + bottom.shift,
    bottomRight: b.bottom + bottom.shift,
  };
  if (Math.min(quad.bottomLeft - quad.topLeft, quad.bottomRight - quad.topRight) < 6) return undefined;
  const around = surroundings(quad, view);
  const inside = glassInside(quad, view);
  if (around.unlike > 0.13 || around.sky > 0.1 || inside.glass < 0.5 || inside.green > 0.25) return undefined;
  const stands =
    Math.abs(inside.lightness - around.lightness) + 1.5 * Math.abs(inside.chroma - around.chroma);
  if (stands < 0.06 || inside.sky > 0.04) return undefined;
  // A white door with a strip of glass is still a door: most of a window is darker than its frame, or than the wall.
  if (inside.lightness > around.lightness && inside.darker < 0.4) return undefined;
  // A bright even panel (a meter box, a sign) is no glass: that shows bars, curtains or reflections.
  if (inside.lightness > 0.66 && inside.deviation < 0.06) return undefined;
  const score =
    0.3 * (top.share + bottom.share) +
    0.25 * inside.glass +
    Math.min(0.3, stands) -
    1.6 * around.unlike -
    0.5 * inside.green;
  return { ...quad, score };
}

/** The line between two ends, moved up or down a little to where most of it is edge; undefined below half. */
function bestLevel(
  a: Upright,
  b: Upright,
  fromY: number,
  toY: number,
  { width, height, down }: View,
): { share: number; shift: number } | undefined {
  let best = 0;
  let shift = 0;
  const reach = Math.max(2, Math.round((a.bottom - a.top) * 0.08));
  const steps = Math.max(5, Math.round(b.x - a.x));
  for (let s = -reach; s <= reach; s++) {
    let hits = 0;
    for (let k = 1; k < steps; k++) {
      const x = Math.round(a.x + ((b.x - a.x) * k) / steps);
      const y = Math.round(fromY + ((toY - fromY) * k) / steps + s);
      if (y < 1 || y >= height - 1) continue;
      const i = y * width + x;
      if (Math.max(down[i], down[i - width], down[i + width]) > STEEP) hits++;
    }
    const share = hits / (steps - 1);
    if (share > best + 0.02 || (share > best - 0.02 && Math.abs(s) < Math.abs(shift))) {
      best = Math.max(best, share);
      shift = s;
    }
  }
  return best < 0.62 ? undefined : { share: best, shift };
}

type Quad = Omit<WindowQuad, "score">;

/** The wall beside, above and below: its colour, and how unlike its sides are to each other. */
function surroundings(
  quad: Quad,
  { width, height, lab, sky }: View,
): {
  lightness: number;
  chroma: number;
  unlike: number;
  sky: number;
} {
  const gap = 4 + Math.round((quad.right - quad.left) * 0.12);
  const sides = [
    strip(quad.left - gap, quad.topLeft, quad.bottomLeft, true),
    strip(quad.right + gap, quad.topRight, quad.bottomRight, true),
    strip(Math.round((quad.topLeft + quad.topRight) / 2) - gap, quad.left, quad.right, false),
    strip(Math.round((quad.bottomLeft + quad.bottomRight) / 2) + gap, quad.left, quad.right, false),
  ].map((points) => {
    let l = 0;
    let a = 0;
    let b = 0;
    let s = 0;
    for (const [x, y] of points) {
      const i = Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x));
      l += lab.l[i];
      a += lab.a[i];
      b += lab.b[i];
      if (sky[i] > 100) s++;
    }
    const n = Math.max(1, points.length);
    return { l: l / n, a: a / n, b: b / n, sky: s / n };
  });
  const far = (p: (typeof sides)[number], q: (typeof sides)[number]): number =>
    Math.hypot(0.6 * (p.l - q.l), 2 * (p.a - q.a), 2 * (p.b - q.b));
  // A neighbour window or a sill's shadow may spoil one side: the likest three of the four are the wall.
  let unlike = Infinity;
  let wall = sides;
  for (const left of sides) {
    const three = sides.filter((side) => side !== left);
    const [p, q, r] = three;
    const spread = Math.max(far(p, q), far(p, r), far(q, r));
    if (spread < unlike) {
      unlike = spread;
      wall = three;
    }
  }
  const mean = (pick: (side: (typeof sides)[number]) => number): number =>
    wall.reduce((sum, side) => sum + pick(side), 0) / 3;
  return {
    lightness: mean(({ l }) => l),
    chroma: Math.hypot(
      mean(({ a }) => a),
      mean(({ b }) => b),
    ),
    unlike,
    sky: Math.max(...sides.map((side) => side.sky)),
  };
}

function strip(at: number, from: number, to: number, upright: boolean): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (let k = Math.round(from); k <= to; k++) points.push(upright ? [at, k] : [k, at]);
  return points;
}

interface Inside {
  readonly glass: number;
  readonly green: number;
  readonly sky: number;
  readonly lightness: number;
  readonly deviation: number;
  readonly chroma: number;
  /** Share that is plainly darker than the frame, which is the brightest tenth. */
  readonly darker: number;
}

function glassInside(quad: Quad, view: View): Inside {
  const { lab } = view;
  let glass = 0;
  let green = 0;
  let sky = 0;
  let l = 0;
  let squares = 0;
  let c = 0;
  let count = 0;
  const lights: number[] = [];
  forEachInside(quad, view, (i) => {
    count++;
    lights.push(lab.l[i]);
    l += lab.l[i];
    squares += lab.l[i] * lab.l[i];
    c += Math.hypot(lab.a[i], lab.b[i]);
    if (isGlassy(lab, i)) glass++;
    if (lab.a[i] < -0.03 && lab.b[i] > 0.03) green++;
    if (view.sky[i] > 100) sky++;
  });
  const n = Math.max(1, count);
  const lightness = l / n;
  const frame = lights.toSorted((p, q) => p - q)[Math.floor(lights.length * 0.92)] ?? 1;
  return {
    darker: lights.filter((value) => value < frame - 0.1).length / n,
    glass: glass / n,
    green: green / n,
    sky: sky / n,
    lightness,
    deviation: Math.sqrt(Math.max(0, squares / n - lightness * lightness)),
    chroma: c / n,
  };
}

/** Glass shows a dark room or the sky: dark and colourless, or bluish. */
const isGlassy = (lab: OklabPlanes, i: number): boolean =>
  (lab.l[i] < 0.58 && lab.b[i] < 0.028 && Math.abs(lab.a[i]) < 0.026) ||
  (lab.l[i] < 0.86 && lab.b[i] < -0.012 && lab.a[i] < 0.012);

function forEachInside(
  quad: Quad,
  { width, height }: View,
  visit: (i: number, across: number, down: number) => void,
): void {
  const wide = quad.right - quad.left;
  for (let x = quad.left + 1; x < quad.right; x++) {
    const t = (x - quad.left) / wide;
    const top = quad.topLeft + (quad.topRight - quad.topLeft) * t;
    const bottom = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * t;
    for (let y = Math.max(0, Math.ceil(top + 1)); y < Math.min(height, bottom); y++)
      visit(y * width + x, t, (y - top) / (bottom - top));
  }
}

/** Of overlapping frames the best stays; a larger one counts more than the panes inside it. */
function distinct(quads: readonly WindowQuad[], pixels: number): WindowQuad[] {
  const size = (q: WindowQuad): number =>
    ((q.right - q.left) * (q.bottomLeft - q.topLeft + q.bottomRight - q.topRight)) / 2;
  const kept: WindowQuad[] = [];
  for (const quad of quads.toSorted((a, b) => b.score * size(b) ** 0.22 - a.score * size(a) ** 0.22))
    if (!kept.some((other) => overlap(other, quad) > 0.15)) kept.push(quad);
  return kept
    .filter((quad) => !isOfGarage(quad, kept))
    .map((quad) => ({ quad, likes: support(quad, kept) }))
    .filter(({ quad, likes }) => {
      const tall = (quad.bottomLeft - quad.topLeft) / (quad.right - quad.left) > 2.1;
      // Lanterns, meter boxes and vents are small and alone.
      if (likes === 0 && size(quad) < 0.0022 * pixels) return false;
      return quad.score > (likes > 0 ? 0.62 : 0.8) + (tall ? 0.08 : 0);
    })
    .map(({ quad, likes }) => ({ ...quad, score: quad.score + likes }));
}

/** Panes wider than tall, close together in a row: the glazed top of a garage door, behind which nobody sits at dusk. */
function isOfGarage(own: WindowQuad, all: readonly WindowQuad[]): boolean {
  const wide = own.right - own.left;
  const tall = own.bottomLeft - own.topLeft;
  if (wide < 1.15 * tall) return false;
  return all.some((other) => {
    if (other === own) return false;
    const otherTall = other.bottomLeft - other.topLeft;
    const apart = Math.max(other.left - own.right, own.left - other.right);
    return (
      other.right - other.left > 1.15 * otherTall &&
      Math.abs(Math.log(otherTall / tall)) < 0.4 &&
      apart < wide &&
      Math.abs(other.topLeft - own.topLeft) < 0.6 * tall
    );
  });
}

function overlap(a: WindowQuad, b: WindowQuad): number {
  const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const h = Math.min(a.bottomLeft, b.bottomLeft) - Math.max(a.topLeft, b.topLeft);
  if (w <= 0 || h <= 0) return 0;
  return (
    (w * h) /
    Math.min((a.right - a.left) * (a.bottomLeft - a.topLeft), (b.right - b.left) * (b.bottomLeft - b.topLeft))
  );
}

/** Others of like size in the same row or column: windows come in families. */
function support(own: WindowQuad, all: readonly WindowQuad[]): number {
  const w = own.right - own.left;
  const h = own.bottomLeft - own.topLeft;
  let sum = 0;
  for (const other of all) {
    if (other === own) continue;
    const ow = other.right - other.left;
    const oh = other.bottomLeft - other.topLeft;
    if (Math.abs(Math.log(oh / h)) > 0.4 || Math.abs(Math.log(ow / w)) > 0.6) continue;
    const slope = (own.topRight - own.topLeft) / w;
    const expected = own.topLeft + slope * (other.left - own.left);
    if (Math.abs(other.topLeft - expected) < 0.5 * h && Math.abs(other.left - own.left) < 14 * w) sum += 0.08;
    else if (Math.abs(other.left - own.left) < 0.5 * w && Math.abs(other.topLeft - own.topLeft) < 5 * h)
      sum += 0.06;
  }
  return Math.min(0.2, sum);
}

/** The glass of each window, bars left out. Where two windows meet, the first keeps the pixel. */
function lit(windows: readonly WindowQuad[], view: View): FoundWindows {
  const { width, height } = view;
  const data = new Uint8Array(width * height);
  const labels = new Int32Array(data.length);
  const luma = { data: view.luma, width, height };
  for (const [k, quad] of windows.entries())
    for (const i of glassOf(quad, luma)) {
      if (labels[i] !== 0) continue;
      data[i] = 255;
      labels[i] = k + 1;
    }
  return { panes: { data, width, height }, labels, windows };
}
