import { type Look } from "#engine/staging/look.ts";
import { bothSides, movedAll, type Part } from "#engine/staging/mesh.ts";
import { bookStack, bowl, vase } from "#engine/staging/pieces/table-decor.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { box } from "#engine/staging/box-shape.ts";
import { slab } from "#engine/staging/flat-shapes.ts";
import { rod } from "#engine/staging/turned-shapes.ts";

export function coffeeTable({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  return [...coffeeBody(width, depth, height, look), ...onTop(width, depth, height, look, variety)];
}

function coffeeBody(width: number, depth: number, height: number, look: Look): Part[] {
  switch (look.table) {
    case "round":
      return [
        slab("wood", width, depth, 0.035, height - 0.035, 2),
        ...around(3, 0.5, (x, z) =>
          rod(
            "wood",
            [x * width * 0.4, 0, z * depth * 0.4],
            [x * width * 0.3, height - 0.03, z * depth * 0.3],
            0.014,
            0.024,
            12,
          ),
        ),
      ];
    case "drum":
      return look.leg === "plinth"
        ? [
            slab("wood", width, depth, height - 0.05, 0.04, 2.6),
            slab("wood-dark", width * 0.85, depth * 0.85, 0.05, 0, 2.6),
          ]
        : [
            slab("stone", width, depth, 0.03, height - 0.03, 2.2),
            ...around(26, 0, (x, z) =>
              rod(
                "metal",
                [x * width * 0.4, 0, z * depth * 0.4],
                [x * width * 0.4, height - 0.03, z * depth * 0.4],
                0.006,
                0.006,
                6,
              ),
            ),
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

/** As many parts in a ring; `part` is told its place on the unit circle. `turn` in radians. */
const around = (count: number, turn: number, part: (x: number, z: number) => Part): Part[] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (k / count) * 2 * Math.PI + turn;
    return part(Math.cos(angle), Math.sin(angle));
  });

export function planks(
  width: number,
  depth: number,
  thickness: number,
  bottom: number,
  count: number,
): Part[] {
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
