import { type Part } from "#engine/staging/mesh.ts";
import { sheet } from "#engine/staging/flat-shapes.ts";
import { lathe, tube } from "#engine/staging/turned-shapes.ts";
import { hash2 } from "#engine/random.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

/** One leaf from `at`, pointing to `angle` about the upright, `lift` radians above level. */
export function leafAt(
  at: Vec3,
  angle: number,
  lift: number,
  length: number,
  width: number,
  droop = 0.3,
): Part {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return sheet(
    "leaf",
    (u, v) => {
      const along = u * length;
      const half = width * Math.sin(Math.PI * Math.min(1, Math.max(0, u)) ** 0.8) * (v - 0.5) * 2;
      const y = along * Math.sin(lift) - droop * u * u * length + Math.abs(v - 0.5) * width * 0.5;
      const r = along * Math.cos(lift);
      return [at[0] + c * r - s * half, at[1] + y, at[2] + s * r + c * half];
    },
    8,
    4,
    (u, v) => [u, v, hash2(Math.round(angle * 100), Math.round(at[1] * 100), 3)],
  );
}

/** A standing plant in a pot: a fig of large leaves, a palm, or a snake plant. */
export function plant({ width, height }: Size, variety: number): Part[] {
  const pot = Math.min(0.2, width * 0.28);
  const potHeight = Math.min(0.42, height * 0.27);
  const vessel =
    variety % 2 === 0
      ? lathe(
          "ceramic",
          [
            [0, 0],
            [pot * 0.75, 0],
            [pot, potHeight * 0.95],
            [pot, potHeight],
            [pot * 0.92, potHeight],
            [pot * 0.9, potHeight - 0.03],
          ],
          [0, 0, 0],
          36,
        )
      : lathe(
          "basket",
          [
            [0, 0],
            [pot * 0.9, 0],
            [pot * 1.08, potHeight * 0.45],
            [pot, potHeight],
            [pot * 0.94, potHeight],
            [pot * 0.92, potHeight - 0.03],
          ],
          [0, 0, 0],
          36,
        );
  const soil = lathe(
    "soil",
    [
      [0, potHeight - 0.03],
      [pot * 0.92, potHeight - 0.03],
    ],
    [0, 0, 0],
    24,
  );
  const kind = variety % 3;
  if (kind === 0) return [vessel, soil, ...fig(potHeight, height, width)];
  if (kind === 1) return [vessel, soil, ...palm(potHeight, height, width)];
  return [vessel, soil, ...blades(potHeight, height, width)];
}

function fig(from: number, height: number, width: number): Part[] {
  const trunk: Vec3[] = [
    [0, from - 0.03, 0],
    [0.03, from + (height - from) * 0.4, 0.02],
    [-0.01, from + (height - from) * 0.8, 0],
  ];
  const leaves = Array.from({ length: 46 }, (_, k) => {
    const t = 0.22 + 0.78 * (k / 45);
    const y = from + (height - from) * t * 0.92;
    const a = k * 2.4;
    const size = 0.2 + 0.1 * hash2(k, 1, 7);
    const out = width * 0.16 * Math.sin(Math.PI * Math.min(1, t * 0.9));
    return leafAt(
      [Math.cos(a) * out * hash2(k, 4, 7), y - 0.05, Math.sin(a) * out * hash2(k, 4, 7)],
      a,
      0.15 + 0.7 * hash2(k, 2, 7),
      size,
      size * 0.34,
      0.55,
    );
  });
  return [tube("wood-dark", trunk, (t) => 0.016 - 0.008 * t, 8), ...leaves];
}

function palm(from: number, height: number, width: number): Part[] {
  return Array.from({ length: 13 }, (_, k) => {
    const a = k * 2.4;
    const lift = 0.65 + 0.75 * hash2(k, 3, 8);
    const length = (height - from) * (0.75 + 0.25 * hash2(k, 5, 8)) * 0.95;
    const reach = Math.min(width * 0.62, length * Math.cos(lift));
    const spine = (u: number): Vec3 => [
      Math.cos(a) * reach * u ** 1.3,
      from + length * Math.sin(lift) * (u - 0.32 * u ** 3),
      Math.sin(a) * reach * u ** 1.3,
    ];
    const fronds = Array.from({ length: 22 }, (_, n) => {
      const u = 0.25 + (0.75 * n) / 21;
      const side = n % 2 === 0 ? 1 : -1;
      return leafAt(spine(u), a + side * 0.85, 0.25 - 0.5 * u, 0.2 * (1.1 - u * 0.6), 0.012, 0.35);
    });
    return [tube("leaf", [0, 0.25, 0.5, 0.75, 1].map(spine), (t) => 0.006 - 0.004 * t, 5), ...fronds];
  }).flat();
}

function blades(from: number, height: number, width: number): Part[] {
  return Array.from({ length: 15 }, (_, k) => {
    const a = k * 2.4;
    const r = width * 0.12 * hash2(k, 1, 9);
    const length = (height - from) * (0.6 + 0.4 * hash2(k, 2, 9));
    return leafAt([Math.cos(a) * r, from - 0.04, Math.sin(a) * r], a, 1.35, length, 0.032, 0.02);
  });
}
