import { type surfaceOf } from "#engine/staging/surface-of.ts";
import { emptySurface } from "#engine/staging/surface.ts";
import { type RoomLight } from "#engine/staging/room-light.ts";
import { type Triangles } from "#engine/staging/triangles.ts";

export type Bounce = (triangle: number, out: Float32Array) => void;

/** What furniture sends on: its mean colour in the room's mean light. */
export function bounceOf(
  { slot }: Triangles,
  surfaces: readonly ReturnType<typeof surfaceOf>[],
  light: RoomLight,
): Bounce {
  const means = surfaces.map((surface) => {
    const out = emptySurface();
    surface([0.13, 0.07, 0.21], 0.05, out);
    return [out.r, out.g, out.b].map(
      (v, c) => v * light.white[c] * 0.42 + (out.glow > 0 ? v * out.glow * light.white[c] : 0),
    );
  });
  return (triangle, out) => {
    const mean = means[slot[triangle]];
    for (let c = 0; c < 3; c++) out[c] = mean[c];
  };
}
