import { cutOut } from "./cut-out.ts";
import { differenceOf, labOf } from "./lab.ts";
import { whole } from "./whole.ts";

/** Whole pixels. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The thing under a tap that is known to lie within a box and to reach its sides.
 * @param rgba four bytes a pixel, `width` wide: the box and something around it
 * @param tap  index of the tapped pixel
 * @returns 1 = inside, one a pixel; undefined when what was found does not fill the box as a thing would
 */
export function heldThing(
  rgba: Uint8ClampedArray,
  width: number,
  tap: number,
  box: Sides,
): Uint8Array | undefined {
  const lab = labOf(rgba, width);
  const inside = whole(cutOut(lab, width, guessIn(lab, width, tap, box)), width, tap);
  return fillOf(inside, width, box) < LEAST_FILL ? undefined : inside;
}

const LEAST_FILL = 0.55;

/** Nearer the middle of its box a thing is likelier than in the corners; a little may stick out. */
function guessIn(lab: Float32Array, width: number, tap: number, box: Sides): Float32Array {
  const across = (box.right - box.left) / 2;
  const down = (box.bottom - box.top) / 2;
  const reach = TAPPED * Math.sqrt(across * down);
  return Float32Array.from({ length: lab.length / 3 }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const fromTap = Math.hypot(x - (tap % width), y - Math.floor(tap / width));
    if (fromTap <= 1 || (fromTap < reach && differenceOf(lab, i, tap) < ALIKE_LAB)) return 1;
    const u = Math.abs((x + 0.5 - box.left) / across - 1);
    const v = Math.abs((y + 0.5 - box.top) / down - 1);
    if (Math.max(u, v) > 1 + SLACK) return 0;
    return MIDDLE - FALL * Math.min(1, Math.cbrt(u ** 3 + v ** 3));
  });
}

const TAPPED = 0.12;
const ALIKE_LAB = 10;
const SLACK = 0.04;
const MIDDLE = 0.7;
const FALL = 0.25;

/** How much of the box's width and height, multiplied, the selection reaches over. */
function fillOf(inside: Uint8Array, width: number, box: Sides): number {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  inside.forEach((v, i) => {
    if (v === 0) return;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  });
  return ((right - left) * (bottom - top)) / ((box.right - box.left) * (box.bottom - box.top));
}
