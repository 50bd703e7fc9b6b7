import { type z } from "zod/mini";

type Issue = z.core.$ZodIssue;

/** Where the first thing wrong stands and what is wrong with it, in words a person reads. */
export function explainIssues(
  issues: readonly Issue[],
  prefix: readonly string[] = [],
): { readonly field: string; readonly detail: string } {
  const [first] = issues;
  if (first === undefined) throw new RangeError("Expected at least one issue");
  const issue = deepest(first);
  const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...prefix, ...issue.path.map(String), ...extra].map(shortened);
  const name = path.at(-1) ?? "the request";
  return { field: path.join("."), detail: `${name} ${sentence(issue)}` };
}

/** Names are the client's own words: a long one is not said back whole. */
const shortened = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

/** Of a union's branches, the one that got furthest knows best what is wrong. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors.flat().map((nested) => ({ ...nested, path: [...issue.path, ...nested.path] }));
  const best = inner.toSorted((a, b) => b.path.length - a.path.length)[0];
  return best ? deepest(best) : issue;
}

function sentence(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? `must have at least ${issue.minimum} ${unit(issue.origin, Number(issue.minimum))}`
        : `must be at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" || issue.origin === "array"
        ? `must have at most ${issue.maximum} ${unit(issue.origin, Number(issue.maximum))}`
        : `must be at most ${issue.maximum}`;
    case "invalid_type":
      return issue.input === undefined
        ? `must be given, as ${article(issue.expected)}`
        : `must be ${article(issue.expected)}`;
    case "unrecognized_keys":
      return "is not known here";
    case "invalid_format":
      return issue.message === "Invalid input" ? "has not the right form" : issue.message;
    default:
      return issue.message === "Invalid input" ? "is not valid" : issue.message;
  }
}

const unit = (origin: string, count: number): string => {
  const word = origin === "string" ? "character" : "entry";
  if (count === 1) return word;
  return origin === "string" ? "characters" : "entries";
};

const names: Readonly<Record<string, string>> = {
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
const article = (expected: string): string => names[expected] ?? `a ${expected}`;
