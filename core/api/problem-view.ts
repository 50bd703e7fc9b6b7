import * as z from "zod/mini";
import { problem } from "../problem-schema.ts";

/** GraphQL says null for what is not there. */
export const orNull = <S extends z.ZodMiniType>(schema: S) => z.nullish(schema);

/** A problem as GraphQL delivers it: absent parts are null. */
export const problemView = z.object({
  kind: problem.shape.kind,
  message: z.string(),
  remedy: z.string(),
  field: orNull(z.string()),
  retryAfterSeconds: orNull(z.int()),
});
export type ProblemView = z.infer<typeof problemView>;
