import * as z from "zod/mini";

/** What the worker found under a tap, as `Selection` has it, or why there is nothing. */
export const selected = z.union([
  z.object({ outlines: z.array(z.string()).check(z.minLength(1)), best: z.int().check(z.gte(0)) }),
  z.object({ error: z.string() }),
]);
export type Selected = z.infer<typeof selected>;
