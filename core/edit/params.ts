import * as z from "zod/mini";
import {
  maxDescriptionLength,
  maxMaskBase64Length,
  maxObjectNameLength,
  maxObjectNames,
} from "../limits/limits.ts";
import { editId } from "../ids.ts";
import { type PhotoEditType } from "./edit-type.ts";
import { floorCorners, spot } from "./floor-corners.ts";
import { roomTypes } from "./room-types.ts";

export { type RoomType, roomTypes } from "./room-types.ts";
export const stagingStyles = [
  "modern",
  "traditional",
  "minimalist",
  "luxury",
  "rustic",
  "contemporary",
] as const;
export const duskIntensities = ["subtle", "moderate", "dramatic"] as const;

export type StagingStyle = (typeof stagingStyles)[number];
export type DuskIntensity = (typeof duskIntensities)[number];

/** A slider of the enhance form: −100 (all the way down) to 100 (all the way up), 0 leaves things as they are. */
const slider = z.int().check(z.minimum(-100), z.maximum(100));

/** A PNG, base64 without a `data:` prefix; white = edit, at the upright size of the photo or any scale of it. */
const maskData = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(maxMaskBase64Length),
    z.regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/, { error: "must be a PNG in base64" }),
  );

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

const virtualStagingParams = z.strictObject({
  roomType: z.enum(roomTypes),
  style: z.enum(stagingStyles),
  /** Marked by a person where the photo alone does not show the floor surely. Any order. */
  floorCorners: z.optional(floorCorners),
  /** A kept staging of the same person: its furniture is put into this photo, as seen from here. */
  sceneOf: z.optional(editId),
  /** Other photos show this room too: only furniture of the studio can be seen again from another side, so it does it. */
  multiAngle: z.optional(z.boolean()),
});

/** Somebody's word on one window: the place of its glass, 0–1 of the upright photo's width and height. */
export const windowTap = z.strictObject({
  x: z.number().check(z.minimum(0), z.maximum(1)),
  y: z.number().check(z.minimum(0), z.maximum(1)),
  /** False keeps a window dark that the studio would light. */
  lit: z.boolean(),
});
export type WindowTap = z.infer<typeof windowTap>;
export const maxWindowTaps = 60;

const dayToDuskParams = z.strictObject({
  intensity: z.enum(duskIntensities),
  /** In the order they were tapped; a later one wins. Other windows are lit where the studio is sure of them. */
  windows: z.optional(z.array(windowTap).check(z.maxLength(maxWindowTaps))),
});

const enhanceParams = z.strictObject({
  autoAdjust: z.boolean(),
  brightness: z.optional(slider),
  contrast: z.optional(slider),
  saturation: z.optional(slider),
  /** Uprights upright and the horizon level. Crops a little at the edges, so it is never done unasked. */
  upright: z.optional(z.boolean()),
});

const itemRemovalParams = z.strictObject({
  maskData,
  objects: z.array(words(maxObjectNameLength)).check(z.maxLength(maxObjectNames)),
});

export const maxSurfaceTaps = 12;

const virtualRenovationParams = z.strictObject({
  description: words(maxDescriptionLength),
  style: z.optional(words(maxObjectNameLength)),
  /** Places on the surfaces meant: all of each changes and nothing else. A mask says it more exactly and comes first. */
  surfaces: z.optional(z.array(spot).check(z.maxLength(maxSurfaceTaps))),
  maskData: z.optional(maskData),
});

/** seeds/003: a picture, a mask where one is painted, and words. */
const freeEditParams = z.strictObject({
  prompt: words(maxDescriptionLength),
  maskData: z.optional(maskData),
});

/** seeds/000 "EditParams": the one source of types, checks and forms. */
export const paramsOf = {
  "virtual-staging": virtualStagingParams,
  "day-to-dusk": dayToDuskParams,
  enhance: enhanceParams,
  "item-removal": itemRemovalParams,
  "virtual-renovation": virtualRenovationParams,
  "free-edit": freeEditParams,
} as const satisfies { readonly [T in PhotoEditType]: z.ZodMiniType };

export type EditParams<T extends PhotoEditType = PhotoEditType> = z.infer<(typeof paramsOf)[T]>;
