import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { box } from "#engine/staging/box-shape.ts";
import { slab } from "#engine/staging/flat-shapes.ts";
import { lathe, rod, tube } from "#engine/staging/turned-shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

export function diningChair({ width, depth, height }: Size, look: Look): Part[] {
  const seat = 0.46;
  switch (look.chair) {
    case "upholstered":
      return [
        ...legs({ ...look, leg: "tapered" }, width / 2 - 0.06, depth / 2 - 0.07, seat - 0.09),
        box("accent", [width - 0.05, 0.11, depth - 0.07], [0, seat - 0.1, -0.03], {
          round: 0.045,
          puff: 0.018,
        }),
        ...channelBack(width / 2 - 0.035, depth / 2 - 0.045, seat - 0.1, height),
      ];
    case "shell": {
      const path: Vec3[] = Array.from({ length: 15 }, (_, k) => {
        const a = 0.1 + (Math.PI - 0.2) * (k / 14);
        return [(width / 2 - 0.03) * Math.cos(a), 0, (depth / 2 - 0.05) * Math.sin(a)];
      });
      return [
        ...legs(
          { ...look, leg: look.leg === "metal" ? "metal" : "splayed" },
          width / 2 - 0.12,
          depth / 2 - 0.12,
          seat - 0.04,
          0.04,
        ),
        slab("accent", width - 0.03, depth - 0.06, 0.06, seat - 0.05, 3),
        ...Array.from({ length: 7 }, (_, row) =>
          tube(
            "accent",
            path.map(
              ([x, , z]) =>
                [
                  x * (1 - row * 0.01),
                  seat -
                    0.01 +
                    ((height - seat - 0.03) * row * (0.45 + 0.55 * Math.max(0, z / (depth / 2)))) / 6,
                  z + 0.012 * row,
                ] as const,
            ),
            (t) => 0.035 * Math.min(1, 5 * Math.min(t, 1 - t) + 0.4),
            8,
          ),
        ),
      ];
    }
    case "wishbone": {
      const rail: Vec3[] = Array.from({ length: 13 }, (_, k) => {
        const a = -0.1 + (Math.PI + 0.2) * (k / 12);
        return [
          (width / 2 - 0.02) * Math.cos(a),
          height - 0.04 - 0.03 * Math.cos(2 * a),
          (depth / 2 - 0.03) * Math.sin(a),
        ];
      });
      return [
        ...[-1, 1].flatMap((s) => [
          rod(
            "wood",
            [s * (width / 2 - 0.05), 0, -depth / 2 + 0.06],
            [s * (width / 2 - 0.04), height - 0.08, -0.02],
            0.016,
            0.016,
          ),
          rod(
            "wood",
            [s * (width / 2 - 0.09), 0, depth / 2 - 0.05],
            [s * (width / 2 - 0.12), height - 0.03, depth / 2 - 0.1],
            0.016,
            0.016,
          ),
        ]),
        box("pillow", [width - 0.08, 0.03, depth - 0.1], [0, seat - 0.03, -0.01], { round: 0.012 }),
        tube("wood", rail, () => 0.015, 10),
        rod("wood", [0, seat, depth / 2 - 0.08], [-0.06, height - 0.02, depth / 2 - 0.04], 0.012, 0.01),
        rod("wood", [0, seat, depth / 2 - 0.08], [0.06, height - 0.02, depth / 2 - 0.04], 0.012, 0.01),
      ];
    }
    case "cross":
    case "ladder": {
      const x = width / 2 - 0.025;
      const z = depth / 2 - 0.03;
      const lean = 0.05;
      // The topmost ends with the posts.
      const high = height - seat - 0.06;
      const slats = look.chair === "ladder" ? [high - 0.24, high - 0.12, high] : [high];
      return [
        ...[-1, 1].flatMap((s) => [
          box("wood", [0.04, seat - 0.02, 0.04], [s * x, 0, -z], { round: 0.005, grain: "y" }),
          rod("wood", [s * x, 0, z], [s * x, height, z + lean], 0.02, 0.018),
        ]),
        box("wood", [width - 0.04, 0.06, depth - 0.04], [0, seat - 0.1, 0], { round: 0.004 }),
        box(
          look.chair === "cross" ? "accent" : "pillow",
          [width - 0.01, 0.05, depth - 0.03],
          [0, seat - 0.04, -0.01],
          { round: 0.02, puff: 0.012 },
        ),
        ...slats.map((h) =>
          box("wood", [width - 0.05, 0.06, 0.018], [0, seat + h, z + (lean * (seat + h)) / height], {
            round: 0.006,
          }),
        ),
        ...(look.chair === "cross"
          ? [
              rod("wood", [-x, seat + 0.02, z + 0.01], [x, seat + high, z + lean], 0.012),
              rod("wood", [x, seat + 0.02, z + 0.01], [-x, seat + high, z + lean], 0.012),
            ]
          : []),
      ];
    }
  }
}

