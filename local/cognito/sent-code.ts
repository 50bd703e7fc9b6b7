import { createHash, randomInt } from "node:crypto";
import { CognitoError } from "./cognito-error.ts";
import { type Pool } from "./pool.ts";
import { sameSecret } from "./srp.ts";
import { type SentCode, type User } from "./user.ts";

const hourMs = 3_600_000;

/** Cognito's own lifetimes: a day to confirm an address, an hour to reset a password. */
export const codeLifetimeMs = { signUp: 24 * hourMs, reset: hourMs, emailChange: 24 * hourMs } as const;

const maxCodesAnHour = 5;
const maxWrongAnswers = 5;

/**
 * A fresh code of six digits, and the user with this sending counted.
 * Throws LimitExceededException beyond five an hour: a sixth would be for guessing, or for somebody's mailbox to suffer.
 */
export function freshCode(
  pool: Pool,
  user: User,
  lifetimeMs: number,
): { readonly code: string; readonly kept: SentCode; readonly user: User } {
  const recent = user.codesSentAtMs.filter((at) => at > pool.now() - hourMs);
  if (recent.length >= maxCodesAnHour) throw attemptsUsedUp();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  return {
    code,
    kept: { hash: hashOf(user, code), expiresAtMs: pool.now() + lifetimeMs, wrongAnswers: 0 },
    user: { ...user, codesSentAtMs: [...recent, pool.now()] },
  };
}

/**
 * Returns when `given` is the code that was sent. Throws CodeMismatchException, ExpiredCodeException, or
 * LimitExceededException after five wrong answers (the code is then dead); `remember` stores a counted wrong answer first.
 */
export function checkCode(
  pool: Pool,
  user: User,
  sent: SentCode | undefined,
  given: string,
  remember: (counted: SentCode) => void,
): void {
  if (sent === undefined || pool.now() >= sent.expiresAtMs) throw expiredCode();
  if (sent.wrongAnswers >= maxWrongAnswers) throw attemptsUsedUp();
  if (sameSecret(hashOf(user, given), sent.hash)) return;
  remember({ ...sent, wrongAnswers: sent.wrongAnswers + 1 });
  throw codeMismatch();
}

export const codeMismatch = (): CognitoError =>
  new CognitoError("CodeMismatchException", "Invalid verification code provided, please try again.");

export const expiredCode = (): CognitoError =>
  new CognitoError("ExpiredCodeException", "Invalid code provided, please request a code again.");

const attemptsUsedUp = (): CognitoError =>
  new CognitoError("LimitExceededException", "Attempt limit exceeded, please try after some time.");

const hashOf = (user: User, code: string): string =>
  createHash("sha256").update(`${user.sub}:${user.salt}:${code}`).digest("hex");
