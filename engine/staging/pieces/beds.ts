import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, movedAll, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/seating.ts";
import { pillow } from "#engine/staging/pieces/textiles.ts";
import { box, rod, sheet } from "#engine/staging/shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

/** A made bed, its head towards +z. `height` is the headboard's. */
export function bed({ width, depth, height }: Size, look: Look): Part[] {
  const foot = look.leg === "plinth" ? 0.1 : 0.16;
  const frame = 0.3;
  const top = 0.54;
  const base =
    look.headboard === "tufted" || look.headboard === "panel" || look.headboard === "wings"
      ? "headboard"
      : "wood";
  const inner = width - 0.06;
  return [
    ...legs(look, width / 2 - 0.12, depth / 2 - 0.14, foot + 0.01, 0.07),
    box(base, [width, frame - foot, depth - 0.06], [0, foot, 0], {
      round: base === "headboard" ? 0.03 : 0.008,
      grain: "z",
    }),
    box("bedding", [inner, top - frame, depth - 0.14], [0, frame - 0.01, -0.01], { round: 0.07 }),
    ...headboard(width, height, depth, look),
    ...duvet(inner, depth, top),
    ...runner(inner, depth, top, look),
    ...pillows(inner, depth, top, look),
  ];
}

function headboard(width: number, height: number, depth: number, look: Look): Part[] {
  const z = depth / 2 - 0.05;
  switch (look.headboard) {
    case "panel":
      return [0, 1, 2, 3].map((k) =>
        box(
          "headboard",
          [width / 4 - 0.004, height - 0.08, 0.08],
          [-width / 2 + (width / 4) * (k + 0.5), 0.08, z],
          { round: 0.02, puffZ: 0.012 },
        ),
      );
    case "tufted": {
      const columns = Math.round(width / 0.2);
      const rows = 4;
      const w = (width + 0.1) / columns;
      const h = (height - 0.4) / rows;
      return [
        box("headboard", [width + 0.12, height - 0.06, 0.06], [0, 0.06, z + 0.03], { round: 0.02 }),
        ...Array.from({ length: columns * rows }, (_, i) =>
          box(
            "headboard",
            [w, h, 0.08],
            [-(width + 0.1) / 2 + w * ((i % columns) + 0.5), 0.38 + h * Math.floor(i / columns), z - 0.02],
            { round: 0.03, puffZ: 0.022 },
          ),
        ),
      ];
    }
    case "wings":
      return [
        box("headboard", [width + 0.04, height - 0.08, 0.08], [0, 0.08, z], { round: 0.03, puffZ: 0.02 }),
        ...bothSides(
          box("headboard", [0.07, height - 0.14, 0.26], [0, 0.08, z - 0.1], { round: 0.03 }),
          width / 2 + 0.03,
        ),
      ];
    case "frame":
      return [
        box("wood", [width, 0.34, 0.035], [0, height - 0.44, z], { round: 0.012 }),
        ...bothSides(
          box("wood", [0.05, height - 0.1, 0.04], [0, 0, z], { round: 0.01, grain: "y" }),
          width / 2 - 0.05,
        ),
      ];
    case "slats":
      return [
        ...Array.from({ length: 5 }, (_, k) =>
          box("wood", [width, (height - 0.3) / 5 - 0.008, 0.04], [0, 0.26 + ((height - 0.3) / 5) * k, z], {
            round: 0.008,
          }),
        ),
        ...bothSides(
          box("wood", [0.1, height + 0.02, 0.08], [0, 0, z], { round: 0.01, grain: "y" }),
          width / 2 - 0.02,
        ),
        box("wood", [width + 0.1, 0.05, 0.1], [0, height - 0.01, z], { round: 0.008 }),
      ];
  }
}

