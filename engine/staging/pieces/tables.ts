import { type Look } from "#engine/staging/look.ts";
import { bothSides, type Part } from "#engine/staging/mesh.ts";
import { bookStack, bowl, vase } from "#engine/staging/pieces/decor.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/seating.ts";
import { box, lathe, rod, slab } from "#engine/staging/shapes.ts";
import { movedAll } from "#engine/staging/mesh.ts";

export function coffeeTable({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  return [...coffeeBody(width, depth, height, look), ...onTop(width, depth, height, look, variety)];
}

function coffeeBody(width: number, depth: number, height: number, look: Look): Part[] {
  switch (look.table) {
    case "round":
      return [
        slab("wood", width, depth, 0.035, height - 0.035, 2),
        ...[0, 1, 2].map((k) => {
          const a = (k / 3) * 2 * Math.PI + 0.5;
          return rod(
            "wood",
            [Math.cos(a) * width * 0.4, 0, Math.sin(a) * depth * 0.4],
            [Math.cos(a) * width * 0.3, height - 0.03, Math.sin(a) * depth * 0.3],
            0.014,
            0.024,
            12,
          );
        }),
      ];
    case "drum":
      return look.leg === "plinth"
        ? [
            slab("wood", width, depth, height - 0.05, 0.04, 2.6),
            slab("wood-dark", width * 0.85, depth * 0.85, 0.05, 0, 2.6),
          ]
        : [
            slab("stone", width, depth, 0.03, height - 0.03, 2.2),
            ...Array.from({ length: 26 }, (_, k) => {
              const a = (k / 26) * 2 * Math.PI;
              return rod(
                "metal",
                [Math.cos(a) * width * 0.4, 0, Math.sin(a) * depth * 0.4],
                [Math.cos(a) * width * 0.4, height - 0.03, Math.sin(a) * depth * 0.4],
                0.006,
                0.006,
                6,
              );
            }),
            slab("metal", width * 0.84, depth * 0.84, 0.015, 0.0, 2.2),
          ];
    case "frame": {
      const x = width / 2 - 0.02;
      const z = depth / 2 - 0.02;
      return [
        box("wood", [width, 0.035, depth], [0, height - 0.035, 0], { round: 0.004 }),
        ...bothSides(box("metal", [0.025, height - 0.035, 0.025], [0, 0, -z]), x),
        ...bothSides(box("metal", [0.025, height - 0.035, 0.025], [0, 0, z]), x),
        ...bothSides(box("metal", [0.025, 0.025, depth - 0.05], [0, 0, 0]), x),
        box("wood", [width - 0.06, 0.02, depth - 0.06], [0, 0.12, 0], { round: 0.003 }),
      ];
    }
    case "slab":
      return [
        ...legs(look, width / 2 - 0.07, depth / 2 - 0.07, height - 0.08, 0.065),
        box("wood", [width - 0.1, 0.07, depth - 0.1], [0, height - 0.1, 0], { round: 0.005 }),
        box("wood", [width, 0.03, depth], [0, height - 0.03, 0], { round: 0.012 }),
        box("wood", [width - 0.12, 0.02, depth - 0.12], [0, 0.11, 0], { round: 0.006 }),
      ];
    case "trestle":
      return [
        ...planks(width, depth, 0.05, height - 0.05, 4),
        ...bothSides(
          box("wood", [0.09, height - 0.05, depth - 0.16], [0, 0, 0], { round: 0.006, grain: "y" }),
          width / 2 - 0.14,
        ),
        box("wood", [width - 0.2, 0.07, 0.06], [0, 0.1, 0], { round: 0.005 }),
      ];
  }
}

function planks(width: number, depth: number, thickness: number, bottom: number, count: number): Part[] {
  const each = depth / count;
  return Array.from({ length: count }, (_, k) =>
    box(
      "wood",
      [width - (k % 2) * 0.006, thickness, each - 0.004],
      [0, bottom, -depth / 2 + each * (k + 0.5)],
      { round: 0.006 },
    ),
  );
}

function onTop(width: number, depth: number, height: number, look: Look, variety: number): Part[] {
  const x = width * 0.2;
  const books = movedAll(bookStack(look.dressing === 0 ? 2 : 3), {
    x: -x,
    y: height,
    z: depth * 0.08,
    turnY: 0.3,
  });
  const bunch = movedAll(vase(variety), { x, y: height, z: -depth * 0.06 });
  const dish = movedAll(bowl(0.11), { x: x * 0.1, y: height, z: depth * 0.16 });
  if (look.dressing === 0) return variety % 2 === 0 ? movedAll(bowl(0.14), { y: height }) : books;
  return look.dressing === 1 ? [...books, ...bunch] : [...books, ...bunch, ...dish];
}

export function sideTable({ width, depth, height }: Size, look: Look): Part[] {
  switch (look.table) {
    case "drum":
    case "round":
      return [
        slab(look.table === "drum" ? "stone" : "wood", width, depth, 0.025, height - 0.025, 2),
        lathe(
          "metal",
          [
            [0, 0],
            [width * 0.32, 0],
            [width * 0.32, 0.012],
            [0.02, 0.02],
            [0.018, height - 0.03],
          ],
          [0, 0, 0],
          32,
        ),
      ];
    default:
      return [
        box("wood", [width, 0.03, depth], [0, height - 0.03, 0], { round: 0.006 }),
        ...legs(
          look.leg === "plinth" ? { ...look, leg: "block" } : look,
          width / 2 - 0.04,
          depth / 2 - 0.04,
          height - 0.03,
          0.04,
        ),
        box("wood", [width - 0.06, 0.02, depth - 0.06], [0, height * 0.32, 0]),
      ];
  }
}

export function diningTable({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  const top = 0.04;
  const middle = [
    ...movedAll(vase(variety + 1), { y: height }),
    ...(look.dressing > 0 ? movedAll(bowl(0.15), { x: 0.42, y: height }) : []),
  ];
  const round = width < depth * 1.15;
  switch (look.table) {
    case "round":
      return [
        slab("wood", width, depth, top, height - top, round ? 2 : 3),
        lathe(
          "wood",
          [
            [0, 0],
            [0.34, 0],
            [0.35, 0.02],
            [0.16, 0.08],
            [0.1, 0.3],
            [0.14, height - 0.06],
            [0.22, height - top],
          ],
          [0, 0, 0],
          36,
        ),
        ...middle,
      ];
    case "drum":
      return [
        slab(look.leg === "plinth" ? "wood" : "stone", width, depth, top, height - top, round ? 2 : 2.8),
        ...(width > 1.5
          ? bothSides(
              lathe(
                look.leg === "plinth" ? "wood" : "metal",
                [
                  [0.24, 0],
                  [0.2, 0.3],
                  [0.17, height * 0.6],
                  [0.2, height - top],
                ],
                [0, 0, 0],
                36,
              ),
              width * 0.24,
            )
          : [
              lathe(
                look.leg === "plinth" ? "wood" : "metal",
                [
                  [0.3, 0],
                  [0.22, 0.3],
                  [0.18, height * 0.6],
                  [0.24, height - top],
                ],
                [0, 0, 0],
                36,
              ),
            ]),
        ...middle,
      ];
    case "frame":
      return [
        box("wood", [width, top, depth], [0, height - top, 0], { round: 0.005 }),
        ...bothSides(box("metal", [0.05, height - top, 0.05], [0, 0, -depth / 2 + 0.08]), width / 2 - 0.12),
        ...bothSides(box("metal", [0.05, height - top, 0.05], [0, 0, depth / 2 - 0.08]), width / 2 - 0.12),
        ...bothSides(box("metal", [0.05, 0.04, depth - 0.16], [0, 0, 0]), width / 2 - 0.12),
        ...middle,
      ];
    case "slab":
      return [
        ...legs(look, width / 2 - 0.1, depth / 2 - 0.1, height - 0.1, 0.085),
        box("wood", [width - 0.16, 0.09, depth - 0.16], [0, height - 0.12, 0], { round: 0.006 }),
        box("wood", [width, 0.035, depth], [0, height - 0.035, 0], { round: 0.014 }),
        ...middle,
      ];
    case "trestle": {
      // Of a narrow table they stand wide, so that a chair goes between them.
      const feet = Math.max(width / 2 - 0.28, Math.min(width / 2 - 0.14, 0.32));
      return [
        ...planks(width, depth, 0.055, height - 0.055, 5),
        ...bothSides(
          box("wood", [0.1, height - 0.1, 0.14], [0, 0.06, 0], { round: 0.006, grain: "y" }),
          feet,
        ),
        ...bothSides(box("wood", [0.1, 0.07, depth - 0.14], [0, 0, 0], { round: 0.006 }), feet),
        ...bothSides(box("wood", [0.1, 0.07, depth - 0.14], [0, height - 0.125, 0], { round: 0.006 }), feet),
        box("wood", [width - 0.5, 0.1, 0.05], [0, 0.3, 0], { round: 0.005 }),
        ...middle,
      ];
    }
  }
}

export function desk({ width, depth, height }: Size, look: Look): Part[] {
  const drawers = look.fronts === "flat" ? 0.36 : 0.4;
  const pedestal = [
    box("wood", [drawers, height - 0.16, depth - 0.06], [width / 2 - drawers / 2 - 0.03, 0.12, 0], {
      round: 0.004,
    }),
    ...[0, 1, 2].map((k) =>
      box(
        "wood",
        [drawers - 0.03, (height - 0.2) / 3 - 0.012, 0.015],
        [width / 2 - drawers / 2 - 0.03, 0.14 + ((height - 0.2) / 3) * k, -depth / 2 + 0.024],
        { round: 0.003, grain: "x" },
      ),
    ),
    ...[0, 1, 2].map((k) =>
      box(
        "metal",
        [0.12, 0.01, 0.02],
        [width / 2 - drawers / 2 - 0.03, 0.14 + ((height - 0.2) / 3) * (k + 0.5), -depth / 2 + 0.008],
        { round: 0.004 },
      ),
    ),
  ];
  return [
    box("wood", [width, 0.035, depth], [0, height - 0.035, 0], { round: 0.006 }),
    ...(look.dressing === 0 ? [] : pedestal),
    ...legs(
      look.leg === "plinth" ? { ...look, leg: "block" } : look,
      width / 2 - 0.06,
      depth / 2 - 0.06,
      height - 0.035,
    ),
    // A laptop, a lamp and something to write on.
    box("metal", [0.34, 0.012, 0.24], [-0.08, height, -0.04], { round: 0.004 }),
    ...movedAll([box("screen", [0.34, 0.22, 0.008], [0, 0, 0], { round: 0.003 })], {
      x: -0.08,
      y: height + 0.012,
      z: 0.08,
      turnX: -0.25,
    }),
    ...movedAll(bookStack(2), { x: width / 2 - 0.22, y: height, z: 0.1, turnY: -0.15 }),
    ...movedAll(deskLamp(look), { x: -width / 2 + 0.18, y: height, z: depth / 2 - 0.18 }),
  ];
}

function deskLamp(look: Look): Part[] {
  if (look.shade === "cone" || look.shade === "drum")
    return [
      lathe(
        "ceramic",
        [
          [0, 0],
          [0.07, 0],
          [0.09, 0.05],
          [0.06, 0.16],
          [0.015, 0.2],
          [0.012, 0.27],
        ],
        [0, 0, 0],
      ),
      lathe(
        "shade",
        [
          [0.14, 0.24],
          [0.09, 0.42],
        ],
        [0, 0, 0],
        32,
      ),
    ];
  return [
    lathe(
      "metal",
      [
        [0, 0],
        [0.08, 0],
        [0.08, 0.012],
        [0.01, 0.018],
      ],
      [0, 0, 0],
    ),
    rod("metal", [0, 0, 0], [0.04, 0.24, 0], 0.007),
    rod("metal", [0.04, 0.24, 0], [0.2, 0.4, -0.06], 0.007),
    lathe(
      "metal",
      [
        [0.075, 0.33],
        [0.03, 0.4],
        [0, 0.41],
      ],
      [0.2, 0, -0.06],
      20,
    ),
  ];
}
