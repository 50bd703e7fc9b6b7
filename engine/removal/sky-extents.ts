import { type Extent } from "#engine/removal/extents.ts";
import { LOOKS } from "#engine/removal/looks.ts";

/**
 * How far down the sky goes: no farther than it is seen. Behind a garden wall or a hedge lies what stands on the ground,
 * and sky let down to it would be a grey sheet between the two.
 * @param regionOf region of each pixel of a picture of `width` × `height`
 * @param known 1 = seen, 0 = hole
 * @param means looks of each region, LOOKS values each
 * @returns for each region; undefined = no sky
 */
export function skyExtents(
  regionOf: Uint8Array,
  known: Uint8Array,
  width: number,
  height: number,
  means: Float32Array,
): readonly (Extent | undefined)[] {
  const count = means.length / LOOKS;
  const rows = Array.from({ length: count }, () => new Uint32Array(height));
  const areas = new Uint32Array(count);
  for (let i = 0; i < regionOf.length; i++)
    if (known[i]) {
      rows[regionOf[i]][Math.floor(i / width)]++;
      areas[regionOf[i]]++;
    }
  return Array.from({ length: count }, (_, region) => {
    const [, , blue, contrast] = means.subarray(region * LOOKS, region * LOOKS + LOOKS);
    const isSky = blue < MOST_YELLOW && contrast < CALM && rows[region][0] > LEAST_AT_TOP * width;
    if (!isSky) return undefined;
    let seen = 0;
    const lowest = rows[region].findIndex((at) => (seen += at) >= NEARLY_ALL * areas[region]);
    return { left: 0, top: 0, right: 1, bottom: (lowest + 1) / height };
  });
}

/** Units of looks: b* of L*a*b*; a sky is bluer than this, white walls and ceilings are not. */
const MOST_YELLOW = -8;
const CALM = 14;
/** Of the picture's width: sky goes up to its upper border. */
const LEAST_AT_TOP = 0.15;
/** Of a region: single pixels farther down are something else. */
const NEARLY_ALL = 0.98;
