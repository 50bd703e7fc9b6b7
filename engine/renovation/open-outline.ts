import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { type Mask } from "#engine/raster.ts";

/** So many pixels on each side of the outline are looked at; an edge that the cut missed by one is still an edge. */
const REACH = 4;
/** OKLab: less than this between the palest and the darkest, and the reddest and the greenest, of them is no edge. */
const LEAST_EDGE = 0.022;
/** Of the picture's height: so near to where the room's box has its ceiling's border an outline is marked by that. */
const NEAR_BOX = 0.05;

/**
 * How much of a mask's outline runs over an even surface, where nothing in the photo marks a border: next to none of it
 * where a surface ends because another thing begins, and much of it for a patch in the middle of a wall. The picture's own
 * border is no outline, and the box's border between walls and ceiling marks one that a white room does not show.
 * @param colours of the mask's size, hardly smoothed
 * @param above   1 = the ceiling of the room's box; none where walls are not asked about
 * @returns 0–1, of the outline's length
 */
export function openShare(
  { data, width, height }: Mask,
  { l, a, b }: OklabPlanes,
  above?: Uint8Array,
): number {
  let open = 0;
  let all = 0;
  const near = Math.round(NEAR_BOX * height);
  const isMarkedByBox = (i: number): boolean => {
    const [up, down] = [i - near * width, i + near * width];
    return above !== undefined && up >= 0 && down < above.length && above[up] !== above[down];
  };
  const spanAt = (plane: Float32Array, i: number, step: number): number => {
    let low = Infinity;
    let high = -Infinity;
    for (let k = 1 - REACH; k <= REACH; k++) {
      low = Math.min(low, plane[i + k * step]);
      high = Math.max(high, plane[i + k * step]);
    }
    return high - low;
  };
  for (let y = REACH; y < height - REACH; y++)
    for (let x = REACH; x < width - REACH; x++) {
      const i = y * width + x;
      for (const step of [1, width]) {
        if ((data[i] === 0) === (data[i + step] === 0)) continue;
        all++;
        const edge = Math.hypot(spanAt(l, i, step), 1.5 * spanAt(a, i, step), 1.5 * spanAt(b, i, step));
        if (edge < LEAST_EDGE && !isMarkedByBox(i)) open++;
      }
    }
  return open / Math.max(1, all);
}
