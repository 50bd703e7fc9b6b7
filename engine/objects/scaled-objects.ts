import { type SeenObject } from "#core/analysis/seen-object.ts";

/** What was seen on a photo, as it lies on a copy of it of another size. */
export const scaledObjects = (objects: readonly SeenObject[], scale: number): readonly SeenObject[] =>
  objects.map((seen) => ({
    ...seen,
    x: seen.x * scale,
    y: seen.y * scale,
    width: seen.width * scale,
    height: seen.height * scale,
  }));
