import { areaOf, type Box, isSameBox, type Size } from "#core/analysis/seen-object.ts";
import { type Cut, type Place } from "./cuts.ts";
import { differenceOf } from "./lab.ts";

/** What tells of a cut how likely it is what a tap meant. */
export interface CutTraits {
  /** In pixels of the photo. */
  readonly areaPx: number;
  /** Logarithm of its share of the photo. */
  readonly size: number;
  /** How much the second of the cuts that resemble this one most has in common with it, 0–1. */
  readonly agreed: number;
  /** How far the tap lies from its middle, in square roots of its area. */
  readonly aside: number;
  /** How much stronger its border is than what lies within it: a logarithm, 0 when they are alike. */
  readonly contrast: number;
  /** Whether it reaches as far as the box in which something was seen. */
  readonly fillsBox: boolean;
  /** Whether the part under the tap is most of it. */
  readonly isWhole: boolean;
}

/**
 * The traits of each cut, in the same order.
 * @param cuts all that were made for a tap, for it counts what they have in common
 * @param at   pixels of the photo
 */
export function traitsOf(cuts: readonly Cut[], photo: Size, at: Place): readonly CutTraits[] {
  const areas = cuts.map(({ inside, scale }) => inside.reduce((sum, v) => sum + v, 0) / scale ** 2);
  return cuts.map((one, n) => {
    const areaPx = areas[n] ?? 0;
    const { bounds, middle, isWhole } = shapeOf(one);
    return {
      areaPx,
      size: Math.log(areaPx / areaOf(photo)),
      agreed: agreement(one, areaPx, cuts, areas),
      aside: Math.hypot(at.x - middle.x, at.y - middle.y) / Math.sqrt(areaPx),
      contrast: contrastOf(one),
      fillsBox: one.box !== undefined && isSameBox(bounds, one.box),
      isWhole,
    };
  });
}

function agreement(one: Cut, areaPx: number, cuts: readonly Cut[], areas: readonly number[]): number {
  const shares = cuts.map((other, n) => {
    if (other === one) return 0;
    const both = sharedPx(one, other);
    return both / (areaPx + (areas[n] ?? 0) - both);
  });
  return shares.toSorted((a, b) => b - a)[1] ?? 0;
}

function sharedPx(one: Cut, other: Cut): number {
  const rows = other.inside.length / other.width;
  let both = 0;
  one.inside.forEach((v, i) => {
    if (v === 0) return;
    const x = ((i % one.width) + 0.5) / one.scale + one.part.x;
    const y = (Math.floor(i / one.width) + 0.5) / one.scale + one.part.y;
    const column = Math.floor((x - other.part.x) * other.scale);
    const row = Math.floor((y - other.part.y) * other.scale);
    if (column < 0 || row < 0 || column >= other.width || row >= rows) return;
    both += other.inside[row * other.width + column] ?? 0;
  });
  return both / one.scale ** 2;
}

function contrastOf({ inside, lab, width }: Cut): number {
  let [border, borders, within, withins] = [0, 0, 0, 0];
  const note = (i: number, j: number): void => {
    const difference = Math.min(1, differenceOf(lab, i, j) / STRONG_LAB);
    if (inside[i] !== inside[j]) {
      border += difference;
      borders++;
    } else if (inside[i] === 1) {
      within += difference;
      withins++;
    }
  };
  for (let i = 0; i < inside.length; i++) {
    // Two apart: an edge in a photo is two pixels wide.
    if (i % width < width - 2) note(i, i + 2);
    if (i + 2 * width < inside.length) note(i, i + 2 * width);
  }
  return Math.log((border / Math.max(1, borders) + FAINT) / (within / Math.max(1, withins) + FAINT));
}

const STRONG_LAB = 30;
const FAINT = 0.02;

function shapeOf({ inside, width, scale, part, tap }: Cut): {
  readonly bounds: Box;
  readonly middle: Place;
  readonly isWhole: boolean;
} {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  let [across, down, count] = [0, 0, 0];
  inside.forEach((v, i) => {
    if (v === 0) return;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    across += x + 0.5;
    down += y + 0.5;
    count++;
  });
  const bounds = {
    x: part.x + left / scale,
    y: part.y + top / scale,
    width: (right - left) / scale,
    height: (bottom - top) / scale,
  };
  const middle = { x: part.x + across / count / scale, y: part.y + down / count / scale };
  return { bounds, middle, isWhole: connected(inside, width, tap) > MOSTLY * count };
}

const MOSTLY = 0.6;

/** How many pixels hang together with the tapped one. */
function connected(inside: Uint8Array, width: number, tap: number): number {
  const left = Uint8Array.from(inside);
  const queue = [tap];
  let count = 0;
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (left[i] !== 1) continue;
    left[i] = 0;
    count++;
    if (i % width > 0) queue.push(i - 1);
    if (i % width < width - 1) queue.push(i + 1);
    queue.push(i - width, i + width);
  }
  return count;
}
