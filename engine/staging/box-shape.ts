import { normalized, type Vec3 } from "#engine/geometry/vector.ts";
import { type MaterialSlot } from "#engine/staging/material.ts";
import { type Part, partBuilder } from "#engine/staging/mesh.ts";
import { stitch } from "#engine/staging/stitch.ts";

type Axis = "x" | "y" | "z";

export interface BoxOptions {
  /** Radius of the edges, metres. */
  readonly round?: number;
  /** How much the top and bottom swell in the middle, metres: a cushion. */
  readonly puff?: number;
  /** As `puff`, for front and back: a back cushion. */
  readonly puffZ?: number;
  /** Third number of the pattern, for things of one material that differ in colour, like books. */
  readonly swatch?: number;
  /** Which way the grain runs; along the longest side unless given. */
  readonly grain?: Axis;
}

/** A box with rounded edges, standing on y = `bottom`, its middle over (x, z). Sizes in metres. */
export function box(
  slot: MaterialSlot,
  [width, height, depth]: Vec3,
  [x, bottom, z]: Vec3,
  { round = 0.004, puff = 0, puffZ = 0, grain, swatch }: BoxOptions = {},
): Part {
  const half: Vec3 = [width / 2, height / 2, depth / 2];
  const r = Math.min(round, half[0] * 0.999, half[1] * 0.999, half[2] * 0.999);
  const soft = puff > 0 || puffZ > 0;
  const along = grain ?? longest(width, height, depth);
  const b = partBuilder(slot);
  for (const [n, u, v, sign] of FACES) {
    const us = stations(half[u], r, soft);
    const vs = stations(half[v], r, soft);
    const numbers = us.map((pu) =>
      vs.map((pv) => {
        const p: [number, number, number] = [0, 0, 0];
        p[u] = pu;
        p[v] = pv;
        p[n] = sign * half[n];
        const inner = p.map((value, k) => Math.max(-half[k] + r, Math.min(half[k] - r, value)));
        let normal = normalized([p[0] - inner[0], p[1] - inner[1], p[2] - inner[2]]);
        let at: Vec3 = [inner[0] + r * normal[0], inner[1] + r * normal[1], inner[2] + r * normal[2]];
        if (puff > 0) [at, normal] = swollen(at, normal, 1, puff, half);
        if (puffZ > 0) [at, normal] = swollen(at, normal, 2, puffZ, half);
        return b.corner(
          [at[0] + x, at[1] + bottom + half[1], at[2] + z],
          normal,
          swatch === undefined
            ? patternAt([at[0] + x * 3.1, at[1] + bottom * 1.7, at[2] + z * 2.3], along)
            : [at[0], at[1], swatch],
        );
      }),
    );
    stitch(b, numbers, sign < 0);
  }
  return b.done();
}

const FACES = [
  [0, 1, 2, 1],
  [0, 1, 2, -1],
  [1, 2, 0, 1],
  [1, 2, 0, -1],
  [2, 0, 1, 1],
  [2, 0, 1, -1],
] as const;

const longest = (w: number, h: number, d: number): Axis => (w >= h && w >= d ? "x" : h >= d ? "y" : "z");

function patternAt([x, y, z]: Vec3, along: Axis): Vec3 {
  if (along === "x") return [x, y, z];
  return along === "y" ? [y, z, x] : [z, x, y];
}

/** Places along a side: the rounding in steps of equal angle, and steps between where the side swells. */
function stations(half: number, round: number, soft: boolean): number[] {
  const steps = round > 0.025 ? 4 : round > 0.008 ? 2 : 1;
  const inner = half - round;
  const bend = Array.from(
    { length: steps + 1 },
    (_, k) => inner + round * Math.tan((Math.PI / 4) * (k / steps)),
  );
  const middle = soft ? Array.from({ length: 9 }, (_, k) => (-inner * (4 - k)) / 5) : [];
  return [...bend.toReversed().map((v) => -v), ...middle, ...bend];
}

/** Pushes a point of the surface out along axis k, most in the middle of the other two. */
function swollen(at: Vec3, normal: Vec3, k: 1 | 2, puff: number, half: Vec3): [Vec3, Vec3] {
  const a = k === 1 ? 0 : 0;
  const c = k === 1 ? 2 : 1;
  const u = at[a] / half[a];
  const v = at[c] / half[c];
  const lift = Math.max(0, 1 - u * u) * Math.max(0, 1 - v * v);
  const share = at[k] / half[k];
  const p: [number, number, number] = [...at];
  p[k] += puff * lift * share;
  const n: [number, number, number] = [...normal];
  const slopeA = (-2 * u * Math.max(0, 1 - v * v) * puff) / half[a];
  const slopeC = (-2 * v * Math.max(0, 1 - u * u) * puff) / half[c];
  n[a] -= Math.abs(normal[k]) * slopeA;
  n[c] -= Math.abs(normal[k]) * slopeC;
  return [p, normalized(n)];
}
