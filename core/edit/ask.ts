import * as z from "zod/mini";
import { recipe } from "../batch/op.ts";
import { type EditType } from "./edit-type.ts";
import { paramsOf } from "./params.ts";

/** The steps that a batch does to a photo, as one edit of it. */
const recipeParams = z.strictObject({ steps: recipe });

/** An edit as it is asked for: the type and the params that belong to it. */
export const editAsk = z.discriminatedUnion("editType", [
  z.object({ editType: z.literal("virtual-staging"), params: paramsOf["virtual-staging"] }),
  z.object({ editType: z.literal("day-to-dusk"), params: paramsOf["day-to-dusk"] }),
  z.object({ editType: z.literal("enhance"), params: paramsOf.enhance }),
  z.object({ editType: z.literal("item-removal"), params: paramsOf["item-removal"] }),
  z.object({ editType: z.literal("virtual-renovation"), params: paramsOf["virtual-renovation"] }),
  z.object({ editType: z.literal("free-edit"), params: paramsOf["free-edit"] }),
  z.object({ editType: z.literal("recipe"), params: recipeParams }),
]);
export type EditAsk = z.infer<typeof editAsk>;

/** Params without the mask, which is kept as an object of its own: what a record, a list and a history carry. */
const keptParamsOf = {
  "virtual-staging": paramsOf["virtual-staging"],
  "day-to-dusk": paramsOf["day-to-dusk"],
  enhance: paramsOf.enhance,
  "item-removal": z.omit(paramsOf["item-removal"], { maskData: true }),
  "virtual-renovation": z.omit(paramsOf["virtual-renovation"], { maskData: true }),
  "free-edit": z.omit(paramsOf["free-edit"], { maskData: true }),
  recipe: recipeParams,
} as const satisfies { readonly [T in EditType]: z.ZodMiniType };

export type KeptParams<T extends EditType = EditType> = z.infer<(typeof keptParamsOf)[T]>;

/** An edit as it is kept: the ask, less its mask. */
export const keptAsk = z.discriminatedUnion("editType", [
  z.object({ editType: z.literal("virtual-staging"), params: keptParamsOf["virtual-staging"] }),
  z.object({ editType: z.literal("day-to-dusk"), params: keptParamsOf["day-to-dusk"] }),
  z.object({ editType: z.literal("enhance"), params: keptParamsOf.enhance }),
  z.object({ editType: z.literal("item-removal"), params: keptParamsOf["item-removal"] }),
  z.object({ editType: z.literal("virtual-renovation"), params: keptParamsOf["virtual-renovation"] }),
  z.object({ editType: z.literal("free-edit"), params: keptParamsOf["free-edit"] }),
  z.object({ editType: z.literal("recipe"), params: keptParamsOf.recipe }),
]);
export type KeptAsk = z.infer<typeof keptAsk>;

/** What one flow makes with its models. A recipe is several of these, one after the other, and what lies between. */
export type PhotoAsk = Exclude<KeptAsk, { readonly editType: "recipe" }>;

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
    case "free-edit": {
      const { maskData: mask, ...params } = ask.params;
      return { kept: { editType: ask.editType, params }, maskData: mask };
    }
    default:
      return { kept: ask, maskData: undefined };
  }
}
