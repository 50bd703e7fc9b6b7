import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, movedAll, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { pillow } from "#engine/staging/pieces/textiles.ts";
import { box } from "#engine/staging/box-shape.ts";
import { sheet } from "#engine/staging/flat-shapes.ts";
import { rod } from "#engine/staging/turned-shapes.ts";
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
    // A board of its own, or the end of all that wood's grain would be seen.
    box(base, [width - 0.01, frame - foot - 0.01, 0.03], [0, foot + 0.005, 0.03 - depth / 2], {
      round: base === "headboard" ? 0.014 : 0.006,
      grain: "x",
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

/**
 * A cover over the mattress that falls over sides and foot in soft folds.
 * @param across metres from the bed's middle line on the cloth, `along` from where the cover begins
 * @param lift   metres above the cloth, for what lies on it
 */
function coverAt(
  across: number,
  along: number,
  width: number,
  depth: number,
  top: number,
  lift: number,
): Vec3 {
  const long = depth - 0.78;
  const over = Math.max(0, Math.abs(across) - width / 2);
  const end = Math.max(0, along - long);
  // Cut round at the corners, so that no tip hangs to the floor.
  const hang = Math.min(0.31, Math.hypot(over, end));
  // Cloth passes the edge in a quarter of a circle of 6 cm, then hangs.
  const r = 0.06 + lift;
  const bend = Math.min(Math.PI / 2, hang / 0.06);
  const reach = r * Math.sin(bend);
  const fall = r * (1 - Math.cos(bend)) + Math.max(0, hang - (0.06 * Math.PI) / 2);
  const hanging = Math.min(1, hang * 8);
  const fold = hanging * 0.014 * (Math.sin(along * 13 + 1.2 * Math.sin(across * 4)) + Math.sin(across * 12));
  const puff =
    (1 - hanging) *
    (0.024 * Math.sin(across * 3.1 + 0.5) * Math.sin(along * 3.6 + 0.3) +
      0.012 * Math.sin(across * 8 + along * 5) +
      0.007 * Math.sin(across * 17 - along * 9));
  const beyond = Math.max(1e-9, Math.hypot(over, end));
  const shareX = over / beyond;
  const shareZ = end / beyond;
  return [
    Math.sign(across) * (Math.min(Math.abs(across), width / 2) + shareX * (reach + fold)),
    top + 0.035 + lift + puff - fall,
    depth / 2 - 0.7 - Math.min(along, long) - shareZ * (reach + fold),
  ];
}

function duvet(width: number, depth: number, top: number): Part[] {
  const drop = 0.3;
  const long = depth - 0.78 + drop;
  const at = (u: number, v: number): Vec3 =>
    coverAt((u - 0.5) * (width + 2 * drop), v * long, width, depth, top, 0);
  const turned = box("pillow", [width + 0.07, 0.06, 0.3], [0, top + 0.03, depth / 2 - 0.76], {
    round: 0.028,
    puff: 0.012,
  });
  return [sheet("bedding", at, 56, 52, (u, v) => [u * width, v * depth, 0]), turned];
}

/** A blanket across the foot, lying on the cover. */
function runner(width: number, depth: number, top: number, look: Look): Part[] {
  if (look.dressing === 0) return [];
  const drop = 0.27;
  const at = (u: number, v: number): Vec3 =>
    coverAt((u - 0.5) * (width + 2 * drop), depth - 0.78 - 0.62 + v * 0.5, width, depth, top, 0.009);
  return [sheet("throw", at, 52, 16, (u, v) => [u * width, v * 0.5, 0])];
}

function pillows(width: number, depth: number, top: number, look: Look): Part[] {
  const side = width > 1.2 ? 2 : 1;
  const x = side === 2 ? width / 4 : 0;
  // They stand clear of the headboard at their feet and lean on it.
  const z = depth / 2 - 0.33;
  const big = (
    slot: "bedding" | "pillow" | "pillow-accent",
    px: number,
    dz: number,
    size: number,
    lean: number,
    wide = 1,
    up = 0.03,
  ): Part[] =>
    pillow(slot, size).map((part) =>
      moved(stretched(part, wide), { x: px, y: top + up, z: z - dz, turnX: lean }),
    );
  const xs = side === 2 ? [-x, x] : [0];
  return [
    ...xs.flatMap((px) => big("bedding", px, 0, 0.5, 0.35, 1.45)),
    ...xs.flatMap((px) => big(look.dressing === 0 ? "bedding" : "pillow", px * 0.96, 0.14, 0.44, 0.42, 1.45)),
    ...(look.dressing > 0 ? xs.flatMap((px) => big("pillow-accent", px * 0.8, 0.27, 0.42, 0.46)) : []),
    ...(look.dressing === 2 ? big("pillow", 0, 0.36, 0.3, 0.5, 1.6, 0.08) : []),
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
