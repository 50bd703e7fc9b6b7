import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type ObjectName } from "#core/analysis/object-names.ts";
import { type Box, type SeenObject } from "#core/analysis/seen-object.ts";
import { withObjects } from "#core/analysis/with-objects.ts";
import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
import { type RoomType } from "#core/edit/params.ts";
import { objectsIfInstalled } from "#engine/objects/objects-in.ts";
import { type Raster } from "#engine/raster.ts";
import { mayBeFloor } from "#engine/renovation/floor-taken-for-thing.ts";
import { lookAtRoom, type RoomLook } from "#engine/renovation/look-at-room.ts";
import { type SeenSurfaces } from "#engine/staging/fitted-room.ts";

/** What is in a photographed room before anything is put into it. */
export interface StandingThings {
  /** Shares (0–1) of the photo's width and height: nothing is ever painted over these. */
  readonly boxes: readonly Box[];
  readonly furnishing: PhotoAnalysis["furnishing"];
  readonly scene: PhotoAnalysis["scene"];
  /** A couch or a bed stands in it and nothing that kitchens and bathrooms have: it cannot be meant for one of those. */
  readonly isForRest?: boolean;
  /** Floor, walls and fittings as the network sees them, where they were asked for and it is installed. */
  readonly surfaces?: SeenSurfaces | undefined;
}

/**
 * Finds what already stands in a room, so that it is never painted over. Without the object detector there are no
 * boxes, and the measured emptiness of the floor alone says whether the room is furnished.
 * @param photo upright; about half a megapixel is enough
 * @param roomType kitchens and bathrooms are looked at for their surfaces too
 */
export async function standingThings(photo: Raster, roomType?: RoomType): Promise<StandingThings> {
  const [seen, measured] = await Promise.all([seenIn(photo, roomType), analysePhoto(photo)]);
  if (seen === undefined) return { ...measured, boxes: [] };
  const { objects, likeness } = seen;
  const things = thingsAmong(objects, measured, photo);
  return likeness === undefined
    ? things
    : { ...things, surfaces: { objects, likeness, widthPx: photo.width } };
}

/** By one pass of the network; surfaces where the room is looked at for them. Undefined where it is not installed. */
async function seenIn(
  photo: Raster,
  roomType: RoomType | undefined,
): Promise<(Pick<RoomLook, "objects"> & Partial<RoomLook>) | undefined> {
  if (roomType !== undefined && isFitted(roomType)) return lookAtRoom(photo);
  const objects = await objectsIfInstalled(photo);
  return objects && { objects };
}

/** Kitchens and bathrooms are never empty: what makes them is built in, and their floor is a strip of it. */
export const isFitted = (roomType: RoomType): boolean => roomType === "kitchen" || roomType === "bathroom";

/** What the finds of the detector mean. Pure, so that a threshold can be tested without a picture. */
export function thingsAmong(
  objects: readonly SeenObject[],
  measured: PhotoAnalysis,
  photo: { readonly width: number; readonly height: number },
): StandingThings {
  const { furnishing, scene } = withObjects(measured, objects, photo);
  const boxes = objects
    .filter(
      (thing) =>
        thing.confidence >= LIKELY && !(measured.furnishing !== "furnished" && mayBeFloor(thing, photo)),
    )
    .map(({ x, y, width, height }) => ({
      x: x / photo.width,
      y: y / photo.height,
      width: width / photo.width,
      height: height / photo.height,
    }));
  return { boxes, furnishing, scene, isForRest: isForRest(objects) };
}

const LIKELY = 0.25;
const SURE = 0.35;

const isForRest = (objects: readonly SeenObject[]): boolean =>
  objects.some(({ name, confidence }) => restful.includes(name) && confidence >= SURE) &&
  !objects.some(({ name, confidence }) => builtIn.includes(name) && confidence >= LIKELY);

const restful: readonly ObjectName[] = ["couch", "bed"];
const builtIn: readonly ObjectName[] = ["oven", "microwave", "refrigerator", "sink", "toilet"];
