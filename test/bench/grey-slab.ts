import { boxMean } from "#engine/filters/box.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { median } from "#engine/filters/percentile.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * Whether a fill is a grey slab: most of it far flatter than the picture around it, though that is textured. Compared is
 * the median of the local standard deviation of brightness (windows of 9 × 9 pixels).
 * @param hole 255 = filled; a ring around it of a twentieth of the picture's width is what it is compared with
 */
export function isGreySlab(filled: Raster, hole: Mask): boolean {
  const rough = roughness(filled);
  const near = dilate(hole, Math.max(6, filled.width / 20)).data;
  const close = dilate(hole, WINDOW_PX + 1).data;
  const inside: number[] = [];
  const around: number[] = [];
  for (let i = 0; i < rough.length; i++) {
    const value = rough[i] ?? 0;
    if ((hole.data[i] ?? 0) >= 128) inside.push(value);
    else if ((near[i] ?? 0) > 0 && (close[i] ?? 0) === 0) around.push(value);
  }
  if (inside.length === 0 || around.length === 0) return false;
  const usual = median(around);
  return usual > TEXTURED && median(inside) < FLAT_SHARE * usual;
}

const WINDOW_PX = 4;
/** Brightness 0–1: three levels of 255. */
const TEXTURED = 3 / 255;
const FLAT_SHARE = 0.3;

function roughness(photo: Raster): Float32Array {
  const luma = lumaPlane(photo);
  const mean = boxMean(luma, WINDOW_PX).data;
  const square = boxMean({ ...luma, data: luma.data.map((v) => v * v) }, WINDOW_PX).data;
  return square.map((v, i) => Math.sqrt(Math.max(0, v - (mean[i] ?? 0) ** 2)));
}
