import * as z from "zod/mini";
import { plan } from "../limits/plans.ts";
import { allowanceFields, allowanceView, storageFields, storageView } from "./allowance-view.ts";
import { problemFields } from "./fields.ts";
import { deleteReply, operation, refusable } from "./operation.ts";
import { orNull } from "./problem-view.ts";

/** What somebody asks about their account, and its end. */
export const accountOperations = {
  getAllowances: operation(
    "query",
    "getAllowances",
    {},
    z.object({}),
    z.object({
      planName: orNull(plan),
      items: z.array(allowanceView),
      storage: orNull(storageView),
      ...refusable,
    }),
    `planName items { ${allowanceFields} } storage { ${storageFields} } ${problemFields}`,
  ),
  deleteMyData: operation(
    "mutation",
    "deleteMyData",
    { confirmation: "String!" },
    z.object({ confirmation: z.string().check(z.maxLength(40)) }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
} as const;

/** The confirmation `deleteMyData` wants, typed by a person. */
export const deleteConfirmation = "DELETE";
