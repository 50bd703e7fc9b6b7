import * as z from "zod/mini";
import { emailAddress } from "./attributes.ts";
import { CognitoError, invalid } from "./cognito-error.ts";
import { checkPassword } from "./password-policy.ts";
import { type Pool } from "./pool.ts";
import { confirmed, newUser, refuseTakenEmail } from "./sign-up.ts";
import { group, type Group, type User } from "./user.ts";

/**
 * What an administrator does to a pool, as plain functions: they are not on the wire, where Cognito wants IAM
 * credentials for them. Names are an e-mail or a `sub`; each throws UserNotFoundException for nobody's name.
 * A change of groups shows in tokens made after it, as it does on AWS.
 */
export function addUserToGroup(pool: Pool, username: string, to: Group): void {
  const user = existing(pool, username);
  if (!user.groups.includes(to)) pool.directory.save({ ...user, groups: [...user.groups, to] });
}

export function removeUserFromGroup(pool: Pool, username: string, from: Group): void {
  const user = existing(pool, username);
  pool.directory.save({ ...user, groups: user.groups.filter((other) => other !== from) });
}

export const groupsOf = (pool: Pool, username: string): readonly Group[] => existing(pool, username).groups;

export function confirmSignUpOf(pool: Pool, username: string): void {
  pool.directory.save(confirmed(pool, existing(pool, username)));
}

/** Someone who can sign in at once. Returns their `sub`. Throws as sign-up does for a bad e-mail or password. */
export function createUser(
  pool: Pool,
  ask: { readonly email: string; readonly password: string; readonly groups?: readonly Group[] },
): string {
  const email = ask.email.toLowerCase();
  if (!emailAddress.safeParse(email).success) throw invalid("Username should be an email.");
  checkPassword(ask.password);
  refuseTakenEmail(pool, email);
  const groups = z.array(group).parse(ask.groups ?? []);
  const user = { ...confirmed(pool, newUser(pool, email, ask.password)), groups };
  pool.directory.save(user);
  return user.sub;
}

function existing(pool: Pool, username: string): User {
  const user = pool.directory.find(username);
  if (user === undefined) throw new CognitoError("UserNotFoundException", "User does not exist.");
  return user;
}
