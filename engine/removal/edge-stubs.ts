import { lineSegments, type Segment, thickestOf } from "#engine/geometry/line-segments.ts";
import { type Plane } from "#engine/plane.ts";

/**
 * The short ends of strong edges that run into a hole: of a cabinet's lower edge may be seen just this much, and where
 * it is missed the cabinet has no end. A strong edge is seen some pixels wide, so that a short one passes for a blot;
 * and the hole's outline is an edge itself, which would swallow it: what lies in the hole is not looked at.
 * @param luma encoded brightness 0–1
 * @param open 1 = hole
 * @param distance squared, of each pixel to the hole
 */
export function edgeStubs(
  luma: Plane,
  open: Uint8Array,
  distance: Float32Array,
  shortestPx: number,
): Segment[] {
  const unseen = open.map((v, i) => (v || distance[i] > BAND_PX * BAND_PX ? 1 : 0));
  return lineSegments(carriedInto(luma, open), shortestPx, { unseen, thickestPx: THICKEST_PX }).filter(
    ({ length, thickness }) => thickness > thickestOf(length),
  );
}

/** A step from black to white is this wide once it is blurred and its slope is taken. */
const THICKEST_PX = 6;
/** No stub is as long as this band around the hole is wide; a longer edge is seen to be one in it. */
const BAND_PX = 64;
/** As far as blur and slope look. */
const REACH_PX = 4;

/** The picture with what lies just outside a hole carried on into it, ring by ring. */
function carriedInto({ data, width, height }: Plane, open: Uint8Array): Plane {
  const out = data.slice();
  const unknown = open.slice();
  let left: number[] = [];
  for (let i = 0; i < open.length; i++) if (open[i]) left.push(i);
  for (let ring = 0; ring < REACH_PX; ring++) {
    const reached = left.filter((i) => {
      const mean = meanAround(out, unknown, width, height, i);
      if (mean === undefined) return false;
      out[i] = mean;
      return true;
    });
    for (const i of reached) unknown[i] = 0;
    left = left.filter((i) => unknown[i]);
  }
  return { data: out, width, height };
}

/** Of the known ones among eight neighbours. */
function meanAround(
  data: Float32Array,
  unknown: Uint8Array,
  width: number,
  height: number,
  i: number,
): number | undefined {
  const x = i % width;
  const y = (i / width) | 0;
  let sum = 0;
  let count = 0;
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      const j = v * width + u;
      if (unknown[j]) continue;
      sum += data[j];
      count++;
    }
  return count === 0 ? undefined : sum / count;
}
