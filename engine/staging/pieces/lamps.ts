import { type Look } from "#engine/staging/look.ts";
import { type Part } from "#engine/staging/mesh.ts";
import { type Size } from "#engine/staging/pieces/size.ts";
import { curved, lathe, rod, tube } from "#engine/staging/turned-shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

/** An arc reaches out over what stands beside it; the others take no more than their shade. */
export const lampWidth = ({ shade }: Look): number => (shade === "arc" ? 0.8 : 0.46);

export function floorLamp({ width, height }: Size, look: Look): Part[] {
  const foot = lathe(
    "metal",
    [
      [0, 0],
      [0.14, 0],
      [0.14, 0.016],
      [0.02, 0.026],
    ],
    [0, 0, 0],
    32,
  );
  switch (look.shade) {
    case "arc": {
      const path: Vec3[] = Array.from({ length: 15 }, (_, k) => {
        const t = k / 14;
        return [
          (width - 0.3) * ((Math.max(0, t - 0.45) / 0.55) ** 1.6 - 0.5),
          height * Math.sin(Math.min(1, t * 1.25) * Math.PI * 0.5) - 0.35 * Math.max(0, t - 0.75),
          0,
        ];
      });
      const end = path[path.length - 1];
      return [
        lathe(
          "stone",
          [
            [0, 0],
            [0.15, 0],
            [0.15, 0.05],
            [0, 0.05],
          ],
          [-(width - 0.3) / 2, 0, 0],
          32,
        ),
        tube("metal", path, () => 0.011, 10),
        lathe(
          "metal",
          [
            [0.15, -0.13],
            [0.13, -0.04],
            [0.05, 0.01],
            [0, 0.015],
          ],
          end,
          32,
        ),
        lathe(
          "shade",
          [
            [0, -0.1],
            [0.12, -0.1],
          ],
          end,
          24,
        ),
      ];
    }
    case "globe":
      return [
        foot,
        rod("metal", [0, 0.02, 0], [0, height - 0.26, 0], 0.01),
        lathe("shade", ball(0.14), [0, height - 0.14, 0], 32),
      ];
    case "cone":
      return [
        foot,
        look.leg === "turned"
          ? lathe(
              "metal",
              [
                [0.012, 0.02],
                [0.03, 0.3],
                [0.014, 0.5],
                [0.014, height - 0.6],
                [0.028, height - 0.5],
                [0.012, height - 0.32],
              ],
              [0, 0, 0],
              20,
            )
          : rod("wood", [0, 0.02, 0], [0, height - 0.3, 0], 0.02),
        lathe(
          "shade",
          [
            [0.24, height - 0.32],
            [0.13, height],
          ],
          [0, 0, 0],
          40,
        ),
      ];
    case "drum":
      return [
        foot,
        rod("metal", [0, 0.02, 0], [0, height - 0.28, 0], 0.011),
        lathe(
          "shade",
          [
            [0.21, height - 0.32],
            [0.21, height],
          ],
          [0, 0, 0],
          40,
        ),
        lathe(
          "metal",
          [
            [0.212, height - 0.322],
            [0.212, height - 0.312],
          ],
          [0, 0, 0],
          40,
        ),
      ];
  }
}

const ball = (r: number): [number, number][] =>
  Array.from({ length: 13 }, (_, k) => {
    const a = -Math.PI / 2 + (Math.PI * k) / 12;
    return [r * Math.cos(a), r * Math.sin(a)];
  });

export function tableLamp({ height }: Size, look: Look, variety: number): Part[] {
  const top = height;
  const body: (readonly [number, number])[] =
    look.shade === "globe"
      ? [
          [0, 0],
          [0.07, 0],
          [0.07, 0.1],
          [0.03, 0.14],
          [0.012, 0.18],
        ]
      : variety % 2 === 0
        ? [
            [0, 0],
            ...curved([
              [0.06, 0],
              [0.1, height * 0.18],
              [0.085, height * 0.36],
              [0.03, height * 0.5],
              [0.012, height * 0.6],
            ]),
          ]
        : [
            [0, 0],
            [0.075, 0],
            [0.075, 0.02],
            ...curved([
              [0.02, 0.05],
              [0.05, height * 0.3],
              [0.015, height * 0.5],
              [0.012, height * 0.6],
            ]),
          ];
  const shade: Part =
    look.shade === "globe"
      ? lathe("shade", ball(0.1), [0, top - 0.1, 0], 28)
      : look.shade === "cone"
        ? lathe(
            "shade",
            [
              [0.17, height * 0.56],
              [0.09, top],
            ],
            [0, 0, 0],
            36,
          )
        : lathe(
            "shade",
            [
              [0.15, height * 0.56],
              [0.14, top],
            ],
            [0, 0, 0],
            36,
          );
  return [lathe(look.leg === "tapered" ? "metal" : "ceramic", body, [0, 0, 0], 32), shade];
}
