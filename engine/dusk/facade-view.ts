import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { sobel } from "#engine/filters/gradient.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** What windows are looked for in: the photo at about 0.6 MP, its edges, colours and sky. Planes of width × height. */
export interface FacadeView {
  readonly width: number;
  readonly height: number;
  /** Encoded luma, 0–1. */
  readonly luma: Float32Array;
  /** Step of luma from left to right a pixel, signed. */
  readonly across: Float32Array;
  /** 1 where an upright edge, or a level one, is seen within a pixel. */
  readonly isUpright: Uint8Array;
  readonly isLevel: Uint8Array;
  readonly lab: OklabPlanes;
  /** 255 = sky. */
  readonly sky: Uint8Array;
}

/** Least step of luma a pixel that counts as an edge. */
export const steep = 0.022;

export function facadeView(photo: Raster, sky: Mask): FacadeView {
  const small = shrinkTo(photo, 600_000);
  const { width, height } = small;
  const luma = lumaPlane(small);
  const { dx, dy } = sobel(gaussian(luma, 0.7));
  const isUpright = new Uint8Array(width * height);
  const isLevel = new Uint8Array(width * height);
  for (let i = width; i < isLevel.length - width; i++) {
    if (Math.abs(dx[i]) > steep) isUpright[i - 1] = isUpright[i] = isUpright[i + 1] = 1;
    if (Math.abs(dy[i]) > steep) isLevel[i - width] = isLevel[i] = isLevel[i + width] = 1;
  }
  return {
    width,
    height,
    luma: luma.data,
    across: dx,
    isUpright,
    isLevel,
    lab: oklabPlanes(small),
    sky: resizeMask(sky, width, height).data,
  };
}
