import * as z from "zod/mini";

/**
 * An AWSJSON value. AppSync hands it to resolvers parsed and to clients as a string, and some paths wrap it twice:
 * whatever comes is unwrapped until it is no string any more, then read by `schema`.
 */
export const awsJson = <S extends z.ZodMiniType>(schema: S) => z.pipe(z.transform(unwrap), schema);

function unwrap(value: unknown): unknown {
  let at = value;
  for (let depth = 0; depth < 3 && typeof at === "string"; depth++) {
    try {
      at = JSON.parse(at);
    } catch {
      return at;
    }
  }
  return at;
}
