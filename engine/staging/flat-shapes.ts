import { cross, normalized, sub, type Vec3 } from "#engine/geometry/vector.ts";
import { type MaterialSlot } from "#engine/staging/material.ts";
import { type Part, partBuilder } from "#engine/staging/mesh.ts";
import { stitch } from "#engine/staging/stitch.ts";

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
