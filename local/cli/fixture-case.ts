import * as z from "zod/mini";

/** One row: it passes when it got what the fixture expects. */
export interface CaseResult {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
}

/** The cases of a fixture file, in the forms that we use. */
export const cases = z.array(
  z.object({
    name: z.string(),
    valid: z.optional(z.boolean()),
    request: z.optional(z.unknown()),
    response: z.optional(z.unknown()),
    body: z.optional(z.unknown()),
    expect: z.optional(z.object({ error: z.string(), message: z.optional(z.string()) })),
  }),
);
