import * as z from "zod/mini";
import { limitNames } from "../limits/plans.ts";
import { orNull } from "./problem-view.ts";

/** One allowance of a person's plan, as their app sees it. */
export const allowanceView = z.object({
  name: z.enum(limitNames),
  /** Uses within the running hour, or month. */
  used: z.int(),
  /** What the plan gives for it; null where it gives as many as one likes. */
  most: orNull(z.int()),
  /** When it begins anew, ISO 8601. */
  endsAt: z.string(),
});
export type AllowanceView = z.infer<typeof allowanceView>;
export const allowanceFields = "name used most endsAt";

/** What somebody's photos and kept results take of their plan's storage, in whole megabytes (10⁶ bytes). */
export const storageView = z.object({
  usedMegabytes: z.int(),
  /** What the plan gives; null where there is no end. */
  mostMegabytes: orNull(z.int()),
});
export type StorageView = z.infer<typeof storageView>;
export const storageFields = "usedMegabytes mostMegabytes";
