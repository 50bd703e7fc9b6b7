import * as z from "zod/mini";
import { pageSize } from "../limits/limits.ts";
import { orNull, problemView } from "./problem-view.ts";

/** One operation of the API: its document, and the shapes of what goes in and comes out, checked on both sides. */
export interface Operation<In extends z.ZodMiniType, Out extends z.ZodMiniType> {
  readonly name: string;
  readonly kind: "query" | "mutation";
  readonly input: In;
  readonly output: Out;
  readonly document: string;
}

export const operation = <In extends z.ZodMiniType, Out extends z.ZodMiniType>(
  kind: "query" | "mutation",
  name: string,
  variables: Readonly<Record<string, string>>,
  input: In,
  output: Out,
  selection: string,
): Operation<In, Out> => {
  const declared = Object.entries(variables).map(([key, type]) => `$${key}: ${type}`);
  const passed = Object.keys(variables).map((key) => `${key}: $${key}`);
  return {
    name,
    kind,
    input,
    output,
    document: `${kind} ${name[0]?.toUpperCase()}${name.slice(1)}${brackets(declared)} { ${name}${brackets(passed)} { ${selection} } }`,
  };
};

const brackets = (parts: readonly string[]): string => (parts.length > 0 ? `(${parts.join(", ")})` : "");

/** What every reply has beside its answer. */
export const refusable = { problem: orNull(problemView) };
export const deleteReply = z.object({ deleted: z.int(), ...refusable });

/** How a list is asked for. */
export const page = {
  limit: orNull(z.int().check(z.minimum(1), z.maximum(pageSize))),
  nextToken: orNull(z.string().check(z.maxLength(2000))),
  /** ISO 8601: only what changed at or after this time. */
  updatedSince: orNull(z.string().check(z.maxLength(40))),
};
