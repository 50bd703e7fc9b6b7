import { cross, normalized, sub, type Vec3 } from "#engine/geometry/vector.ts";
import { type MaterialSlot } from "#engine/staging/material.ts";
import { type Part, partBuilder } from "#engine/staging/mesh.ts";
import { stitch } from "#engine/staging/stitch.ts";

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

/** An outline with places between its own on a smooth curve through them; of points given twice the edge stays. */
export function curved(
  outline: readonly (readonly [number, number])[],
  steps = 3,
): readonly (readonly [number, number])[] {
  return outline.flatMap((at, k) => {
    const next = outline[k + 1];
    if (next === undefined) return [at];
    const before = outline[k - 1] ?? at;
    const after = outline[k + 2] ?? next;
    return Array.from({ length: steps }, (_, n): readonly [number, number] => {
      const t = n / steps;
      const on = (i: 0 | 1): number =>
        0.5 *
        (2 * at[i] +
          (next[i] - before[i]) * t +
          (2 * before[i] - 5 * at[i] + 4 * next[i] - after[i]) * t * t +
          (3 * at[i] - before[i] - 3 * next[i] + after[i]) * t ** 3);
      return [Math.max(0, on(0)), on(1)];
    });
  });
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
