import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, movedAll, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { pillow } from "#engine/staging/pieces/textiles.ts";
import { box } from "#engine/staging/box-shape.ts";
import { lathe, tube } from "#engine/staging/turned-shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { sofa } from "#engine/staging/pieces/sofa.ts";

export function armchair(size: Size, look: Look, variety: number): Part[] {
  const { width, depth, height } = size;
  if (look.chair === "shell" || look.chair === "wishbone") return roundChair(size, look);
  if (look.arm === "wide" || look.arm === "rolled") {
    const small = sofa(size, { ...look, dressing: 0 }, variety);
    return small.map((part) => (part.slot === "upholstery" ? { ...part, slot: "accent" as const } : part));
  }
  return [
    ...legs(look, width / 2 - 0.08, depth / 2 - 0.1, 0.2),
    box("accent", [width - 0.16, 0.18, depth - 0.1], [0, 0.26, -0.04], { round: 0.05, puff: 0.03 }),
    moved(box("accent", [width - 0.16, height - 0.4, 0.14], [0, 0, 0], { round: 0.05, puffZ: 0.04 }), {
      y: 0.4,
      z: depth / 2 - 0.2,
      turnX: 0.2,
    }),
    ...bothSides(box("wood", [0.05, 0.05, depth - 0.1], [0, 0.58, 0], { round: 0.015 }), width / 2 - 0.04),
  ];
}

/** A bent back around a round seat. */
function roundChair({ width, depth, height }: Size, look: Look): Part[] {
  const r = Math.min(width, depth) / 2 - 0.06;
  const path: Vec3[] = Array.from({ length: 19 }, (_, k) => {
    const a = -0.25 + (Math.PI + 0.5) * (k / 18);
    return [r * Math.cos(a), 0, r * Math.sin(a) * 0.95];
  });
  const backs = Array.from({ length: 9 }, (_, row) => {
    const y = 0.34 + ((height - 0.42) * row) / 8;
    return tube(
      "accent",
      path.map(
        ([x, , z]) =>
          [x * (1 + row * 0.008), y - Math.max(0, -z / r) * row * 0.02, z * (1 + row * 0.012)] as const,
      ),
      (t) => 0.055 * Math.min(1, 6 * Math.min(t, 1 - t) + 0.5),
      10,
    );
  });
  return [
    ...legs(look.leg === "plinth" ? { ...look, leg: "splayed" } : look, r * 0.68, r * 0.68, 0.28, 0.045),
    lathe(
      "accent",
      [
        [0, 0.26],
        [r * 0.88, 0.26],
        [r * 0.95, 0.3],
        [r * 0.95, 0.38],
        [r * 0.9, 0.43],
        [r * 0.6, 0.455],
        [0, 0.46],
      ],
      [0, 0, -0.02],
      36,
    ),
    ...backs,
    ...movedAll(pillow("pillow", 0.38), { y: 0.44, z: r * 0.4, turnX: 0.3 }),
  ];
}

export function pouf({ width, height }: Size): Part[] {
  const r = width / 2;
  return [
    lathe(
      "accent",
      [
        [0, 0],
        [r * 0.8, 0],
        [r * 0.96, height * 0.15],
        [r, height * 0.5],
        [r * 0.95, height * 0.84],
        [r * 0.75, height * 0.97],
        [r * 0.3, height],
        [0, height * 0.985],
      ],
      [0, 0, 0],
      36,
    ),
  ];
}

export function bench({ width, depth, height }: Size, look: Look): Part[] {
  return [
    ...legs(
      look.leg === "plinth" ? { ...look, leg: "block" } : look,
      width / 2 - 0.08,
      depth / 2 - 0.06,
      height - 0.12,
    ),
    box("accent", [width, 0.13, depth], [0, height - 0.13, 0], { round: 0.04, puff: 0.015 }),
  ];
}
