import { thingsAt } from "#core/analysis/things.ts";
import { type FoundObject } from "#core/analysis/analysis.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Look } from "#src/features/mask/cuts.ts";
import { rasterise } from "#src/features/mask/rasterise.ts";
import { select, type Selection } from "#src/features/mask/select.ts";

/**
 * What the mask editor makes of a tap, without its browser.
 * @param things what the analysis carries
 * @param at     shares of the photo's width and height
 */
export function selectOn(
  photo: Raster,
  things: readonly FoundObject[],
  at: { readonly x: number; readonly y: number },
): Selection {
  const seen = thingsAt(things, { x: at.x * 1000, y: at.y * 1000 });
  return select(lookAt(photo), photo, { x: at.x * photo.width, y: at.y * photo.height }, seen);
}

/** A photo looked at in parts and small, as the browser's canvas does. */
export const lookAt =
  (photo: Raster): Look =>
  (part, width, height) => {
    const { data } = resizeRaster(cropped(photo, part), width, height);
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let i = 0; i < width * height; i++) rgba.set(data.subarray(i * 3, i * 3 + 3), i * 4);
    return rgba;
  };

function cropped({ data, width: whole }: Raster, { x, y, width, height }: Parameters<Look>[0]): Raster {
  const out = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * whole + x) * 3;
    out.set(data.subarray(from, from + width * 3), row * width * 3);
  }
  return { data: out, width, height };
}

/** The outline as it is sent: 255 = in it. */
export function fillOutline(
  path: string,
  { width, height }: { readonly width: number; readonly height: number },
): Mask {
  const { rows } = rasterise([{ kind: "outline", path }], { width, height });
  const stride = rows.length / height;
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const byte = rows[Math.floor(i / width) * stride + 1 + (x >> 3)] ?? 0;
    return (byte & (0x80 >> (x & 7))) === 0 ? 0 : 255;
  });
  return { data, width, height };
}
