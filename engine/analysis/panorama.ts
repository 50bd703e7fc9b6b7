import { type Raster } from "#engine/raster.ts";

/**
 * Whether a photo is a panorama: a whole turn (equirectangular: twice as wide as high, and its left border goes on at
 * its right one) or a strip wider than any lens for rooms draws without bending.
 */
export const isPanorama = (photo: Raster): boolean =>
  photo.width >= WIDEST_PHOTO * photo.height || isWholeTurn(photo);

/** A 21:9 crop is still a photo. */
const WIDEST_PHOTO = 2.5;
const ASPECT_ERROR = 0.03;
/** Mean difference of the borders against what half a turn differs by, and against one column's step. */
const ALIKE = 0.35;
const MOST_STEPS = 1.5;
/** Levels: a border that is even, as a page or a night sky has it, says nothing. */
const LEAST_STRUCTURE = 10;

function isWholeTurn(photo: Raster): boolean {
  const { width, height } = photo;
  if (Math.abs(width / height - 2) > ASPECT_ERROR || width < 8) return false;
  const across = difference(photo, 0, width - 1);
  const step = Math.max(difference(photo, 0, 1), difference(photo, width - 2, width - 1));
  const far = difference(photo, 0, width >> 1);
  // A view straight down a corridor has borders alike too, but so is all of its two halves.
  const mirrored = difference(photo, width >> 3, width - 1 - (width >> 3));
  return (
    structure(photo, 0) > LEAST_STRUCTURE &&
    across < ALIKE * Math.min(far, mirrored) &&
    across <= MOST_STEPS * step + 2
  );
}

/** Mean difference of two columns, levels. */
function difference({ data, width, height }: Raster, one: number, other: number): number {
  let sum = 0;
  for (let y = 0; y < height; y++)
    for (let c = 0; c < 3; c++)
      sum += Math.abs(data[(y * width + one) * 3 + c] - data[(y * width + other) * 3 + c]);
  return sum / (height * 3);
}

/** Mean difference of a column's pixels from their mean, levels of green. */
function structure({ data, width, height }: Raster, column: number): number {
  const at = (y: number): number => data[(y * width + column) * 3 + 1];
  let sum = 0;
  for (let y = 0; y < height; y++) sum += at(y);
  let off = 0;
  for (let y = 0; y < height; y++) off += Math.abs(at(y) - sum / height);
  return off / height;
}
