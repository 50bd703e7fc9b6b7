import { cross, normalized, sub, type Vec3 } from "#engine/geometry/vector.ts";
import { type MaterialSlot } from "#engine/staging/material.ts";
import { type Part, partBuilder } from "#engine/staging/mesh.ts";

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

function stitch(
  b: { triangle(a: number, b: number, c: number): void },
  numbers: readonly (readonly number[])[],
  flip: boolean,
): void {
  for (let i = 0; i + 1 < numbers.length; i++)
    for (let j = 0; j + 1 < numbers[i].length; j++) {
      const [p, q, r, s] = [numbers[i][j], numbers[i + 1][j], numbers[i + 1][j + 1], numbers[i][j + 1]];
      if (flip) {
        b.triangle(p, r, q);
        b.triangle(p, s, r);
      } else {
        b.triangle(p, q, r);
        b.triangle(p, r, s);
      }
    }
}

/**
 * A turned body: the outline (radius, height) from bottom to top, spun about y at (x, z). A point given twice is an edge.
 */
export function lathe(
  slot: MaterialSlot,
  outline: readonly (readonly [number, number])[],
  [x, bottom, z]: Vec3,
  segments = 24,
): Part {
  const b = partBuilder(slot);
  const rows = outline.map(([radius, height], k) => {
    const [before, after] = tangentEnds(outline, k);
    const n = normalized([after[1] - before[1], before[0] - after[0], 0]);
    return Array.from({ length: segments + 1 }, (_, s) => {
      const a = (s / segments) * 2 * Math.PI;
      const c = Math.cos(a);
      const d = Math.sin(a);
      return b.corner(
        [x + radius * c, bottom + height, z + radius * d],
        [n[0] * c, n[1], n[0] * d],
        [height, Math.max(radius, 0.02) * a, radius],
      );
    });
  });
  for (let k = 0; k + 1 < rows.length; k++)
    if (outline[k][0] !== outline[k + 1][0] || outline[k][1] !== outline[k + 1][1])
      stitch(b, [rows[k], rows[k + 1]], false);
  return b.done();
}

function tangentEnds(outline: readonly (readonly [number, number])[], k: number) {
  const same = (i: number, j: number): boolean =>
    outline[i] !== undefined &&
    outline[j] !== undefined &&
    outline[i][0] === outline[j][0] &&
    outline[i][1] === outline[j][1];
  const before = k === 0 || same(k - 1, k) ? outline[k] : outline[k - 1];
  const after = k === outline.length - 1 || same(k, k + 1) ? outline[k] : outline[k + 1];
  return [before, after] as const;
}

/** A straight round rod or tapering leg from one point to another. */
export function rod(
  slot: MaterialSlot,
  from: Vec3,
  to: Vec3,
  radius: number,
  endRadius = radius,
  segments = 10,
): Part {
  return tube(slot, [from, to], (t) => radius + (endRadius - radius) * t, segments);
}

