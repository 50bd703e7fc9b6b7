import { handler as real } from "#functions/handlers/on-upload.ts";

/** The product's own; the looking is done by the embedded Bedrock. */
export const handler = real;
