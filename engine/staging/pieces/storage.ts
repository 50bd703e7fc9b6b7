import { type Look } from "#engine/staging/look.ts";
import { type Part, movedAll } from "#engine/staging/mesh.ts";
import { bookStack, vase } from "#engine/staging/pieces/table-decor.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { box } from "#engine/staging/box-shape.ts";
import { hash2 } from "#engine/random.ts";
import { lathe } from "#engine/staging/turned-shapes.ts";

/** A cabinet on feet with doors or drawers: `columns` × `rows` fronts. */
function cabinet(
  { width, depth, height }: Size,
  look: Look,
  columns: number,
  rows: number,
  foot: number,
): Part[] {
  const body = height - foot;
  const w = (width - 0.02) / columns;
  const h = (body - 0.04) / rows;
  const fronts = Array.from({ length: columns * rows }, (_, i) => {
    const x = -width / 2 + 0.01 + w * ((i % columns) + 0.5);
    const y = foot + 0.015 + h * Math.floor(i / columns);
    return front(w - 0.006, h - 0.006, look)
      .map((part) => movedAll([part], { x, y, z: -depth / 2 - 0.004 }))
      .flat();
  }).flat();
  return [
    ...legs(look, width / 2 - 0.06, depth / 2 - 0.06, foot + 0.005),
    box("wood", [width, body - 0.02, depth - 0.02], [0, foot, 0.01], { round: 0.004 }),
    box("wood", [width + 0.01, 0.022, depth + 0.005], [0, height - 0.022, 0], { round: 0.004 }),
    ...fronts,
  ];
}

function front(w: number, h: number, look: Look): Part[] {
  const grain = h > w * 1.3 ? "y" : "x";
  const leaf = box("wood", [w, h, 0.018], [0, 0, 0], { round: 0.003, grain });
  switch (look.fronts) {
    case "flat":
      return [leaf];
    case "handle":
      return [
        leaf,
        box(
          "metal",
          h > w ? [0.012, Math.min(0.3, h * 0.6), 0.022] : [Math.min(0.3, w * 0.5), 0.012, 0.022],
          [h > w ? w * 0.38 : 0, h > w ? h * 0.2 : h * 0.5, -0.014],
          { round: 0.004 },
        ),
      ];
    case "shaker": {
      const f = Math.min(0.06, Math.min(w, h) * 0.2);
      return [
        box("wood", [w, h, 0.01], [0, 0, 0.004], { round: 0.002, grain }),
        box("wood", [w, f, 0.02], [0, 0, 0], { round: 0.003, grain: "x" }),
        box("wood", [w, f, 0.02], [0, h - f, 0], { round: 0.003, grain: "x" }),
        box("wood", [f, h, 0.02], [-w / 2 + f / 2, 0, 0], { round: 0.003, grain: "y" }),
        box("wood", [f, h, 0.02], [w / 2 - f / 2, 0, 0], { round: 0.003, grain: "y" }),
        lathe(
          "metal",
          [
            [0, -0.018],
            [0.012, -0.012],
            [0.016, 0],
            [0.012, 0.012],
            [0, 0.018],
          ],
          [h > w ? w * 0.4 : 0, h * 0.5, -0.022],
          14,
        ),
      ];
    }
    case "planks":
      return [
        ...[0, 1, 2].map((k) =>
          box("wood", [w / 3 - 0.004, h, 0.02], [-w / 2 + (w / 3) * (k + 0.5), 0, 0], {
            round: 0.004,
            grain: "y",
          }),
        ),
        box("metal", [0.03, 0.1, 0.014], [w * 0.3, h * 0.45, -0.016], { round: 0.004 }),
      ];
  }
}

export const mediaConsole = (size: Size, look: Look): Part[] => [
  ...cabinet(size, look, size.width > 1.6 ? 4 : 3, 1, look.leg === "plinth" ? 0.06 : 0.14),
  box(
    "screen",
    [Math.min(1.25, size.width * 0.75), Math.min(0.7, size.width * 0.42), 0.035],
    [0, size.height + 0.06, 0.02],
    { round: 0.006 },
  ),
  box("screen", [0.3, 0.02, 0.2], [0, size.height, 0.02], { round: 0.006 }),
  box("screen", [0.06, 0.07, 0.04], [0, size.height + 0.01, 0.04], { round: 0.006 }),
];

export const sideboard = (size: Size, look: Look, variety: number): Part[] => [
  ...cabinet(size, look, 4, 1, look.leg === "plinth" ? 0.06 : 0.16),
  ...movedAll(vase(variety), { x: -size.width * 0.3, y: size.height }),
  ...movedAll(bookStack(3), { x: size.width * 0.28, y: size.height, turnY: 0.2 }),
];

export const dresser = (size: Size, look: Look, variety: number): Part[] => [
  ...cabinet(size, look, 2, 3, look.leg === "plinth" ? 0.05 : 0.12),
  ...movedAll(vase(variety), { x: size.width * 0.3, y: size.height }),
  ...movedAll(bookStack(2), { x: -size.width * 0.25, y: size.height, turnY: -0.2 }),
];

export const nightstand = (size: Size, look: Look): Part[] =>
  cabinet(size, look, 1, 2, look.leg === "plinth" ? 0.04 : 0.16);

export function bookcase({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  const shelves = 5;
  const gap = (height - 0.08) / shelves;
  const upright = look.table === "frame" ? "metal" : "wood";
  const thick = look.table === "frame" ? 0.022 : 0.028;
  const parts: Part[] = [
    box(upright, [thick, height, depth], [-width / 2 + thick / 2, 0, 0], { grain: "y" }),
    box(upright, [thick, height, depth], [width / 2 - thick / 2, 0, 0], { grain: "y" }),
    ...(look.table === "frame"
      ? []
      : [box("wood", [width - 0.03, height - 0.05, 0.012], [0, 0.04, depth / 2 - 0.008], { grain: "y" })]),
  ];
  for (let k = 0; k <= shelves; k++)
    parts.push(
      box("wood", [width - thick, 0.026, depth - 0.01], [0, 0.04 + gap * k - (k === shelves ? 0.02 : 0), 0]),
    );
  for (let k = 0; k < shelves; k++) {
    const y = 0.066 + gap * k;
    const kind = (k + variety) % 4;
    if (kind === 3) {
      parts.push(
        ...movedAll(vase(k), { x: width * 0.18, y }).slice(0, 1),
        ...movedAll(bookStack(3), { x: -width * 0.2, y }),
      );
      continue;
    }
    let x = -width / 2 + 0.05;
    const end = kind === 0 ? width / 2 - 0.06 : kind === 1 ? 0.02 : width * 0.2;
    for (let n = 0; x < end; n++) {
      const w = 0.02 + 0.025 * hash2(n, k, variety);
      const h = Math.min(gap - 0.06, 0.19 + 0.09 * hash2(n, k + 9, variety));
      parts.push(
        box("book", [w - 0.002, h, 0.17], [x + w / 2, y, 0.01], {
          round: 0.002,
          swatch: k * 40 + n + variety,
        }),
      );
      x += w;
    }
    if (kind === 2) parts.push(...movedAll(vase(k + 1), { x: width * 0.33, y }).slice(0, 1));
  }
  return parts;
}
