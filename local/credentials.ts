import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { readIfThere, writeAtomically } from "#local/files.ts";
import { type Credentials } from "#local/sigv4.ts";

/** Keys of this machine's cloud, made once and kept, so that signed links survive a restart. */
export type LocalSecrets = {
  readonly credentials: Credentials;
  /** Guards the admin endpoint of the fault injection. */
  readonly adminToken: string;
};

export function loadSecrets(dataDir: string): LocalSecrets {
  const path = join(dataDir, "credentials.json");
  const text = readIfThere(path);
  if (text !== undefined) return stored.parse(JSON.parse(text));

  const made: LocalSecrets = {
    credentials: {
      accessKeyId: `AKIALOCAL${randomBytes(6).toString("hex").slice(0, 11).toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64url"),
    },
    adminToken: randomBytes(24).toString("base64url"),
  };
  writeAtomically(path, JSON.stringify(made, null, 2), { durable: true });
  return made;
}

const stored = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  adminToken: z.string(),
});
