import { type Part, moved } from "#engine/staging/mesh.ts";
import { box } from "#engine/staging/box-shape.ts";
import { curved, lathe, tube } from "#engine/staging/turned-shapes.ts";
import { hash2 } from "#engine/random.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { leafAt } from "#engine/staging/pieces/plants.ts";

/** A few large books lying on each other. */
export function bookStack(count: number): Part[] {
  return Array.from({ length: count }, (_, k) =>
    moved(
      box("book", [0.27 - k * 0.025, 0.028 + 0.008 * (k % 2), 0.2 - k * 0.015], [0, 0, 0], {
        round: 0.003,
        swatch: k * 3 + count,
      }),
      { y: k * 0.033, turnY: (hash2(k, 1, 3) - 0.5) * 0.4 },
    ),
  );
}

export function bowl(radius: number): Part[] {
  const r = radius;
  return [
    lathe(
      "ceramic",
      [
        [0, 0],
        [r * 0.45, 0],
        [r * 0.5, 0.01],
        [r * 0.9, r * 0.35],
        [r, r * 0.5],
        [r * 0.96, r * 0.5],
        [r * 0.8, r * 0.3],
        [r * 0.4, 0.03],
        [0, 0.025],
      ],
      [0, 0, 0],
      32,
    ),
    ...[0, 1, 2, 3].map((k) => {
      const a = k * 1.7;
      const d = k === 3 ? 0 : r * 0.38;
      return lathe(
        "fruit",
        [
          [0, -0.036],
          [0.022, -0.03],
          [0.036, 0],
          [0.03, 0.022],
          [0.01, 0.033],
          [0, 0.03],
        ],
        [Math.cos(a) * d, r * 0.36 + (k === 3 ? 0.05 : 0.02), Math.sin(a) * d],
        14,
      );
    }),
  ];
}

/** A board with two lemons on it, for a worktop. */
export function choppingBoard({ width, depth }: Size): Part[] {
  const thick = 0.018;
  return [
    box("wood", [width, thick, depth], [0, 0, 0], { round: 0.006 }),
    ...[
      [-0.24, 0.1],
      [-0.05, -0.16],
    ].map(([x = 0, z = 0]) =>
      lathe(
        "fruit",
        [
          [0, 0],
          [0.02, 0.004],
          [0.03, 0.025],
          [0.022, 0.046],
          [0.006, 0.054],
          [0, 0.052],
        ],
        [x * width, thick, z * depth],
        18,
      ),
    ),
  ];
}

/** A vase with a few branches. */
export function vase(variety: number): Part[] {
  const tall = variety % 2 === 0;
  const h = tall ? 0.24 : 0.15;
  const outline: (readonly [number, number])[] = tall
    ? [
        [0, 0],
        ...curved([
          [0.05, 0],
          [0.075, 0.06],
          [0.07, 0.14],
          [0.035, 0.2],
          [0.04, h],
        ]),
        [0.034, h],
        [0.03, 0.19],
      ]
    : [
        [0, 0],
        ...curved([
          [0.06, 0],
          [0.1, 0.05],
          [0.095, 0.1],
          [0.05, 0.14],
          [0.055, h],
        ]),
        [0.048, h],
      ];
  const stems = Array.from({ length: 7 }, (_, k) => {
    const a = k * 2.4 + variety;
    const lean = 0.05 + 0.12 * hash2(k, variety, 5);
    const top = h + 0.16 + 0.14 * hash2(k, variety, 6);
    const tip: Vec3 = [Math.cos(a) * lean, top, Math.sin(a) * lean];
    return [
      tube("leaf", [[0, h - 0.05, 0], [tip[0] * 0.35, (h + top) / 2, tip[2] * 0.35], tip], () => 0.003, 5),
      ...Array.from({ length: 6 }, (_, n) => {
        const t = 0.3 + n * 0.13;
        const at: Vec3 = [tip[0] * t * t + 0.01, h - 0.05 + (top - h + 0.05) * t, tip[2] * t * t];
        return leafAt(at, a + n * 2.1, 0.5, 0.08, 0.024);
      }),
    ];
  }).flat();
  return [lathe("ceramic", outline, [0, 0, 0], 32), ...stems];
}

/** A lantern-like candle pair, a vase and a tray for bath and kitchen tops. */
export function bottles(): Part[] {
  return [
    box("wood", [0.28, 0.012, 0.14], [0, 0, 0], { round: 0.004 }),
    lathe(
      "ceramic",
      [
        [0, 0],
        [0.03, 0],
        [0.032, 0.11],
        [0.012, 0.135],
        [0.01, 0.16],
        [0, 0.16],
      ],
      [-0.08, 0.012, 0],
      20,
    ),
    lathe(
      "glass",
      [
        [0, 0],
        [0.026, 0],
        [0.028, 0.08],
        [0.01, 0.1],
        [0.01, 0.125],
        [0, 0.125],
      ],
      [0, 0.012, 0.01],
      20,
    ),
    lathe(
      "ceramic",
      [
        [0, 0],
        [0.035, 0],
        [0.035, 0.06],
        [0.03, 0.06],
        [0.03, 0.02],
        [0, 0.02],
      ],
      [0.085, 0.012, 0],
      20,
    ),
  ];
}