/** A back bent around the seat, of upright rolls that are highest in the middle and lean a little outwards. */
function channelBack(halfWidth: number, halfDepth: number, bottom: number, top: number): Part[] {
  return Array.from({ length: 13 }, (_, k) => {
    const a = Math.PI * (0.06 + (0.88 * k) / 12);
    const [x, z] = [halfWidth * Math.cos(a), halfDepth * Math.sin(a)];
    const height = (top - bottom) * (0.76 + 0.24 * Math.sin(a));
    const at = (t: number): Vec3 => [x * (1 + 0.04 * t), bottom + height * t, z * (0.92 + 0.08 * t)];
    return tube("accent", [0, 0.5, 0.96, 1].map(at), (t) => (t < 1 ? 0.03 : 0.02), 8);
  });
}

export function officeChair({ width, height }: Size): Part[] {
  const feet = Array.from({ length: 5 }, (_, k) => {
    const a = (k / 5) * 2 * Math.PI + 0.3;
    return rod("metal", [0, 0.09, 0], [Math.cos(a) * 0.29, 0.05, Math.sin(a) * 0.29], 0.022, 0.014);
  });
  return [
    ...feet,
    ...Array.from({ length: 5 }, (_, k) => {
      const a = (k / 5) * 2 * Math.PI + 0.3;
      return lathe(
        "screen",
        [
          [0, 0],
          [0.02, 0.005],
          [0.028, 0.028],
          [0.02, 0.05],
          [0, 0.056],
        ],
        [Math.cos(a) * 0.29, 0, Math.sin(a) * 0.29],
        12,
      );
    }),
    rod("metal", [0, 0.08, 0], [0, 0.42, 0], 0.025),
    box("upholstery", [width * 0.78, 0.09, 0.48], [0, 0.42, -0.02], { round: 0.04, puff: 0.02 }),
    moved(box("upholstery", [width * 0.72, height - 0.56, 0.07], [0, 0, 0], { round: 0.035, puffZ: 0.025 }), {
      y: 0.56,
      z: 0.18,
      turnX: 0.14,
    }),
    rod("metal", [0, 0.42, 0.2], [0, 0.7, 0.26], 0.018),
    ...bothSides(box("screen", [0.05, 0.03, 0.26], [0, 0.66, -0.02], { round: 0.012 }), width * 0.42),
    ...bothSides(rod("metal", [0, 0.46, 0], [0, 0.66, 0], 0.013), width * 0.42),
  ];
}

export function barStool({ width, depth, height }: Size, look: Look): Part[] {
  const seat = 0.66;
  const back = look.chair === "upholstered" || look.chair === "shell" || look.chair === "ladder";
  return [
    ...[-1, 1].flatMap((sx) =>
      [-1, 1].map((sz) =>
        rod(
          look.leg === "metal" || look.leg === "tapered" ? "metal" : "wood",
          [sx * (width / 2 - 0.02), 0, sz * (depth / 2 - 0.02)],
          [sx * (width / 2 - 0.08), seat, sz * (depth / 2 - 0.08)],
          0.016,
          0.018,
        ),
      ),
    ),
    ...bothSides(
      rod("metal", [0, 0.22, -depth / 2 + 0.05], [0, 0.22, depth / 2 - 0.05], 0.009),
      width / 2 - 0.04,
    ),
    rod(
      "metal",
      [-width / 2 + 0.04, 0.22, -depth / 2 + 0.05],
      [width / 2 - 0.04, 0.22, -depth / 2 + 0.05],
      0.009,
    ),
    slab(
      look.chair === "ladder" || look.chair === "wishbone" ? "wood" : "accent",
      width - 0.04,
      depth - 0.04,
      0.06,
      seat - 0.02,
      3,
    ),
    ...(back
      ? [
          box("accent", [width - 0.08, height - seat - 0.06, 0.05], [0, seat + 0.06, depth / 2 - 0.07], {
            round: 0.02,
          }),
        ]
      : []),
  ];
}
