import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { type Frame } from "#engine/dusk/window-frames.ts";
import { forEachInside, type JudgedWindow, type WindowQuad } from "#engine/dusk/window-quad.ts";

/**
 * Whether a frame holds a window: a wall of one colour around it, glass within, which is dark or bluish and stands out
 * from the wall, no leaves, no fine bars as a railing has, and wall below it rather than the ground.
 */
export function judgeWindow(frame: Frame, ground: Float32Array, view: FacadeView): JudgedWindow | undefined {
  const { seen, ...quad } = frame;
  if (isOnGround(quad, ground)) return undefined;
  const inside = glassInside(quad, view);
  if (inside.glass < 0.42 || inside.green > 0.25 || inside.sky > 0.04) return undefined;
  const wall = wallAround(quad, view);
  if (wall.unlike > 0.13 || wall.sky > 0.25) return undefined;
  const wallShare = likeWall(quad, wall, view);
  if (wallShare > 0.3) return undefined;
  const stands = Math.abs(inside.lightness - wall.l) + 1.5 * Math.hypot(inside.a - wall.a, inside.b - wall.b);
  if (stands < 0.06) return undefined;
  if (isDoorOrPanel(inside, wall.l)) return undefined;
  if (inside.bars > 0.13 || !hasWallBelow(quad, wall, view)) return undefined;
  const score =
    0.15 * (seen.left + seen.right + seen.top + seen.bottom) +
    0.25 * Math.min(1, inside.glass * 1.15) +
    Math.min(0.3, stands) -
    1.2 * wall.unlike -
    0.5 * inside.green -
    0.7 * wallShare -
    0.15 * Math.abs(slopeOf(quad));
  return { ...quad, score, wall: { l: wall.l, a: wall.a, b: wall.b } };
}

/**
 * A white door with a strip of glass is still a door: most of a window is darker than its frame, or than the wall. A
 * bright even panel (a meter box, a sign) is no glass: that shows bars, curtains or reflections.
 */
export const isDoorOrPanel = ({ lightness, darker, deviation }: Inside, wall: number): boolean =>
  (lightness > wall && darker() < 0.4) || (lightness > 0.66 && deviation < 0.06);

type Quad = Omit<WindowQuad, "score">;

const slopeOf = ({ left, right, topLeft, topRight, bottomLeft, bottomRight }: Quad): number =>
  (topRight - topLeft - bottomRight + bottomLeft) / (right - left);

/** Doors and machines stand on the ground: what is tall as a door keeps a third of its height from it, the rest a tenth. */
export function isOnGround(
  { left, right, topLeft, bottomLeft, bottomRight }: Quad,
  ground: Float32Array,
): boolean {
  const middle = Math.max(0, Math.min(ground.length - 1, Math.round((left + right) / 2)));
  const bottom = (bottomLeft + bottomRight) / 2;
  const tall = bottom - topLeft;
  return bottom + tall * (tall > 1.6 * (right - left) ? 0.33 : 0.1) > ground[middle];
}

/** Doors and machines end at the ground, which is not of the wall's colour; below a window the wall goes on. */
function hasWallBelow(quad: Quad, wall: Colour, view: FacadeView): boolean {
  const tall = (quad.bottomLeft + quad.bottomRight - quad.topLeft - quad.topRight) / 2;
  const bottom = (quad.bottomLeft + quad.bottomRight) / 2;
  return [0.15, 0.25, 0.4, 0.55].some((share) => {
    const at = Math.round(bottom + 3 + share * tall);
    return at < view.height && far(strip(at, quad.left, quad.right, false, view), wall) < 0.075;
  });
}

/** Share of the inside that has the wall's colour: a frame around more than the window takes in wall. */
function likeWall(quad: Quad, wall: Colour, view: FacadeView): number {
  let [like, count] = [0, 0];
  forEachInside(quad, view, (i) => {
    count++;
    if (far({ l: view.lab.l[i], a: view.lab.a[i], b: view.lab.b[i] }, wall) < 0.075) like++;
  });
  return like / Math.max(1, count);
}

