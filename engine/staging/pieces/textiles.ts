import { type MaterialSlot } from "#engine/staging/material.ts";
import { moved, type Part } from "#engine/staging/mesh.ts";
import { box } from "#engine/staging/box-shape.ts";
import { sheet } from "#engine/staging/flat-shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

/**
 * A square cushion standing upright on its edge, `side` metres; a soft blow has dented its upper edge. Its places lie
 * closer towards the seam, where the cloth turns over.
 */
export function pillow(slot: MaterialSlot, side: number): Part[] {
  const at = (u: number, v: number, sign: number): Vec3 => {
    const x = Math.sin((u - 0.5) * Math.PI);
    const y = Math.sin((v - 0.5) * Math.PI);
    // Corners reach out a little further than the sides, as stuffed cloth does, and are round at their very tips.
    const pull = 1 - 0.06 * (1 - x * x) * y * y - 0.06 * (1 - y * y) * x * x - 0.07 * (x * y) ** 8;
    const dent = 0.07 * Math.exp(-((x / 0.4) ** 2)) * ((y + 1) / 2) ** 3;
    const body = Math.cos((u - 0.5) * Math.PI) * Math.cos((v - 0.5) * Math.PI);
    return [
      (x * pull * side) / 2,
      side / 2 + ((y * pull - dent) * side) / 2,
      sign * 0.19 * side * body * (1 - 0.5 * dent * body),
    ];
  };
  return [1, -1].map((sign) =>
    sheet(
      slot,
      (u, v) => at(u, v, sign),
      14,
      14,
      (u, v) => [u * side, v * side, sign],
    ),
  );
}

/** A knitted throw laid from the seat over its front edge. */
export function throwOver(x: number, seatTop: number, depth: number): Part[] {
  const width = 0.42;
  const at = (u: number, v: number): Vec3 => {
    const along = v * (depth - 0.2 + 0.3);
    const flat = depth - 0.32;
    const ripple = 0.008 * Math.sin(u * 16 + v * 3) + 0.006 * Math.sin(u * 31 - v * 5);
    const px = x + (u - 0.5) * width + 0.03 * Math.sin(v * 4);
    // The seat's cushion swells in its middle, and the cloth with it.
    const swell = 0.026 * Math.max(0, 1 - ((2 * along) / flat - 1) ** 2);
    if (along < flat) return [px, seatTop + 0.014 + swell + ripple, depth / 2 - 0.3 - along];
    const over = along - flat;
    const bend = Math.min(1, over / 0.09);
    return [
      px,
      seatTop + 0.014 + ripple - 0.05 * bend * bend - Math.max(0, over - 0.05),
      depth / 2 - 0.3 - flat - 0.07 * Math.sin((bend * Math.PI) / 2) - ripple,
    ];
  };
  return [sheet("throw", at, 16, 26, (u, v) => [u * width, v * depth, 0])];
}

export function rug({ width, depth }: Size, round: boolean): Part[] {
  const thick = 0.011;
  const n = 24;
  const at = (u: number, v: number): Vec3 => {
    if (!round) return [(u - 0.5) * width, thick, (v - 0.5) * depth];
    const a = u * 2 * Math.PI;
    return [(Math.cos(a) * v * width) / 2, thick, (Math.sin(a) * v * depth) / 2];
  };
  const pattern = (u: number, v: number): Vec3 => {
    const [x, , z] = at(u, v);
    const edge = round ? ((1 - v) * width) / 2 : Math.min(width / 2 - Math.abs(x), depth / 2 - Math.abs(z));
    return [x, z, edge];
  };
  const side = round
    ? sheet(
        "rug",
        (u, v) => [
          (Math.cos(u * 2 * Math.PI) * width) / 2,
          v * thick,
          (Math.sin(u * 2 * Math.PI) * depth) / 2,
        ],
        64,
        1,
        (u) => [u, 0, 0],
      )
    : box("rug", [width, thick - 0.001, depth], [0, 0, 0], { round: 0.002 });
  return [sheet("rug", at, round ? 64 : n, n, pattern), side];
}

/** Folded towels, one on the other. */
export function towels({ width, depth, height }: Size): Part[] {
  const n = 3;
  return Array.from({ length: n }, (_, k) =>
    box(
      k === 1 ? "pillow-accent" : "towel",
      [width - k * 0.01, height / n, depth - k * 0.008],
      [k * 0.004, (k * height) / n, 0],
      { round: height / n / 2.2, puff: 0.006 },
    ),
  );
}

/** A towel hung over a rod at `top`, `length` down at the front. */
export function hangingTowel(
  slot: MaterialSlot,
  width: number,
  length: number,
  top: number,
  z: number,
  x = 0,
): Part {
  return moved(
    sheet(
      slot,
      (u, v) => {
        const fold = 0.006 * Math.sin(u * 19) * Math.min(1, v * 3);
        const w = (v - 0.2) * length * 1.25;
        if (v < 0.2) return [(u - 0.5) * width, top - (0.2 - v) * length * 1.6, z + 0.022 + fold];
        return [(u - 0.5) * width, top - w, z - 0.022 - fold];
      },
      14,
      20,
      (u, v) => [u * width, v * length, 0],
    ),
    { x },
  );
}
