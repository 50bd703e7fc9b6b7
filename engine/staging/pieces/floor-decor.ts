import { type Part } from "#engine/staging/mesh.ts";
import { lathe, rod } from "#engine/staging/turned-shapes.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

export function basket({ width, height }: Size): Part[] {
  const r = width / 2;
  return [
    lathe(
      "basket",
      [
        [0, 0],
        [r * 0.85, 0],
        [r, height * 0.5],
        [r * 0.95, height],
        [r * 0.88, height],
        [r * 0.9, height * 0.55],
      ],
      [0, 0, 0],
      40,
    ),
    lathe(
      "throw",
      [
        [0, height * 0.92],
        [r * 0.5, height * 0.98],
        [r * 0.85, height * 0.86],
      ],
      [0.01, 0, 0],
      28,
    ),
  ];
}

export function ladder({ width, height, depth }: Size): Part[] {
  const top = depth / 2 - 0.03;
  const low = -depth / 2 + 0.03;
  const at = (t: number): number => low + (top - low) * t;
  return [
    ...[-1, 1].map((s) => rod("wood", [(s * width) / 2, 0, low], [(s * width) / 2.3, height, top], 0.018)),
    ...[0.2, 0.4, 0.6, 0.8, 0.95].map((t) =>
      rod("wood", [-width / 2.1, height * t, at(t)], [width / 2.1, height * t, at(t)], 0.013),
    ),
  ];
}