/** A cover laid over the mattress that falls over sides and foot in soft folds. */
function duvet(width: number, depth: number, top: number): Part[] {
  const drop = 0.3;
  const long = depth - 0.78;
  const at = (u: number, v: number): Vec3 => {
    const across = (u - 0.5) * (width + 2 * drop);
    const along = v * (long + drop);
    const over = Math.max(0, Math.abs(across) - width / 2);
    const end = Math.max(0, along - long);
    const bend = (d: number): readonly [number, number] => {
      // Out and down of cloth that passes an edge of radius 6 cm.
      const r = 0.06;
      const a = Math.min(Math.PI / 2, d / r);
      return [r * Math.sin(a), r * (1 - Math.cos(a)) + Math.max(0, d - (r * Math.PI) / 2)];
    };
    const [ox, oy] = bend(over);
    const [ez, ey] = bend(end);
    const fold =
      0.011 * Math.sin(along * 13 + 1.2 * Math.sin(across * 4)) * Math.min(1, over * 9) +
      0.011 * Math.sin(across * 12) * Math.min(1, end * 9);
    const puff =
      0.022 * Math.sin(across * 3.1 + 0.5) * Math.sin(along * 3.6 + 0.3) +
      0.012 * Math.sin(across * 8 + along * 5);
    const flat = over === 0 && end === 0 ? 1 : 0.4;
    return [
      Math.sign(across) * (Math.min(Math.abs(across), width / 2) + ox * 0.9 + fold * (over > 0 ? 1 : 0)),
      top + 0.035 + puff * flat - oy - ey,
      depth / 2 - 0.7 - Math.min(along, long) - ez * 0.9 - fold * (end > 0 ? 1 : 0),
    ];
  };
  const turn = box("pillow", [width + 0.05, 0.05, 0.26], [0, top + 0.03, depth / 2 - 0.78], {
    round: 0.022,
    puff: 0.012,
  });
  return [sheet("bedding", at, 48, 44, (u, v) => [u * width, v * depth, 0]), turn];
}

/** A blanket across the foot. */
function runner(width: number, depth: number, top: number, look: Look): Part[] {
  if (look.dressing === 0) return [];
  const drop = 0.34;
  const at = (u: number, v: number): Vec3 => {
    const across = (u - 0.5) * (width + 2 * drop);
    const over = Math.max(0, Math.abs(across) - width / 2);
    const a = Math.min(Math.PI / 2, over / 0.07);
    const fold = 0.008 * Math.sin(v * 19 + across * 2);
    const puff = 0.022 * Math.sin(across * 3.1 + 0.5);
    return [
      Math.sign(across) *
        (Math.min(Math.abs(across), width / 2) + 0.075 * Math.sin(a) + (over > 0 ? fold : 0)),
      top + 0.062 + puff * 0.6 + fold * 0.5 - 0.07 * (1 - Math.cos(a)) - Math.max(0, over - 0.11),
      -depth / 2 + 0.32 + v * 0.55 + 0.02 * Math.sin(across * 5),
    ];
  };
  return [sheet("throw", at, 40, 14, (u, v) => [u * width, v * 0.5, 0])];
}

function pillows(width: number, depth: number, top: number, look: Look): Part[] {
  const side = width > 1.2 ? 2 : 1;
  const x = side === 2 ? width / 4 : 0;
  const z = depth / 2 - 0.24;
  const big = (
    slot: "bedding" | "pillow" | "pillow-accent",
    px: number,
    dz: number,
    size: number,
    lean: number,
    wide = 1,
  ): Part[] =>
    pillow(slot, size).map((part) =>
      moved(stretched(part, wide), { x: px, y: top + 0.03, z: z - dz, turnX: -lean }),
    );
  const xs = side === 2 ? [-x, x] : [0];
  return [
    ...xs.flatMap((px) => big("bedding", px, 0, 0.5, 0.35, 1.45)),
    ...xs.flatMap((px) => big(look.dressing === 0 ? "bedding" : "pillow", px * 0.96, 0.15, 0.44, 0.5, 1.45)),
    ...(look.dressing > 0 ? xs.flatMap((px) => big("pillow-accent", px * 0.8, 0.3, 0.42, 0.55)) : []),
    ...(look.dressing === 2 ? big("pillow", 0, 0.42, 0.3, 0.6, 1.6) : []),
  ];
}

const stretched = (part: Part, k: number): Part => ({
  ...part,
  positions: part.positions.map((v, i) => (i % 3 === 0 ? v * k : v)),
});

/** Four posts of a towel stand are the same idea as a bed frame: rods and rails. */
export function towelStand({ width, height, depth }: Size): Part[] {
  return [
    ...movedAll(bothSides(rod("metal", [0, 0, 0], [0, height, 0], 0.011), width / 2), {}),
    rod("metal", [-width / 2, height, 0], [width / 2, height, 0], 0.011),
    rod("metal", [-width / 2, height * 0.7, 0], [width / 2, height * 0.7, 0], 0.009),
    ...bothSides(box("metal", [0.03, 0.02, depth], [0, 0, 0], { round: 0.006 }), width / 2),
  ];
}
