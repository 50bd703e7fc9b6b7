import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, movedAll, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { pillow, throwOver } from "#engine/staging/pieces/textiles.ts";
import { box, lathe, rod, tube, slab } from "#engine/staging/shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

export interface Size {
  readonly width: number;
  readonly depth: number;
  readonly height: number;
}

export function sofa({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  const arm = { slim: 0.12, rolled: 0.2, wide: 0.24, low: 0.18 }[look.arm];
  const armTop = { slim: 0.62, rolled: 0.66, wide: 0.6, low: 0.5 }[look.arm];
  const foot = look.leg === "plinth" ? 0.05 : look.leg === "turned" ? 0.11 : 0.14;
  const seat = 0.43;
  const inner = width - 2 * arm;
  const count = width > 1.6 ? (variety % 2 === 0 && width > 2 ? 3 : 2) : 1;
  const each = inner / count;
  const r = look.soft;
  const parts: Part[] = [
    ...legs(look, width / 2 - 0.1, depth / 2 - 0.1, foot + 0.01),
    box("upholstery", [width - 0.02, seat - 0.12 - foot, depth - 0.03], [0, foot, 0], { round: 0.03 }),
    box("upholstery", [width - 0.04, height - foot - 0.06, 0.2], [0, foot, depth / 2 - 0.11], { round: r }),
    ...bothSides(armOf(look, arm, armTop - foot, depth, foot), width / 2 - arm / 2),
  ];
  for (let k = 0; k < count; k++) {
    const x = -inner / 2 + each * (k + 0.5);
    parts.push(
      box("upholstery", [each - 0.008, 0.17, depth - 0.24], [x, seat - 0.12, -0.1], {
        round: r * 0.7,
        puff: 0.025,
      }),
    );
    if (look.back === "loose")
      parts.push(
        moved(
          box("upholstery", [each - 0.015, height - seat + 0.06, 0.2], [0, 0, 0], { round: r, puffZ: 0.05 }),
          { x, y: seat + 0.02, z: depth / 2 - 0.28, turnX: -0.16 },
        ),
      );
    else if (look.back === "tight")
      parts.push(
        moved(
          box("upholstery", [each - 0.004, height - seat - 0.02, 0.14], [0, 0, 0], { round: r, puffZ: 0.03 }),
          { x, y: seat + 0.02, z: depth / 2 - 0.25, turnX: -0.12 },
        ),
      );
    else
      parts.push(
        ...movedAll(tufted(each - 0.004, height - seat), { x, y: seat, z: depth / 2 - 0.23, turnX: -0.1 }),
      );
  }
  const front = depth / 2 - 0.42;
  const side = inner / 2 - 0.26;
  if (look.dressing > 0) {
    parts.push(
      ...movedAll(pillow("pillow", 0.46), { x: -side, y: seat + 0.05, z: front, turnX: -0.35, turnY: 0.25 }),
      ...movedAll(pillow("pillow-accent", 0.4), {
        x: -side + 0.3,
        y: seat + 0.05,
        z: front - 0.08,
        turnX: -0.42,
        turnY: 0.1,
        turnZ: 0.06,
      }),
    );
    if (width > 1.5)
      parts.push(
        ...movedAll(pillow("pillow-accent", 0.46), {
          x: side,
          y: seat + 0.05,
          z: front,
          turnX: -0.35,
          turnY: -0.25,
        }),
      );
  } else
    parts.push(
      ...movedAll(pillow("pillow", 0.48), { x: side, y: seat + 0.05, z: front, turnX: -0.35, turnY: -0.2 }),
    );
  if (look.dressing === 2 && width > 1.6)
    parts.push(
      ...movedAll(pillow("pillow", 0.4), {
        x: side - 0.32,
        y: seat + 0.05,
        z: front - 0.08,
        turnX: -0.4,
        turnY: -0.1,
      }),
    );
  if (look.dressing > 0 && variety % 3 !== 1)
    parts.push(...throwOver(side - 0.1, armTop > 0.55 ? seat + 0.06 : seat + 0.06, depth));
  return parts;
}

function armOf(look: Look, width: number, height: number, depth: number, foot: number): Part {
  if (look.arm === "rolled") {
    const roll = lathe(
      "upholstery",
      [
        [0, 0],
        [0.08, 0],
        [0.1, 0.015],
        [0.1, depth - 0.1],
        [0.08, depth - 0.085],
        [0, depth - 0.085],
      ],
      [0, 0, 0],
      24,
    );
    const lying = moved(roll, { turnX: Math.PI / 2, y: foot + height - 0.1, z: -depth / 2 + 0.06 });
    const panel = box("upholstery", [width - 0.06, height - 0.1, depth - 0.06], [0, foot, 0], {
      round: 0.03,
    });
    return joined(lying, panel);
  }
  return box("upholstery", [width, height, depth - 0.02], [0, foot, 0], {
    round: Math.min(look.soft, width / 2.2),
    puff: 0.012,
  });
}

/** Two parts of one slot as one. */
function joined(a: Part, b: Part): Part {
  const n = a.positions.length / 3;
  return {
    slot: a.slot,
    positions: [...a.positions, ...b.positions],
    normals: [...a.normals, ...b.normals],
    texture: [...a.texture, ...b.texture],
    triangles: [...a.triangles, ...b.triangles.map((v) => v + n)],
  };
}

/** A back of small swelling squares, as if buttoned. */
function tufted(width: number, height: number): Part[] {
  const columns = Math.max(2, Math.round(width / 0.17));
  const rows = Math.max(2, Math.round(height / 0.15));
  const w = width / columns;
  const h = height / rows;
  return Array.from({ length: columns * rows }, (_, i) =>
    box(
      "upholstery",
      [w * 1.02, h * 1.04, 0.12],
      [-width / 2 + w * ((i % columns) + 0.5), h * Math.floor(i / columns), 0],
      { round: 0.035, puffZ: 0.02 },
    ),
  );
}

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
      turnX: -0.2,
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
    ...movedAll(pillow("pillow", 0.38), { y: 0.44, z: r * 0.45, turnX: -0.3 }),
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

export function diningChair({ width, depth, height }: Size, look: Look): Part[] {
  const seat = 0.46;
  switch (look.chair) {
    case "upholstered":
      return [
        ...legs({ ...look, leg: "tapered" }, width / 2 - 0.06, depth / 2 - 0.07, seat - 0.09),
        box("accent", [width, 0.12, depth - 0.06], [0, seat - 0.1, -0.03], { round: 0.045, puff: 0.015 }),
        moved(box("accent", [width, height - seat + 0.06, 0.09], [0, 0, 0], { round: 0.04, puffZ: 0.02 }), {
          y: seat - 0.06,
          z: depth / 2 - 0.08,
          turnX: -0.1,
        }),
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
      const slats = look.chair === "ladder" ? [0.16, 0.28, 0.4] : [0.42];
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
          box("wood", [width - 0.05, 0.06, 0.018], [0, seat + h, z + (lean * (h + 0.4)) / 1], {
            round: 0.006,
          }),
        ),
        ...(look.chair === "cross"
          ? [
              rod("wood", [-x, seat + 0.02, z + 0.01], [x, seat + 0.4, z + lean], 0.012),
              rod("wood", [x, seat + 0.02, z + 0.01], [-x, seat + 0.4, z + lean], 0.012),
            ]
          : []),
      ];
    }
  }
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
      z: 0.2,
      turnX: -0.14,
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
