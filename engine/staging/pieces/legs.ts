import { type Look } from "#engine/staging/look.ts";
import { atCorners, type Part } from "#engine/staging/mesh.ts";
import { box } from "#engine/staging/box-shape.ts";
import { lathe, rod } from "#engine/staging/turned-shapes.ts";

/** Four feet of a style under something `height` above the floor; (x, z) where they meet it. */
export function legs(look: Look, x: number, z: number, height: number, thickness = 0.05): Part[] {
  const t = thickness;
  switch (look.leg) {
    case "plinth":
      return [box("wood-dark", [2 * x, height, 2 * z], [0, 0, 0])];
    case "block":
      return atCorners(
        box("wood", [t * 1.5, height, t * 1.5], [0, 0, 0], { round: 0.006, grain: "y" }),
        x,
        z,
      );
    case "metal":
      return atCorners(box("metal", [t * 0.5, height, t * 0.5], [0, 0, 0], { round: 0.003 }), x, z);
    case "turned":
      return atCorners(
        lathe(
          "wood-dark",
          [
            [t * 0.35, 0],
            [t * 0.5, height * 0.1],
            [t * 0.3, height * 0.3],
            [t * 0.62, height * 0.62],
            [t * 0.4, height * 0.8],
            [t * 0.6, height * 0.9],
            [t * 0.6, height],
          ],
          [0, 0, 0],
          16,
        ),
        x,
        z,
      );
    case "tapered":
      return [-1, 1].flatMap((sx) =>
        [-1, 1].map((sz) =>
          rod("metal", [sx * x, 0, sz * z], [sx * x, height, sz * z], t * 0.2, t * 0.5, 12),
        ),
      );
    case "splayed":
      return [-1, 1].flatMap((sx) =>
        [-1, 1].map((sz) =>
          rod(
            "wood",
            [sx * (x + height * 0.15), 0, sz * (z + height * 0.1)],
            [sx * (x - 0.02), height, sz * (z - 0.02)],
            t * 0.28,
            t * 0.5,
            12,
          ),
        ),
      );
  }
}
