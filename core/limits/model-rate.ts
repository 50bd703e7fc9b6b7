import * as z from "zod/mini";

/** How many times the catalogue's requests a minute an account may make of each model: its granted quota over the usual one. */
export const modelRate = z.coerce.number().check(z.positive());
