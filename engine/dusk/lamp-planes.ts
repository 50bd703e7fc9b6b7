import { type Grade } from "#engine/dusk/dusk-grades.ts";
import { type FoundWindows } from "#engine/dusk/find-windows.ts";
import { fbm } from "#engine/filters/noise.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { type Plane } from "#engine/plane.ts";
import { hash2 } from "#engine/random.ts";

export interface LampPlanes {
  /** How strongly each place glows as lit glass, 0–1. */
  readonly glass: Plane;
  /** The haze of light around it, linear. */
  readonly bloom: Plane;
}

/** Light from inside, at the size of the panes: which windows are lit, and how strongly, is the seed's. */
export function lampPlanes({ panes, labels, windows }: FoundWindows, grade: Grade, seed: number): LampPlanes {
  const { width, height } = panes;
  const glass = new Float32Array(width * height);
  const strengths = windows.map(({ isAsked }, k) =>
    isAsked !== true && hash2(k, 3, seed) > grade.lit
      ? 0
      : grade.lampStrength * (0.55 + 0.45 * hash2(k, 5, seed)),
  );
  for (let i = 0; i < glass.length; i++) {
    const k = labels[i] - 1;
    if (k < 0) continue;
    const own = windows[k];
    const y = Math.floor(i / width);
    const x = i - y * width;
    const t = (x - own.left) / (own.right - own.left);
    const top = own.topLeft + (own.topRight - own.topLeft) * t;
    const bottom = own.bottomLeft + (own.bottomRight - own.bottomLeft) * t;
    const down = (y - top) / Math.max(1, bottom - top);
    const across = Math.abs(2 * t - 1);
    // A lamp hangs high in the room; corners get less of it, and what stands in the room less still here and there.
    const furnished = fbm(5 * t + 40 * k, 4 * down, seed + 17, 3) - 0.5;
    glass[i] = strengths[k] * (1 - 0.4 * down) * (1 - 0.25 * across * across) * (1 + 0.5 * furnished);
  }
  const soft = gaussian({ data: glass, width, height }, 0.7);
  const near = gaussian(soft, width / 160).data;
  const far = gaussian(soft, width / 34).data;
  const bloom = near.map((v, i) => grade.lampStrength * (0.07 * v + 0.12 * far[i]));
  return { glass: soft, bloom: { data: bloom, width, height } };
}
