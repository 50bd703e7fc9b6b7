import * as z from "zod/mini";

/** What AppSync answers to a request over HTTP: the operation's own answer, unchecked, or what went wrong around it. */
export const envelope = z.object({
  data: z.nullish(z.record(z.string(), z.unknown())),
  errors: z.nullish(
    z.array(
      z.object({
        message: z.string(),
        errorType: z.nullish(z.string()),
        /** Of the field that failed; none when the request as a whole was refused. */
        path: z.nullish(z.array(z.unknown())),
      }),
    ),
  ),
});
export type ApiError = NonNullable<z.infer<typeof envelope>["errors"]>[number];
