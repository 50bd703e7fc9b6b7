import * as z from "zod/mini";

export const editTypes = [
  "virtual-staging",
  "day-to-dusk",
  "enhance",
  "item-removal",
  "virtual-renovation",
] as const;
export const editType = z.enum(editTypes);
export type EditType = z.infer<typeof editType>;