interface Colour {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

interface Side extends Colour {
  readonly sky: number;
}

/** The wall beside, above and below: its OKLab colour, and how unlike its sides are to each other. */
export function wallAround(quad: Quad, view: FacadeView) {
  const gap = 4 + Math.round((quad.right - quad.left) * 0.12);
  const top = Math.round((quad.topLeft + quad.topRight) / 2) - gap;
  const bottom = Math.round((quad.bottomLeft + quad.bottomRight) / 2) + gap;
  const left = strip(quad.left - gap, quad.topLeft, quad.bottomLeft, true, view);
  const right = strip(quad.right + gap, quad.topRight, quad.bottomRight, true, view);
  const above = strip(top, quad.left, quad.right, false, view);
  const below = strip(bottom, quad.left, quad.right, false, view);
  // A neighbour window, a sill or a drainpipe may spoil one side, a lintel and a sill both above and below.
  let best: { wall: readonly Side[]; unlike: number } = {
    wall: [left, right],
    unlike: 0.015 + far(left, right),
  };
  for (const [p, q, r] of [
    [left, right, above],
    [left, right, below],
    [left, above, below],
    [right, above, below],
  ] as const) {
    const unlike = Math.max(far(p, q), far(p, r), far(q, r));
    if (unlike < best.unlike) best = { wall: [p, q, r], unlike };
  }
  const mean = (pick: (side: Side) => number): number =>
    best.wall.reduce((sum, side) => sum + pick(side), 0) / best.wall.length;
  return {
    l: mean(({ l }) => l),
    a: mean(({ a }) => a),
    b: mean(({ b }) => b),
    unlike: best.unlike,
    sky: Math.max(left.sky, right.sky, above.sky, below.sky),
  };
}

const far = (p: Colour, q: Colour): number => Math.hypot(0.6 * (p.l - q.l), 2 * (p.a - q.a), 2 * (p.b - q.b));

function strip(
  at: number,
  from: number,
  to: number,
  upright: boolean,
  { width, height, lab, sky }: FacadeView,
): Side {
  let [l, a, b, s, n] = [0, 0, 0, 0, 0];
  for (let k = Math.round(from); k <= to; k++) {
    const x = Math.max(0, Math.min(width - 1, upright ? at : k));
    const y = Math.max(0, Math.min(height - 1, upright ? k : at));
    const i = y * width + x;
    l += lab.l[i];
    a += lab.a[i];
    b += lab.b[i];
    if (sky[i] > 100) s++;
    n++;
  }
  return n === 0 ? { l, a, b, sky: 0 } : { l: l / n, a: a / n, b: b / n, sky: s / n };
}

interface Inside {
  /** Shares, 0–1, of what looks like glass, leaves and sky. */
  readonly glass: number;
  readonly green: number;
  readonly sky: number;
  /** Mean OKLab colour and the standard deviation of its lightness. */
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  readonly deviation: number;
  /** Share that is plainly darker than the frame, which is the brightest tenth; found when asked for. */
  readonly darker: () => number;
  /** Light bars a pixel of width, counted along rows of the middle. */
  readonly bars: number;
}

export function glassInside(quad: Quad, view: FacadeView): Inside {
  const { lab } = view;
  const lights = new Float32Array((quad.right - quad.left) * Math.ceil(Math.max(1, heightOf(quad) + 2)));
  let [glass, green, sky, l, squares, a, b, count] = [0, 0, 0, 0, 0, 0, 0, 0];
  forEachInside(quad, view, (i) => {
    const light = lab.l[i];
    lights[count++] = light;
    l += light;
    squares += light * light;
    a += lab.a[i];
    b += lab.b[i];
    if (isGlassy(lab, i)) glass++;
    if (lab.a[i] < -0.03 && lab.b[i] > 0.03) green++;
    if (view.sky[i] > 100) sky++;
  });
  const n = Math.max(1, count);
  const lightness = l / n;
  return {
    glass: glass / n,
    green: green / n,
    sky: sky / n,
    lightness,
    a: a / n,
    b: b / n,
    deviation: Math.sqrt(Math.max(0, squares / n - lightness * lightness)),
    darker: () => darkerThanFrame(lights.subarray(0, count)),
    bars: barsAcross(quad, view),
  };
}

function darkerThanFrame(lights: Float32Array): number {
  const sorted = lights.toSorted();
  const frame = sorted[Math.floor(sorted.length * 0.92)] ?? 1;
  let darker = 0;
  while (darker < sorted.length && sorted[darker] < frame - 0.1) darker++;
  return darker / Math.max(1, sorted.length);
}

const heightOf = (quad: Quad): number =>
  Math.max(quad.bottomLeft, quad.bottomRight) - Math.min(quad.topLeft, quad.topRight);

/** Glass shows a dark room or the sky: dark and colourless, or bluish. */
const isGlassy = (lab: OklabPlanes, i: number): boolean =>
  (lab.l[i] < 0.58 && lab.b[i] < 0.028 && Math.abs(lab.a[i]) < 0.026) ||
  (lab.l[i] < 0.86 && lab.b[i] < -0.012 && lab.a[i] < 0.012);

/** How often luma falls by a twentieth and rises again along rows, a pixel of width: a railing's bars are many and fine. */
function barsAcross(quad: Quad, { width, height, luma }: FacadeView): number {
  const wide = quad.right - quad.left;
  if (wide < 16) return 0;
  let turns = 0;
  let rows = 0;
  for (const share of [0.3, 0.42, 0.54, 0.66, 0.78]) {
    const start = quad.topLeft + (quad.bottomLeft - quad.topLeft) * share;
    const end = quad.topRight + (quad.bottomRight - quad.topRight) * share;
    let last = -1;
    let rising = false;
    for (let x = quad.left + 2; x < quad.right - 1; x++) {
      const y = Math.round(start + ((end - start) * (x - quad.left)) / wide);
      if (x < 0 || x >= width || y < 0 || y >= height) continue;
      const value = luma[y * width + x];
      if (last < 0) last = value;
      if (rising ? value > last : value < last) last = value;
      else if (Math.abs(value - last) > 0.06) {
        if (rising) turns++;
        rising = !rising;
        last = value;
      }
    }
    rows++;
  }
  const perRow = turns / rows;
  return perRow < 3 ? 0 : perRow / wide;
}
