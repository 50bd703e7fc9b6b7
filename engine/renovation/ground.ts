import { isInBox } from "#core/analysis/seen-object.ts";
import { floorLikeness } from "#engine/geometry/floor-likeness.ts";
import { cameraAt } from "#engine/geometry/camera.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";
import { type Place } from "#engine/renovation/surface-place.ts";

interface Ground {
  /** 0–1, 320 pixels wide: how much each pixel goes on from the picture's lower border without a break. */
  readonly likeness: Plane;
  /** Its mean on the floor of the room's box: from about 0.85 up hardly anything stands there. */
  readonly bareness: number;
}

/** The floor as it goes on from the picture's lower border, learnt from no thing that was seen there. */
export function groundOf(photo: Raster, { room, objects, photoWidth }: Place): Ground {
  const tiny = resizeRaster(photo, WIDTH, Math.max(1, Math.round((WIDTH * photo.height) / photo.width)));
  const scale = photoWidth / tiny.width;
  const boxes = objects.filter(({ name, confidence }) => onFloors.has(name) && confidence >= 0.35);
  const isThing = (i: number): boolean => {
    const x = (i % tiny.width) * scale;
    const y = Math.floor(i / tiny.width) * scale;
    return boxes.some((box) => isInBox(box, x, y));
  };
  const likeness = floorLikeness(tiny, isThing);
  const view = cameraAt(room.camera, tiny.width, tiny.height);
  let sum = 0;
  let area = 0;
  for (let i = 0; i < likeness.data.length; i++) {
    const { face } = faceAt(view, room.box, (i % tiny.width) + 0.5, Math.floor(i / tiny.width) + 0.5);
    if (face !== "floor") continue;
    sum += likeness.data[i];
    area++;
  }
  return { likeness, bareness: sum / Math.max(1, area) };
}

const WIDTH = 320;

const onFloors: ReadonlySet<string> = new Set([
  "bed",
  "bench",
  "cat",
  "chair",
  "clock",
  "couch",
  "dining table",
  "dog",
  "microwave",
  "oven",
  "person",
  "potted plant",
  "refrigerator",
  "sink",
  "toilet",
  "tv",
  "vase",
]);
