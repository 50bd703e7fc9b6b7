import { handler as real } from "#functions/handlers/api.ts";

/** The product's own. */
export const handler = real;
