import { type ObjectName } from "#core/analysis/object-names.ts";
import { areaOf, type SeenObject } from "#core/analysis/seen-object.ts";

/**
 * Whether a find may be the floor itself: the detector calls a wide bare floor a bed or a table now and then,
 * half-heartedly. Only where nothing else says that the room is furnished.
 */
export const mayBeFloor = (
  thing: SeenObject,
  photo: { readonly width: number; readonly height: number },
): boolean => thing.confidence < 0.45 && lowAndWide.has(thing.name) && areaOf(thing) > 0.15 * areaOf(photo);

const lowAndWide: ReadonlySet<ObjectName> = new Set<ObjectName>(["bed", "couch", "dining table"]);
