import { type Component, components } from "#engine/filters/components.ts";
import { type Mask } from "#engine/raster.ts";

/** A picture, a mirror or a switch plate covers at most this share of the photo. */
const MOST_AREA = 0.02;
/** Of the upright box around it. */
const LEAST_FILL = 0.6;
/** A frame is at most this share of the photo's width thick. */
const THICKEST = 0.035;
/** How many of the twelve ways out of a piece must lead over a frame to the wall. */
const LEAST_WAYS = 10;

/** A wall without what hangs on it in a frame: rectangular pieces that the wall itself surrounds at a frame's distance. */
export function withoutFramed(mask: Mask): Mask {
  const { width, height } = mask;
  const { labels, list } = components(mask);
  const isFramed = new Uint8Array(list.length + 1);
  const sizes = new Float64Array(list.length + 1);
  for (const { label, area } of list) sizes[label] = area;
  for (const piece of list) {
    const box = (piece.right - piece.left) * (piece.bottom - piece.top);
    if (piece.area > MOST_AREA * width * height || piece.area < LEAST_FILL * box) continue;
    const ways = outOf(piece).filter(({ x, y, dx, dy }) => {
      for (let k = 1; k <= THICKEST * width; k++) {
        const u = x + k * dx;
        const v = y + k * dy;
        if (u < 0 || v < 0 || u >= width || v >= height) return false;
        if (sizes[labels[v * width + u]] > 3 * piece.area) return true;
      }
      return false;
    });
    if (ways.length >= LEAST_WAYS) isFramed[piece.label] = 1;
  }
  const data = mask.data.slice();
  for (let i = 0; i < data.length; i++) if (isFramed[labels[i]] !== 0) data[i] = 0;
  return { width, height, data };
}

interface Way {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Three ways out of each side of a piece's box. */
const outOf = ({ left, right, top, bottom }: Component): readonly Way[] =>
  [0.25, 0.5, 0.75].flatMap((share) => {
    const x = Math.round(left + share * (right - left));
    const y = Math.round(top + share * (bottom - top));
    return [
      { x, y: top, dx: 0, dy: -1 },
      { x, y: bottom, dx: 0, dy: 1 },
      { x: left, y, dx: -1, dy: 0 },
      { x: right, y, dx: 1, dy: 0 },
    ];
  });
