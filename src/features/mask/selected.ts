import * as z from "zod/mini";

/** What the worker found under a tap: an outline in pixels of the photo, or why there is none. */
export const selected = z.union([z.object({ path: z.string() }), z.object({ error: z.string() })]);
export type Selected = z.infer<typeof selected>;
