/** An input as a document takes it: what it declares as AWSJSON travels as text, lists and the rest as they are. */
export const asVariables = (document: string, input: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [
      key,
      value !== null && value !== undefined && typeof value !== "string" && isJson(document, key)
        ? JSON.stringify(value)
        : value,
    ]),
  );

const isJson = (document: string, key: string): boolean => new RegExp(`\\$${key}: AWSJSON\\b`).test(document);
