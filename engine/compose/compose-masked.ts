import { boxMean } from "#engine/filters/box.ts";
import { smoothRows } from "#engine/filters/enlarged-rows.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * The result inside the mask, the original's own bytes outside. The border is feathered inwards, so that not one pixel
 * outside the mask changes.
 * @param result    same shape as the original; enlarged when smaller
 * @param mask      255 = take the result; resized when of another size
 * @param featherPx width in the original's pixels over which the result sets in, ≥ 0
 */
export function composeMasked(original: Raster, result: Raster, mask: Mask, featherPx: number): Raster {
  const { width, height } = original;
  const full = resizeMask(mask, width, height);
  const box = boundsOf(full);
  if (box === undefined) return original;
  const alpha = feathered(full, box, featherPx);
  const data = Uint8Array.from(original.data);
  const rowOf = smoothRows(result, width, height);
  for (let y = box.top; y < box.bottom; y++) {
    const row = rowOf(y);
    for (let x = box.left; x < box.right; x++) {
      const share = alpha.data[(y - box.top) * alpha.width + x - box.left];
      if (share <= 0) continue;
      for (let c = 0, j = (y * width + x) * 3; c < 3; c++) {
        const value = original.data[j + c] + (row[x * 3 + c] - original.data[j + c]) * share + 0.5;
        data[j + c] = value <= 0 ? 0 : value >= 255 ? 255 : value;
      }
    }
  }
  return { data, width, height };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around what is set (≥ 128), right and bottom exclusive; undefined for an empty mask. */
function boundsOf({ data, width, height }: Mask): Box | undefined {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, i = y * width; x < width; x++, i++)
      if (data[i] >= 128) {
        if (x < left) left = x;
        if (x >= right) right = x + 1;
        if (y < top) top = y;
        bottom = y + 1;
      }
  return right === 0 ? undefined : { left, top, right, bottom };
}

/**
 * 0–1 inside the box. A mean over a window is ½ on a straight border, so twice the mean less 1 sets in exactly there;
 * the picture's own border counts as inside, since nothing has to be blended towards it.
 */
function feathered(mask: Mask, box: Box, featherPx: number): Plane {
  const radius = Math.max(0, Math.round(featherPx));
  const left = Math.max(0, box.left - radius);
  const top = Math.max(0, box.top - radius);
  const right = Math.min(mask.width, box.right + radius);
  const bottom = Math.min(mask.height, box.bottom + radius);
  const wide = new Float32Array((right - left) * (bottom - top));
  for (let y = top, i = 0; y < bottom; y++)
    for (let x = left; x < right; x++, i++) wide[i] = mask.data[y * mask.width + x] >= 128 ? 1 : 0;
  const mean = boxMean({ data: wide, width: right - left, height: bottom - top }, radius);
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = (y + box.top - top) * mean.width + x + box.left - left;
      if (wide[i] === 0) continue;
      const t = radius === 0 ? 1 : Math.max(0, 2 * mean.data[i] - 1);
      out[y * width + x] = t * t * (3 - 2 * t);
    }
  return { data: out, width, height };
}
