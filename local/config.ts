import { isAbsolute, resolve } from "node:path";
import * as z from "zod/mini";

/** Where the embedded cloud listens and keeps its state. Everything listens on the loopback interface only. */
export type CloudConfig = {
  /**
   * The app's port; the next one is S3's, so that stored bytes never share the app's origin; the one after that is
   * every other AWS service's. 0 takes three free ports, for tests.
   */
  readonly port: number;
  /** Holds all state; made when missing. Absolute. */
  readonly dataDir: string;
};

export class ConfigProblem extends Error {
  override readonly name = "ConfigProblem";
}

/** PORT (default 4300) and REIMAGINE_DATA (default .reimagine in the project). Throws ConfigProblem. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  projectDir: string,
): CloudConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigProblem(`PORT must be a number from 1 to ${lastPort}, not "${env["PORT"] ?? ""}".`);
  }
  const dataDir = parsed.data.REIMAGINE_DATA ?? ".reimagine";
  return {
    port: parsed.data.PORT,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(projectDir, dataDir),
  };
}

/** What every part of the embedded cloud calls itself; AWS code only ever compares these, so any fixed value does. */
export const region = "us-west-2";
export const accountId = "000000000000";
export const bucketName = "reimagine-local";
export const tableName = "reimagine";

// Three ports in a row are taken.
const lastPort = 65_533;

const environment = z.object({
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(lastPort)), 4300),
  REIMAGINE_DATA: z.optional(z.string().check(z.minLength(1))),
});
