import { type Part, moved } from "#engine/staging/mesh.ts";
import { box, lathe, rod, sheet, tube } from "#engine/staging/shapes.ts";
import { hash2 } from "#engine/random.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/seating.ts";

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

/** A vase with a few branches. */
export function vase(variety: number): Part[] {
  const tall = variety % 2 === 0;
  const h = tall ? 0.24 : 0.15;
  const outline: [number, number][] = tall
    ? [
        [0, 0],
        [0.05, 0],
        [0.075, 0.06],
        [0.07, 0.14],
        [0.035, 0.2],
        [0.04, h],
        [0.034, h],
        [0.03, 0.19],
      ]
    : [
        [0, 0],
        [0.06, 0],
        [0.1, 0.05],
        [0.095, 0.1],
        [0.05, 0.14],
        [0.055, h],
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

/** One leaf from `at`, pointing to `angle` about the upright, `lift` radians above level. */
function leafAt(at: Vec3, angle: number, lift: number, length: number, width: number, droop = 0.3): Part {
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

/** A picture in its frame, back against the wall. */
export function picture({ width, height, depth }: Size, variety: number): Part[] {
  const bar = variety % 2 === 0 ? 0.02 : 0.032;
  const mount = Math.min(width, height) * 0.12;
  const panel = (slot: "art" | "pillow", w: number, h: number, z: number): Part =>
    sheet(
      slot,
      (u, v) => [(0.5 - u) * w, height / 2 + (v - 0.5) * h, z],
      2,
      2,
      (u, v) => [1 - u, v, 0],
    );
  return [
    box("frame", [width, bar, depth], [0, 0, 0]),
    box("frame", [width, bar, depth], [0, height - bar, 0]),
    box("frame", [bar, height, depth], [-width / 2 + bar / 2, 0, 0]),
    box("frame", [bar, height, depth], [width / 2 - bar / 2, 0, 0]),
    panel("pillow", width - bar, height - bar, depth * 0.1),
    panel("art", width - bar - 2 * mount, height - bar - 2 * mount, 0),
  ];
}

export function wallMirror({ width, height, depth }: Size): Part[] {
  const ring: Vec3[] = Array.from({ length: 49 }, (_, k) => {
    const a = (k / 48) * 2 * Math.PI;
    return [(Math.cos(a) * width) / 2, height / 2 + (Math.sin(a) * height) / 2, 0];
  });
  return [
    tube("metal", ring, () => depth / 2, 8),
    sheet(
      "mirror",
      (u, v) => [
        (Math.cos(u * 2 * Math.PI) * v * width) / 2,
        height / 2 + (Math.sin(u * 2 * Math.PI) * v * height) / 2,
        0.004,
      ],
      48,
      2,
    ),
  ];
}

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
