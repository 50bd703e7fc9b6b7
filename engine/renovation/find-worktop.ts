import { keepComponents } from "#engine/filters/components.ts";
import { coverage } from "#engine/filters/coverage.ts";
import { close } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";
import { cutShown } from "#engine/renovation/cut-shown.ts";
import { cabinetsIn } from "#engine/renovation/find-cabinets.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type Ground } from "#engine/renovation/floor-odds.ts";
import { agreed, type Fittings, maskOfRegions, type Parted } from "#engine/renovation/fittings.ts";
import { type Region } from "#engine/renovation/region-shapes.ts";
import { unlike } from "#engine/renovation/seam-colours.ts";

/**
 * The worktop: what lies along the upper edge of the base cabinets, low and without upright seams, and what continues it
 * in its colour. Found only where base cabinets are.
 * @returns undefined also where its colours go on far beyond it, over the wall behind or the floor before it
 */
export function findWorktop(fittings: Fittings, ground: Ground): FoundSurface | undefined {
  const shown = agreed(fittings.map(worktopIn));
  if (shown === undefined) return undefined;
  const mask = cutShown(shown, fittings, ground);
  return coverage(mask) < MOST_GROWN * coverage(shown.mask)
    ? { mask, confidence: shown.confidence }
    : undefined;
}

/** Looked at on 18 kitchens: worktops grew to 1.4 times what was shown, those of the tiles' or the wall's colour to 1.6 and more. */
const MOST_GROWN = 1.5;

function worktopIn(fittings: Parted): FoundSurface | undefined {
  const cabinets = cabinetsIn(fittings);
  if (cabinets === undefined) return undefined;
  const { width, height, regions } = fittings;
  const { columns, lowest } = onBase(fittings, cabinets.mask);
  const size = sizesOf(fittings);
  const longSide = Math.max(width, height);
  const seeds = regions.flatMap((region, n) => {
    const { across, top } = size[n];
    const isBand = top > lowest[n] - 0.14 * longSide && region.area < 0.08;
    return isBand && isLevel(region) && columns[n] > 0.3 * across && columns[n] > 0.015 * longSide ? [n] : [];
  });
  const slab = new Set(seeds);
  for (const n of seeds)
    for (const [other, border] of regions[n].borders) {
      const next = regions[other];
      const continues =
        isLevel(next) &&
        next.area < 0.08 &&
        border > 0.03 * longSide &&
        unlike(next.colour, regions[n].colour) < 0.7 &&
        size[other].top > size[n].top - 0.1 * longSide &&
        next.area * width * height < 0.35 * size[other].across ** 2;
      if (continues) slab.add(other);
    }
  const rough = maskOfRegions(fittings, (region) => slab.has(region));
  const bare: Mask = { ...rough, data: rough.data.map((v, i) => (cabinets.mask.data[i] !== 0 ? 0 : v)) };
  const mask = keepComponents(
    close(bare, longSide * 0.006),
    ({ area, left, right, top, bottom }) => area > 0.001 * width * height && right - left > bottom - top,
  );
  const share = coverage(mask);
  if (share < LEAST_SHARE || share > MOST_SHARE) return undefined;
  const edge = seeds.reduce((sum, n) => sum + columns[n], 0) / longSide;
  return { mask, confidence: Math.min(cabinets.confidence, 0.3 + 1.4 * edge) };
}

const LEAST_SHARE = 0.004;
const MOST_SHARE = 0.2;

const isLevel = ({ uprightSeams, covered, width, height, fill }: Region): boolean =>
  uprightSeams < 0.8 && covered < 0.6 && !(fill > 0.8 && height > 0.6 * width);

/** How many columns of each region stand right above a base cabinet, and the lowest such place. */
function onBase(
  { width, height, regionOf, regions }: Parted,
  cabinets: Mask,
): { readonly columns: Float32Array; readonly lowest: Float32Array } {
  const base = keepComponents(
    cabinets,
    ({ bottom, top }) => bottom > 0.55 * height && top > 0.25 * height,
  ).data;
  const columns = new Float32Array(regions.length);
  const lowest = new Float32Array(regions.length);
  const gap = Math.round(Math.max(width, height) * 0.012);
  for (let x = 0; x < width; x++)
    for (let y = Math.floor(0.42 * height); y < height; y++) {
      const i = y * width + x;
      if (base[i] === 0 || base[i - width] !== 0) continue;
      for (let up = 2; up < 2 + gap; up++) {
        const j = i - up * width;
        if (base[j] !== 0) break;
        columns[regionOf[j]] += 1 / gap;
        lowest[regionOf[j]] = Math.max(lowest[regionOf[j]], y);
      }
    }
  return { columns, lowest };
}

/** Columns each region is in, and its upper end, pixels. */
function sizesOf({
  width,
  regionOf,
  regions,
}: Parted): readonly { readonly across: number; readonly top: number }[] {
  const columns = regions.map(() => new Set<number>());
  const top = regions.map(() => Infinity);
  for (let i = 0; i < regionOf.length; i++) {
    const region = regionOf[i];
    columns[region].add(i % width);
    top[region] = Math.min(top[region], Math.floor(i / width));
  }
  return regions.map((_, n) => ({ across: columns[n].size, top: top[n] }));
}
