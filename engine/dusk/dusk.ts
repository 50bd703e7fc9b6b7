import { type DuskIntensity, type WindowTap } from "#core/edit/params.ts";
import { isAlreadyDusk } from "#engine/dusk/already-dusk.ts";
import { grades } from "#engine/dusk/dusk-grades.ts";
import { eveningSky } from "#engine/dusk/evening-sky.ts";
import { isSky } from "#engine/dusk/sky-confidence.ts";
import { findWindows } from "#engine/dusk/find-windows.ts";
import { lampPlanes } from "#engine/dusk/lamp-planes.ts";
import { renderDusk } from "#engine/dusk/render-dusk.ts";
import { buildMatte } from "#engine/dusk/sky-matte.ts";
import { findSkyRegion, skyPixels, type SkyRegion } from "#engine/dusk/sky-region.ts";
import { type WindowLikeness } from "#engine/dusk/window-likeness.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface DuskOptions {
  readonly intensity: DuskIntensity;
  /** Same seed, same bytes; another seed, other clouds and other windows dark. */
  readonly seed: number;
  /** An image model's answer of any size whose sky is taken instead of the studio's own. */
  readonly replacedSky?: Raster;
  /** Where windows are, as the network sees it; without it frames, colours and rows decide. */
  readonly likeness?: WindowLikeness | undefined;
  /** Windows the person lit or darkened. */
  readonly windows?: readonly WindowTap[] | undefined;
}

export type Dusk =
  | {
      readonly kind: "dusk";
      readonly image: Raster;
      /** Of the photo's size: where the sky was replaced, 255 = wholly. The rest is graded, its structure kept. */
      readonly sky: Mask;
      readonly windowsLit: number;
    }
  | { readonly kind: "refused"; readonly reason: "no-sky" | "already-dusk" };

/**
 * Turns a day exterior into dusk at the photo's own size: the sky is replaced through a matte that keeps branches, wires
 * and roof edges, the rest is graded in linear light as if lit by that sky, windows found are lit from inside.
 * @param sky what {@link findDaySky} says of this photo, where a caller has it at hand
 */
export function toDusk(photo: Raster, options: DuskOptions, sky = findDaySky(photo)): Dusk {
  if (sky.kind === "refused") return sky;
  const { region } = sky;
  const { intensity, seed, replacedSky } = options;
  const windows = findWindows(photo, region.mask, options.windows, options.likeness);
  const grade = grades[intensity];
  const { image, sky: mask } = renderDusk(photo, {
    matte: buildMatte(photo, region),
    newSky: replacedSky ?? eveningSky(photo, region.mask, intensity, seed),
    lamps: lampPlanes(windows, grade, seed),
    grade,
  });
  return { kind: "dusk", image, sky: mask, windowsLit: windows.windows.length };
}

export type DaySky =
  | { readonly kind: "day"; readonly region: SkyRegion }
  | { readonly kind: "refused"; readonly reason: "no-sky" | "already-dusk" };

/** The sky that dusk would replace, or why it cannot. */
export function findDaySky(photo: Raster): DaySky {
  const small = shrinkTo(photo, skyPixels);
  const region = findSkyRegion(small);
  if (!isSky(region)) return { kind: "refused", reason: "no-sky" };
  return isAlreadyDusk(small, region) ? { kind: "refused", reason: "already-dusk" } : { kind: "day", region };
}
