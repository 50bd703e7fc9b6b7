/** Fields of the views that GraphQL carries as AWSJSON. */
const jsonFields = new Set(["analysis", "suggestions", "params", "fields", "steps", "plan"]);

/** A reply as AppSync takes it: AWSJSON as text, null for what is not there. */
export function toGraphql(reply: object): unknown {
  return Object.fromEntries(
    Object.entries({ problem: null, ...reply }).map(([key, value]) => [key, member(key, value)]),
  );
}

function member(key: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (jsonFields.has(key)) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((entry) => member("", entry));
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, member(name, inner)]));
}
