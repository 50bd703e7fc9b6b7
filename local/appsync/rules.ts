import * as z from "zod/mini";

/** Who may use a root field and what answers it, as read out of the synthesized backend. */
const fieldRule = z.object({
  auth: z
    .array(
      z.discriminatedUnion("mode", [
        z.object({ mode: z.literal("userPools"), groups: z.optional(z.array(z.string())) }),
        z.object({ mode: z.literal("iam") }),
      ]),
    )
    .check(z.minLength(1)),
  handler: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("function"), name: z.string() }),
    z.object({ kind: z.literal("js"), file: z.string().check(z.regex(/^[\w-]+\.js$/)) }),
  ]),
  /** On a subscription: the mutations whose results it delivers. */
  subscribesTo: z.optional(z.array(z.string())),
});
export type FieldRule = z.infer<typeof fieldRule>;

/** "<Type>.<field>" → its rule. */
export type Rules = ReadonlyMap<string, FieldRule>;

/** Throws, naming what is wrong, unless `json` is a rules file. */
export function readRules(json: string): Rules {
  return new Map(
    Object.entries(z.record(z.string().check(z.regex(/^\w+\.\w+$/)), fieldRule).parse(JSON.parse(json))),
  );
}
