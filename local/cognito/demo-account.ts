import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { readIfThere, writeAtomically } from "#local/files.ts";
import { createUser } from "./admin.ts";
import { withPassword } from "./password.ts";
import { type Pool } from "./pool.ts";

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
}

/**
 * The account the local sign-in page offers. Its password is drawn at the first start and is the only one kept in
 * readable form (mode 0600): anyone who can read it is this machine's user anyway. Made again when it was deleted.
 */
export function openDemoAccount(pool: Pool, dataDir: string): DemoAccount {
  const path = join(dataDir, "demo-account.json");
  const kept = readIfThere(path);
  const account = kept === undefined ? makeAccount(path) : demoAccount.parse(JSON.parse(kept));
  const user = pool.directory.find(account.email);
  if (user === undefined) createUser(pool, { ...account, groups: ["CREATORS"] });
  // The file was lost or written anew: what the page shows must be what signs in.
  else if (kept === undefined) pool.directory.save(withPassword(pool, user, account.password));
  return account;
}

const demoAccount = z.object({ email: z.string(), password: z.string() });

function makeAccount(path: string): DemoAccount {
  // The suffix meets the policy's four kinds of characters whatever was drawn.
  const made = { email: "demo@reimagine.local", password: `${randomBytes(9).toString("base64url")}aA1` };
  writeAtomically(path, JSON.stringify(made), { durable: true });
  return made;
}
