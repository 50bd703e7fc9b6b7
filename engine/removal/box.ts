import { components } from "#engine/filters/components.ts";
import { sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { shrunkMask } from "#engine/removal/shrunk-mask.ts";

/** A part of a picture, pixels; right and bottom exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Where each hole is filled: its box with room around, from which the fill is taken; one box for holes near each other.
 * @param hole not empty
 */
export function neighbourhoods(hole: Mask): Box[] {
  const { width, height } = hole;
  const small = sizeWithin(width, height, 250_000);
  const { list } = components(shrunkMask(hole, small.width, small.height));
  const sx = width / small.width;
  const sy = height / small.height;
  const boxes = list.map((piece) => {
    const reach = Math.max(
      0.12 * small.width,
      0.75 * Math.max(piece.right - piece.left, piece.bottom - piece.top),
    );
    return {
      left: Math.max(0, Math.floor((piece.left - reach) * sx)),
      top: Math.max(0, Math.floor((piece.top - reach) * sy)),
      right: Math.min(width, Math.ceil((piece.right + reach) * sx)),
      bottom: Math.min(height, Math.ceil((piece.bottom + reach) * sy)),
    };
  });
  return merged(boxes);
}

function merged(boxes: readonly Box[]): Box[] {
  const kept: Box[] = [];
  for (const box of boxes) {
    const near = kept.findIndex((other) => meets(box, other));
    const other = kept[near];
    if (other === undefined) kept.push(box);
    else kept[near] = union(box, other);
  }
  // A union may reach what neither of its parts did.
  return kept.length === boxes.length ? kept : merged(kept);
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

export function cropRaster({ data, width }: Raster, box: Box): Raster {
  return { data: cropped(data, width, box, 3), width: box.right - box.left, height: box.bottom - box.top };
}

export function cropMask({ data, width }: Mask, box: Box): Mask {
  return { data: cropped(data, width, box, 1), width: box.right - box.left, height: box.bottom - box.top };
}

function cropped(
  data: Uint8Array,
  width: number,
  { left, top, right, bottom }: Box,
  channels: number,
): Uint8Array {
  const row = (right - left) * channels;
  const out = new Uint8Array(row * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const from = (y * width + left) * channels;
    out.set(data.subarray(from, from + row), (y - top) * row);
  }
  return out;
}
