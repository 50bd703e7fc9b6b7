import { type Box } from "#engine/removal/box.ts";
import { classAt, surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

/** How likely a place of a picture shows floor, 0–1; `x` and `y` are shares (0–1) of the picture's width and height. */
export type FloorAt = (x: number, y: number) => number;

/**
 * What the network says of floors in a photo, told of a part that is cut out of it.
 * @param box the part, in pixels of the photo
 * @param photo its size in pixels
 */
export function floorIn(
  { side, logits }: SurfaceLikeness,
  { left, top, right, bottom }: Box,
  photo: { readonly width: number; readonly height: number },
): FloorAt {
  const cellOf = (share: number): number => Math.max(0, Math.min(side - 1, Math.floor(share * side)));
  return (x, y) => {
    const column = cellOf((left + x * (right - left)) / photo.width);
    const row = cellOf((top + y * (bottom - top)) / photo.height);
    const first = (row * side + column) * surfaceClasses.length;
    let sum = 0;
    for (let c = 0; c < surfaceClasses.length; c++) sum += Math.exp(logits[first + c]);
    return Math.exp(logits[first + classAt.floor]) / sum;
  };
}
