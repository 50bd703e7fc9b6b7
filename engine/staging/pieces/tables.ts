import { type Look } from "#engine/staging/look.ts";
import { bothSides, type Part } from "#engine/staging/mesh.ts";
import { bowl, vase } from "#engine/staging/pieces/table-decor.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { box } from "#engine/staging/box-shape.ts";
import { slab } from "#engine/staging/flat-shapes.ts";
import { lathe } from "#engine/staging/turned-shapes.ts";
import { movedAll } from "#engine/staging/mesh.ts";
import { planks } from "#engine/staging/pieces/coffee-table.ts";

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
