import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import { UsageError } from "./usage.ts";

/** The parts of amplify_outputs.json that a client without a screen needs. */
const outputs = z.object({
  auth: z.object({ user_pool_id: z.string(), user_pool_client_id: z.string(), aws_region: z.string() }),
  data: z.object({ url: z.string() }),
  custom: z.optional(
    z.object({
      local: z.optional(
        z.object({
          userPoolEndpoint: z.string(),
          demoAccount: z.object({ email: z.string(), password: z.string() }),
        }),
      ),
    }),
  ),
});
export type Outputs = z.infer<typeof outputs>;

/** From a cloud started in the same breath; throws ZodError for anything else. */
export const readOutputsDocument = (document: unknown): Outputs => outputs.parse(document);

/** From a file (a deployed backend), throwing UsageError when it is none. */
export async function readOutputs(file: string): Promise<Outputs> {
  try {
    return outputs.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new UsageError(`${file} is not an amplify_outputs.json`, { cause });
  }
}

/** From the app's origin; undefined when nothing listens there. */
export async function fetchOutputs(origin: string): Promise<Outputs | undefined> {
  const answer = await fetch(`${origin}/amplify_outputs.json`).catch(() => undefined);
  return answer?.ok === true ? outputs.parse(await answer.json()) : undefined;
}
