import { notAuthorized } from "./cognito-error.ts";
import { type Pool } from "./pool.ts";
import { type User } from "./user.ts";

type Failures = { readonly count: number; readonly lastAtMs: number };

const freeAttempts = 5;
const longestLockMs = 15 * 60_000;
const maxStrangers = 10_000;

/**
 * Cognito's lockout: five wrong passwords are free, then the wait is 1 s and doubles with every further one, up to
 * 15 minutes. Throws NotAuthorizedException while it lasts, right password or not. `user` is undefined for a name
 * nobody has, which locks just the same, so that the lock tells nobody who exists.
 */
export function refuseWhileLocked(pool: Pool, user: User | undefined, username: string): void {
  const failures = failuresOf(pool, user, username);
  if (pool.now() < failures.lastAtMs + lockMs(failures.count))
    throw notAuthorized("Password attempts exceeded");
}

export function countWrongPassword(pool: Pool, user: User | undefined, username: string): void {
  const failed = { count: failuresOf(pool, user, username).count + 1, lastAtMs: pool.now() };
  if (user !== undefined) return pool.directory.save({ ...user, failedPasswords: failed });
  const name = username.toLowerCase();
  pool.strangers.delete(name);
  pool.strangers.set(name, failed);
  const [oldest] = pool.strangers.keys();
  if (pool.strangers.size > maxStrangers && oldest !== undefined) pool.strangers.delete(oldest);
}

export const noFailures: Failures = { count: 0, lastAtMs: 0 };

/** How long nobody may try after `count` wrong passwords in a row, in ms. */
function lockMs(count: number): number {
  if (count < freeAttempts) return 0;
  return Math.min(longestLockMs, 1000 * 2 ** (count - freeAttempts));
}

function failuresOf(pool: Pool, user: User | undefined, username: string): Failures {
  const failures = user === undefined ? pool.strangers.get(username.toLowerCase()) : user.failedPasswords;
  const isForgotten = failures === undefined || pool.now() > failures.lastAtMs + longestLockMs;
  return isForgotten ? noFailures : failures;
}
