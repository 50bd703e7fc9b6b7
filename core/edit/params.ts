import * as z from "zod/mini";
import {
  maxDescriptionLength,
  maxMaskBase64Length,
  maxObjectNameLength,
  maxObjectNames,
} from "../limits/limits.ts";
import { type EditType } from "./edit-type.ts";

export const roomTypes = ["living-room", "bedroom", "kitchen", "dining-room", "office", "bathroom"] as const;
export const stagingStyles = [
  "modern",
  "traditional",
  "minimalist",
  "luxury",
  "rustic",
  "contemporary",
] as const;
export const duskIntensities = ["subtle", "moderate", "dramatic"] as const;

export type RoomType = (typeof roomTypes)[number];
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
});

const dayToDuskParams = z.strictObject({ intensity: z.enum(duskIntensities) });

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

const virtualRenovationParams = z.strictObject({
  description: words(maxDescriptionLength),
  style: z.optional(words(maxObjectNameLength)),
  maskData: z.optional(maskData),
});

/** seeds/000 "EditParams": the one source of types, checks and forms. */
export const paramsOf = {
  "virtual-staging": virtualStagingParams,
  "day-to-dusk": dayToDuskParams,
  enhance: enhanceParams,
  "item-removal": itemRemovalParams,
  "virtual-renovation": virtualRenovationParams,
} as const satisfies { readonly [T in EditType]: z.ZodMiniType };

export type EditParams<T extends EditType = EditType> = z.infer<(typeof paramsOf)[T]>;

/** An edit as it is asked for: the type and the params that belong to it. */
export const editAsk = z.discriminatedUnion("editType", [
  z.object({ editType: z.literal("virtual-staging"), params: virtualStagingParams }),
  z.object({ editType: z.literal("day-to-dusk"), params: dayToDuskParams }),
  z.object({ editType: z.literal("enhance"), params: enhanceParams }),
  z.object({ editType: z.literal("item-removal"), params: itemRemovalParams }),
  z.object({ editType: z.literal("virtual-renovation"), params: virtualRenovationParams }),
]);
export type EditAsk = z.infer<typeof editAsk>;

/** Params without the mask, which is kept as an object of its own: what a record, a list and a history carry. */
const keptParamsOf = {
  "virtual-staging": virtualStagingParams,
  "day-to-dusk": dayToDuskParams,
  enhance: enhanceParams,
  "item-removal": z.omit(itemRemovalParams, { maskData: true }),
  "virtual-renovation": z.omit(virtualRenovationParams, { maskData: true }),
} as const satisfies { readonly [T in EditType]: z.ZodMiniType };

export type KeptParams<T extends EditType = EditType> = z.infer<(typeof keptParamsOf)[T]>;

/** An edit as it is kept: the ask, less its mask. */
export const keptAsk = z.discriminatedUnion("editType", [
  z.object({ editType: z.literal("virtual-staging"), params: keptParamsOf["virtual-staging"] }),
  z.object({ editType: z.literal("day-to-dusk"), params: keptParamsOf["day-to-dusk"] }),
  z.object({ editType: z.literal("enhance"), params: keptParamsOf.enhance }),
  z.object({ editType: z.literal("item-removal"), params: keptParamsOf["item-removal"] }),
  z.object({ editType: z.literal("virtual-renovation"), params: keptParamsOf["virtual-renovation"] }),
]);
export type KeptAsk = z.infer<typeof keptAsk>;

/** Takes the mask out of an ask. */
export function splitMask(ask: EditAsk): { readonly kept: KeptAsk; readonly maskData: string | undefined } {
  switch (ask.editType) {
    case "item-removal": {
      const { maskData: mask, ...params } = ask.params;
      return { kept: { editType: ask.editType, params }, maskData: mask };
    }
    case "virtual-renovation": {
      const { maskData: mask, ...params } = ask.params;
      return { kept: { editType: ask.editType, params }, maskData: mask };
    }
    default:
      return { kept: ask, maskData: undefined };
  }
}
