import { boxMean } from "#engine/filters/box.ts";
import { components, type Component } from "#engine/filters/components.ts";
import { dilate, squaredDistance } from "#engine/filters/morphology.ts";
import { median, percentile } from "#engine/filters/percentile.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * What has to go with the marked things: a rim of about 0.6 % of the picture's width, for a hand is not exact and an
 * edge bleeds, and the shadow a thing throws, as far as it is connected, darker than what lies around, and not larger
 * than the thing itself.
 * @returns 0 or 255, at the photo's size
 */
export function growHole(photo: Raster, hole: Mask): Mask {
  assertSameSize(photo, hole);
  if (!hole.data.some((v) => v >= 128)) return hole;
  const { width, height } = sizeWithin(photo.width, photo.height, OVERVIEW_PIXELS);
  const small = resizeRaster(photo, width, height);
  const marked = anyOf(resizeMask(hole, width, height));
  const rim = dilate(marked, Math.max(1.5, width * RIM_SHARE));
  const grown = withShadows(small, rim);
  const up = resizeMask(grown, photo.width, photo.height);
  const data = new Uint8Array(up.data.length);
  for (let i = 0; i < data.length; i++) data[i] = up.data[i] >= 128 || hole.data[i] >= 128 ? 255 : 0;
  return { data, width: photo.width, height: photo.height };
}

/** @throws RangeError when the mask is not of the photo's size */
export function assertSameSize(photo: Raster, mask: Mask): void {
  if (mask.width !== photo.width || mask.height !== photo.height)
    throw new RangeError(
      `Expected a mask of ${photo.width}×${photo.height} but received ${mask.width}×${mask.height}`,
    );
}

const OVERVIEW_PIXELS = 700_000;
const RIM_SHARE = 0.006;
const SHADOW_REACH_SHARE = 0.05;

const anyOf = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((v) => (v > 0 ? 255 : 0)) });

function withShadows(photo: Raster, hole: Mask): Mask {
  const { width, height } = hole;
  const luma = boxMean(lumaPlane(photo), 1).data;
  const distance = squaredDistance(hole, true);
  const reach = width * SHADOW_REACH_SHARE;
  const { labels, list } = components(hole);
  const out = Uint8Array.from(hole.data);
  for (const piece of list) {
    const shadow = shadowOf(piece, labels, luma, distance, reach, width, height);
    for (const i of shadow) out[i] = 255;
  }
  return { data: out, width, height };
}

function shadowOf(
  piece: Component,
  labels: Int32Array,
  luma: Float32Array,
  distance: Float32Array,
  reach: number,
  width: number,
  height: number,
): number[] {
  const pad = Math.ceil(reach * 2);
  const left = Math.max(0, piece.left - pad);
  const right = Math.min(width, piece.right + pad);
  const top = Math.max(0, piece.top);
  const bottom = Math.min(height, piece.bottom + pad);
  const around: number[] = [];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const d = distance[y * width + x];
      if (d > reach * reach && d < 4 * reach * reach) around.push(luma[y * width + x]);
    }
  if (around.length < 50) return [];
  const usual = median(around);
  // Where the surroundings vary as much as a shadow would, dark does not mean shadow.
  if (percentile(around, 0.2) < usual * 0.8) return [];
  const middle = (piece.top + piece.bottom) / 2;
  const found: number[] = [];
  const seen = new Set<number>();
  const queue: number[] = [];
  for (let y = piece.top; y < piece.bottom; y++)
    for (let x = piece.left; x < piece.right; x++)
      if (labels[y * width + x] === piece.label && y > middle) queue.push(y * width + x);
  while (queue.length > 0) {
    const i = queue.pop();
    if (i === undefined) break;
    const x = i % width;
    for (const [ok, j] of [
      [x > 0, i - 1],
      [x < width - 1, i + 1],
      [i >= width, i - width],
      [i < width * (height - 1), i + width],
    ] as const) {
      if (!ok || seen.has(j) || labels[j] !== 0 || j < middle * width) continue;
      if (distance[j] > reach * reach || luma[j] > usual * 0.86) continue;
      seen.add(j);
      found.push(j);
      queue.push(j);
    }
  }
  return found.length > piece.area * 0.6 ? [] : found;
}
