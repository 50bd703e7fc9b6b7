import * as z from "zod/mini";

/** What the worker made of the marks: a PNG, or why there is none. */
export const exported = z.union([z.object({ base64: z.string() }), z.object({ error: z.string() })]);
export type Exported = z.infer<typeof exported>;