/** A tube along a path; `radius` of the share of the way gone. The ends are closed. */
export function tube(
  slot: MaterialSlot,
  path: readonly Vec3[],
  radius: (t: number) => number,
  segments = 10,
): Part {
  const b = partBuilder(slot);
  let side: Vec3 = [0, 0, 0];
  let gone = 0;
  const rows = path.map((at, k) => {
    const way = normalized(sub(path[Math.min(path.length - 1, k + 1)], path[Math.max(0, k - 1)]));
    const helper: Vec3 = k > 0 ? side : Math.abs(way[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0];
    const other = normalized(cross(way, helper));
    side = k > 0 ? normalized(cross(other, way)) : normalized(cross(other, way));
    if (k > 0) gone += Math.hypot(...sub(at, path[k - 1]));
    const r = radius(path.length === 1 ? 0 : k / (path.length - 1));
    return Array.from({ length: segments + 1 }, (_, s) => {
      const a = (s / segments) * 2 * Math.PI;
      const n: Vec3 = [
        side[0] * Math.cos(a) + other[0] * Math.sin(a),
        side[1] * Math.cos(a) + other[1] * Math.sin(a),
        side[2] * Math.cos(a) + other[2] * Math.sin(a),
      ];
      return b.corner([at[0] + n[0] * r, at[1] + n[1] * r, at[2] + n[2] * r], n, [gone, a * r, r]);
    });
  });
  stitch(b, rows, false);
  for (const [k, sign] of [
    [0, -1],
    [path.length - 1, 1],
  ] as const) {
    const way = normalized(sub(path[Math.min(path.length - 1, k + 1)], path[Math.max(0, k - 1)]));
    const n: Vec3 = [way[0] * sign, way[1] * sign, way[2] * sign];
    const middle = b.corner(path[k], n);
    const ring = rows[k].map((_, s) => {
      const a = (s / segments) * 2 * Math.PI;
      const helper: Vec3 = Math.abs(way[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0];
      const u = normalized(cross(way, helper));
      const v = cross(u, way);
      const r = radius(k === 0 ? 0 : 1);
      return b.corner(
        [
          path[k][0] + (u[0] * Math.cos(a) + v[0] * Math.sin(a)) * r,
          path[k][1] + (u[1] * Math.cos(a) + v[1] * Math.sin(a)) * r,
          path[k][2] + (u[2] * Math.cos(a) + v[2] * Math.sin(a)) * r,
        ],
        n,
      );
    });
    for (let s = 0; s < segments; s++) b.triangle(middle, ring[s], ring[s + 1]);
  }
  return b.done();
}

/**
 * A bent surface seen from both sides: leaves, throws, hangings.
 * @param at place for u, v in 0–1
 */
export function sheet(
  slot: MaterialSlot,
  at: (u: number, v: number) => Vec3,
  across: number,
  down: number,
  texture: (u: number, v: number) => Vec3 = (u, v) => [u, v, 0],
): Part {
  const b = partBuilder(slot);
  const e = 0.004;
  const rows = Array.from({ length: across + 1 }, (_, i) =>
    Array.from({ length: down + 1 }, (_, j) => {
      const u = i / across;
      const v = j / down;
      const du = sub(at(u + e, v), at(u - e, v));
      const dv = sub(at(u, v + e), at(u, v - e));
      return b.corner(at(u, v), normalized(cross(dv, du)), texture(u, v));
    }),
  );
  stitch(b, rows, false);
  return b.done();
}

/** A flat slab with a round or oval or freely rounded outline, e.g. a tabletop; `squareness` 2 = oval, 8 = nearly a rectangle. */
export function slab(
  slot: MaterialSlot,
  width: number,
  depth: number,
  thickness: number,
  bottom: number,
  squareness = 2,
): Part {
  const b = partBuilder(slot);
  const segments = 48;
  const bevel = Math.min(0.008, thickness / 3);
  const ring = (shrink: number, y: number, normalUp: number): number[] =>
    Array.from({ length: segments + 1 }, (_, s) => {
      const a = (s / segments) * 2 * Math.PI;
      const c = Math.cos(a);
      const d = Math.sin(a);
      const x = Math.sign(c) * Math.abs(c) ** (2 / squareness) * (width / 2 - shrink);
      const z = Math.sign(d) * Math.abs(d) ** (2 / squareness) * (depth / 2 - shrink);
      const n = normalized([
        (Math.sign(c) * Math.abs(c) ** (2 - 2 / squareness)) / width,
        0,
        (Math.sign(d) * Math.abs(d) ** (2 - 2 / squareness)) / depth,
      ]);
      const flat = Math.sqrt(1 - normalUp * normalUp);
      return b.corner([x, y, z], [n[0] * flat, normalUp, n[2] * flat], [x, y, z]);
    });
  const top = bottom + thickness;
  const rows = [
    ring(bevel, bottom, -0.7),
    ring(0, bottom + bevel, 0),
    ring(0, top - bevel, 0),
    ring(bevel, top, 0.7),
  ];
  stitch(b, rows, false);
  for (const [y, up] of [
    [top, 1],
    [bottom, -1],
  ] as const) {
    const rim = ring(bevel, y, up);
    const middle = b.corner([0, y, 0], [0, up, 0]);
    for (let s = 0; s < segments; s++) b.triangle(middle, rim[s], rim[s + 1]);
  }
  return b.done();
}
