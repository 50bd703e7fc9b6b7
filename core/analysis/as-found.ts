import { type FoundObject } from "./analysis.ts";
import { type SeenObject, type Size } from "./seen-object.ts";

/** A thing the detector saw, its box in thousandths of the photo's width and height. */
export function asFound({ name, x, y, width, height }: SeenObject, photo: Size): FoundObject {
  const left = thousandths(x, photo.width);
  const top = thousandths(y, photo.height);
  return {
    name,
    x: left,
    y: top,
    width: thousandths(x + width, photo.width) - left,
    height: thousandths(y + height, photo.height) - top,
  };
}

const thousandths = (at: number, whole: number): number =>
  Math.max(0, Math.min(1000, Math.round((at / whole) * 1000)));
