import { type Look } from "#engine/staging/look.ts";
import { type Part } from "#engine/staging/mesh.ts";
import { bookStack } from "#engine/staging/pieces/table-decor.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { box } from "#engine/staging/box-shape.ts";
import { lathe, rod } from "#engine/staging/turned-shapes.ts";
import { movedAll } from "#engine/staging/mesh.ts";

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
      turnX: 0.25,
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
