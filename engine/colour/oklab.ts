import { type Raster } from "#engine/raster.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";

/** A colour in OKLab (Björn Ottosson 2020): lightness 0–1, a green–red, b blue–yellow, both about −0.4…0.4. */
export interface Oklab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** Linear light 0–1 a channel → OKLab. */
function linearToOklab(r: number, g: number, b: number): Oklab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** Encoded sRGB bytes → OKLab. */
export const bytesToOklab = (r: number, g: number, b: number): Oklab =>
  linearToOklab(srgbToLinear[r], srgbToLinear[g], srgbToLinear[b]);

/**
 * What a surface's a and b are multiplied by where its lightness is `l` instead of `known`: shade makes colours paler in
 * proportion. 0.5–1.4.
 */
export const chromaInShade = (l: number, known: number): number =>
  Math.max(0.5, Math.min(1.4, l / Math.max(0.1, known)));

/** A photo as three OKLab planes in one array each, row-major. */
export interface OklabPlanes {
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * About 60 ns a pixel: meant for pictures of at most a megapixel.
 * @param wanted not 0 = asked for, of the photo's size; elsewhere is 0
 */
export function oklabPlanes(photo: Raster, wanted?: Uint8Array): OklabPlanes {
  const n = photo.width * photo.height;
  const planes = {
    l: new Float32Array(n),
    a: new Float32Array(n),
    b: new Float32Array(n),
    width: photo.width,
    height: photo.height,
  };
  for (let i = 0, j = 0; i < n; i++, j += 3) {
    if (wanted !== undefined && wanted[i] === 0) continue;
    const colour = bytesToOklab(photo.data[j], photo.data[j + 1], photo.data[j + 2]);
    planes.l[i] = colour.l;
    planes.a[i] = colour.a;
    planes.b[i] = colour.b;
  }
  return planes;
}
