import { LOOKS } from "#engine/removal/looks.ts";
import { type Surfaces } from "#engine/removal/surfaces.ts";

/** The picture that lines are sought in, pixels. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** 1 = hole */
  readonly open: Uint8Array;
  readonly surfaces: Surfaces;
}

/** A point and a direction of length 1. */
export interface Ray {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Surfaces left and right of an edge, as near as each of {@link ASIDE}. */
export interface Sides {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** A narrow surface along a line. */
export interface Strip {
  readonly region: number;
  /** Where it begins and ends beside the line, as shares of the picture's width: to the right of the way, left below 0. */
  readonly from: number;
  readonly to: number;
}

/** How far to both sides surfaces are looked at, nearest first. */
const ASIDE = [1, 2, 3];
/** So far strips are looked for, and this wide they may be. */
const FARTHEST = 8;
export const asidePx = ({ width }: Scene): number => Math.max(3, 0.008 * width);

/** What lies beside a ray, `along` pixels on it. */
export function sidesAt(scene: Scene, ray: Ray, along: number): Sides {
  const off = asidePx(scene);
  const surface = (side: number): number => surfaceAt(scene, ray, along, off * side);
  return { left: ASIDE.map((far) => surface(-far)), right: ASIDE.map((far) => surface(far)) };
}

/** Whether different surfaces lie on the two sides, be it with a narrow strip between. */
export const parts = ({ left, right }: Sides): boolean => left.some((l, k) => differ(l, right[k]));

/** Whether they lie close beside it. */
export const partsClosely = ({ left, right }: Sides): boolean => differ(left[0], right[0]);

const differ = (a: number, b: number): boolean => a !== NOT_SEEN && b !== NOT_SEEN && a !== b;

/** Whether both look alike where one parts different surfaces. */
export const partAlike = (a: Sides, b: Sides): boolean =>
  a.left.some((l, k) => differ(l, a.right[k]) && l === b.left[k] && a.right[k] === b.right[k]);

/** The narrow surfaces close beside a ray, on both sides of which others begin. */
export function stripsAt(scene: Scene, ray: Ray, along: number): Strip[] {
  const reach = Math.round(FARTHEST * asidePx(scene));
  const strips: Strip[] = [];
  let before = NOT_SEEN;
  let from = -reach;
  for (let aside = -reach; aside < reach; aside++) {
    const region = surfaceAt(scene, ray, along, aside);
    const next = surfaceAt(scene, ray, along, aside + 1);
    if (next === region) continue;
    const isStrip =
      differ(region, before) &&
      differ(region, next) &&
      aside - from < reach &&
      !isBlend(scene.surfaces, region, before, next);
    if (isStrip) strips.push({ region, from: (from - 0.5) / scene.width, to: (aside + 0.5) / scene.width });
    before = region;
    from = aside + 1;
  }
  return strips;
}

/** Whether a surface's colour is but the mixture of two others, as an edge between them is. */
function isBlend({ means }: Surfaces, region: number, a: number, b: number): boolean {
  const colour = (r: number): Float32Array => means.subarray(r * LOOKS, r * LOOKS + 3);
  const [own, from, to] = [colour(region), colour(a), colour(b)];
  const way = to.map((v, c) => v - from[c]);
  const squared = way.reduce((sum, v) => sum + v * v, 0);
  const share = own.reduce((sum, v, c) => sum + (v - from[c]) * way[c], 0) / Math.max(1e-6, squared);
  const t = Math.max(0, Math.min(1, share));
  return Math.hypot(...own.map((v, c) => v - from[c] - t * way[c])) < MOST_BLEND;
}

/** Whether two surfaces have about the same colour: the two ends of a strip in other light. */
export const areAlike = ({ means }: Surfaces, a: number, b: number): boolean =>
  Math.hypot(...[0, 1, 2].map((c) => means[a * LOOKS + c] - means[b * LOOKS + c])) < ALIKE;

const ALIKE = 15;
/** Units of L*a*b* off the mixtures. */
const MOST_BLEND = 4;

/** The surface `along` pixels on a ray and `aside` to the right of it. */
function surfaceAt(
  { width, height, surfaces }: Scene,
  { x, y, dx, dy }: Ray,
  along: number,
  aside: number,
): number {
  const px = x + dx * along - dy * aside;
  const py = y + dy * along + dx * aside;
  const gx = Math.max(0, Math.min(surfaces.width - 1, Math.floor(((px + 0.5) / width) * surfaces.width)));
  const gy = Math.max(0, Math.min(surfaces.height - 1, Math.floor(((py + 0.5) / height) * surfaces.height)));
  const cell = gy * surfaces.width + gx;
  return surfaces.open[cell] ? NOT_SEEN : surfaces.regionOf[cell];
}

const NOT_SEEN = -1;
/** Whether what {@link sidesAt} gives is a surface. */
export const isSeen = (surface: number): boolean => surface !== NOT_SEEN;

/** The pixel at a place, −1 outside. */
export function at({ width, height }: Scene, x: number, y: number): number {
  const px = Math.round(x);
  const py = Math.round(y);
  return px < 0 || py < 0 || px >= width || py >= height ? -1 : py * width + px;
}

export function isOpen(scene: Scene, x: number, y: number): boolean {
  const i = at(scene, x, y);
  return i >= 0 && scene.open[i] === 1;
}
