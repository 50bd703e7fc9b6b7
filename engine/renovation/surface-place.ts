import { type SeenObject } from "#core/analysis/seen-object.ts";
import { components, keepComponents } from "#engine/filters/components.ts";
import { cameraAt, floorPoint } from "#engine/geometry/camera.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask } from "#engine/raster.ts";

/** Where in a picture a surface can be: what its room's camera and the things seen in it allow. */
export interface Place {
  readonly room: Room;
  /** In pixels of a photo `photoWidth` wide. */
  readonly objects: readonly SeenObject[];
  readonly photoWidth: number;
}

/** From here up the room's horizon is trusted more than a rule of thumb. */
const trustedRoom = 0.3;
const FARTHEST_FLOOR_M = 15;
/** Where nothing is known of the camera no floor is looked for in the upper part of the picture. */
const HIGHEST_FLOOR = 0.42;
/** The nearest floor is seen at least this far down; a level surface that ends above is a table top or a bed. */
const NEAREST_FLOOR = 0.6;

/**
 * A floor's pieces that can be floor: below the horizon and within 15 m, none that is mostly inside the box of a thing.
 * Empty when the largest that is left does not reach down to where a floor is near.
 */
export function floorInPlace(mask: Mask, place: Place): Mask {
  const { width, height } = mask;
  const isPossible = floorTest(place.room, width, height);
  const data = mask.data.map((v, i) => (v !== 0 && isPossible(i % width, Math.floor(i / width)) ? 255 : 0));
  const clear = outsideThings({ data, width, height }, place);
  const { list } = components(clear);
  const largest = list.reduce((best, piece) => Math.max(best, piece.area), 0);
  const isNear = list.some(({ area, bottom }) => area === largest && bottom >= NEAREST_FLOOR * height);
  return isNear ? clear : { data: new Uint8Array(data.length), width, height };
}

function floorTest(room: Room, width: number, height: number): (x: number, y: number) => boolean {
  if (room.confidence < trustedRoom) return (_x, y) => y > HIGHEST_FLOOR * height;
  const camera = cameraAt(room.camera, width, height);
  return (x, y) => {
    const point = floorPoint(camera, x + 0.5, y + 0.5);
    return point !== undefined && Math.hypot(point.x, point.z) < FARTHEST_FLOOR_M;
  };
}

/** What is no floor and no wall itself. A table's box holds floor too, but a piece that is all inside it is its top. */
const things: ReadonlySet<string> = new Set([
  "bed",
  "bench",
  "chair",
  "couch",
  "dining table",
  "microwave",
  "oven",
  "refrigerator",
  "sink",
  "toilet",
  "tv",
]);

/** Pieces less than three quarters of which lie in the box of one thing. */
export function outsideThings(mask: Mask, { objects, photoWidth }: Place): Mask {
  const { width, height } = mask;
  const scale = width / photoWidth;
  const boxes = objects.filter(({ name, confidence }) => things.has(name) && confidence >= 0.25);
  const { labels, list } = components(mask);
  const most = new Float64Array(list.length + 1);
  for (const box of boxes) {
    const inside = new Float64Array(list.length + 1);
    const bottom = Math.min(height, (box.y + box.height) * scale);
    const right = Math.min(width, (box.x + box.width) * scale);
    for (let y = Math.max(0, Math.floor(box.y * scale)); y < bottom; y++)
      for (let x = Math.max(0, Math.floor(box.x * scale)); x < right; x++) inside[labels[y * width + x]]++;
    for (let n = 1; n < most.length; n++) most[n] = Math.max(most[n], inside[n]);
  }
  return keepComponents(mask, ({ label, area }) => most[label] < 0.75 * area);
}
