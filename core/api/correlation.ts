/**
 * The header in which a client names each of its requests. The name is written into every line that the request causes,
 * in whatever function, from the API to the model.
 */
export const correlationHeader = "x-correlation-id";

/** A name that came from outside; undefined for one that no client of ours would give, so that it never reaches a log. */
export const readCorrelationId = (value: unknown): string | undefined =>
  typeof value === "string" && /^[0-9A-Za-z-]{8,64}$/.test(value) ? value : undefined;
