import { type Look } from "#engine/staging/look.ts";
import { bothSides, moved, movedAll, type Part } from "#engine/staging/mesh.ts";
import { legs } from "#engine/staging/pieces/legs.ts";
import { pillow, throwOver } from "#engine/staging/pieces/textiles.ts";
import { box } from "#engine/staging/box-shape.ts";
import { lathe } from "#engine/staging/turned-shapes.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

export function sofa({ width, depth, height }: Size, look: Look, variety: number): Part[] {
  const arm = { slim: 0.12, rolled: 0.2, wide: 0.24, low: 0.18 }[look.arm];
  const armTop = { slim: 0.62, rolled: 0.66, wide: 0.6, low: 0.5 }[look.arm];
  const foot = look.leg === "plinth" ? 0.05 : look.leg === "turned" ? 0.11 : 0.14;
  const seat = 0.43;
  const inner = width - 2 * arm;
  const count = width > 1.2 ? (variety % 2 === 0 && width > 2 ? 3 : 2) : 1;
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
          { x, y: seat + 0.02, z: depth / 2 - 0.32, turnX: 0.16 },
        ),
      );
    else if (look.back === "tight")
      parts.push(
        moved(
          box("upholstery", [each - 0.004, height - seat - 0.02, 0.14], [0, 0, 0], { round: r, puffZ: 0.03 }),
          { x, y: seat + 0.02, z: depth / 2 - 0.28, turnX: 0.12 },
        ),
      );
    else
      parts.push(
        ...movedAll(tufted(each - 0.004, height - seat), { x, y: seat, z: depth / 2 - 0.26, turnX: 0.1 }),
      );
  }
  // Cushions stand before the back and lean on it.
  const front = depth / 2 - (look.back === "loose" ? 0.5 : 0.46);
  const side = inner / 2 - 0.26;
  if (look.dressing > 0) {
    parts.push(
      ...movedAll(pillow("pillow", 0.46), { x: -side, y: seat + 0.05, z: front, turnX: 0.35, turnY: 0.25 }),
      ...movedAll(pillow("pillow-accent", 0.4), {
        x: -side + 0.3,
        y: seat + 0.05,
        z: front - 0.08,
        turnX: 0.42,
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
          turnX: 0.35,
          turnY: -0.25,
        }),
      );
  } else
    parts.push(
      ...movedAll(pillow("pillow", 0.48), { x: side, y: seat + 0.05, z: front, turnX: 0.35, turnY: -0.2 }),
    );
  if (look.dressing === 2 && width > 1.6)
    parts.push(
      ...movedAll(pillow("pillow", 0.4), {
        x: side - 0.32,
        y: seat + 0.05,
        z: front - 0.08,
        turnX: 0.4,
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
