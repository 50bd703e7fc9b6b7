import { inPhoto, type Place, type Placing, type Size } from "./placing.ts";

/** Upright pixels of the original; x and y are its left and top side. */
export type Rectangle = Place & Size;

/** What a finger pulls: which of the two sides across (-1 left, 1 right, 0 neither), and which down (-1 top, 1 bottom). */
export interface Handle {
  readonly across: -1 | 0 | 1;
  readonly down: -1 | 0 | 1;
}

/** Smaller ones are slips of a finger. CSS pixels on the screen. */
const leastSidePx = 6;

/**
 * The rectangle between two places of the drawing area (CSS pixels from its corner), as far as there is photo.
 * @returns undefined when it is too small to be meant: a tap, or a drag beside the photo
 */
export function spanned(from: Place, to: Place, placing: Placing, photo: Size): Rectangle | undefined {
  const [a, b] = [inPhoto(placing, from, photo), inPhoto(placing, to, photo)];
  const [width, height] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  if (Math.min(width, height) * placing.scale < leastSidePx) return undefined;
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width, height };
}

/** The rectangle as large as it is, its corner at `to` or as near to it as keeps all of it on the photo. */
export function shifted({ width, height }: Size, to: Place, photo: Size): Rectangle {
  return {
    x: between(0, to.x, photo.width - width),
    y: between(0, to.y, photo.height - height),
    width,
    height,
  };
}

/**
 * The rectangle after a handle of it was pulled by so many pixels of the photo. No side leaves the photo, and none passes
 * the one across from it.
 * @param scale CSS pixels on the screen for each pixel of the photo: what is too small to be meant depends on it
 */
export function pulled(
  { x, y, width, height }: Rectangle,
  { across, down }: Handle,
  by: Place,
  photo: Size,
  scale: number,
): Rectangle {
  const [left, right] = pulledSides([x, x + width], across, by.x, photo.width, leastSidePx / scale);
  const [top, bottom] = pulledSides([y, y + height], down, by.y, photo.height, leastSidePx / scale);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function pulledSides(
  [low, high]: readonly [number, number],
  which: Handle["across"],
  by: number,
  most: number,
  least: number,
): readonly [number, number] {
  if (which < 0) return [between(0, low + by, Math.max(0, high - least)), high];
  if (which > 0) return [low, between(Math.min(most, low + least), high + by, most)];
  return [low, high];
}

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));
