import { type PlainlyDrawn } from "#engine/compose/plainly-drawn.ts";
import { boxMean } from "#engine/filters/box.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";

/**
 * The mask, fading towards its border where the change there is faint: a shadow that is cut off along a straight line is
 * seen, however soft it is. Things that are plainly drawn keep all of it.
 * @returns 255 = is laid down, of the size of what it is given
 */
export function fadingMask({ plain, inside }: PlainlyDrawn): Mask {
  const { width, height } = plain;
  const things = boxMean({ data: Float32Array.from(dilate(plain, 3).data), width, height }, 2);
  const near = boxMean(
    { data: Float32Array.from(inside.data), width, height },
    Math.max(1, Math.round(FADING * width)),
  );
  const data = inside.data.map((share, i) =>
    Math.min(share, Math.max(things.data[i], 2 * near.data[i] - 255)),
  );
  return { data, width, height };
}

/** Of the picture's width. */
const FADING = 0.025;
