import * as z from "zod/mini";

/** What a person asks of one photo, each with a form of its own. */
export const photoEditTypes = [
  "virtual-staging",
  "day-to-dusk",
  "enhance",
  "item-removal",
  "virtual-renovation",
  "free-edit",
] as const;
export type PhotoEditType = (typeof photoEditTypes)[number];

/** With the steps of a batch, which are one edit of each photo. */
export const editTypes = [...photoEditTypes, "recipe"] as const;
export const editType = z.enum(editTypes);
export type EditType = z.infer<typeof editType>;
