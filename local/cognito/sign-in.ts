import { createHmac } from "node:crypto";
import * as z from "zod/mini";
import { CognitoError, invalid, notAuthorized } from "./cognito-error.ts";
import { countWrongPassword, noFailures, refuseWhileLocked } from "./password-attempts.ts";
import { poolName, type Pool } from "./pool.ts";
import {
  answersChallenge,
  hexOf,
  makeVerifier,
  openChallenge,
  provesPassword,
  type Verifier,
} from "./srp.ts";
import { openSession, refreshTokens, type Tokens } from "./tokens.ts";
import { type User } from "./user.ts";

const challengeLifetimeMs = 3 * 60_000;
const maxOpenChallenges = 10_000;

export const initiateAuthInput = z.object({
  ClientId: z.string(),
  AuthFlow: z.string(),
  AuthParameters: z.optional(z.record(z.string(), z.string())),
});

export type SignedIn = {
  readonly AuthenticationResult: Tokens;
  readonly ChallengeParameters: Record<string, never>;
};
export interface PasswordVerifierChallenge {
  readonly ChallengeName: "PASSWORD_VERIFIER";
  readonly ChallengeParameters: Readonly<Record<string, string>>;
}

export function initiateAuth(
  pool: Pool,
  { AuthFlow, AuthParameters = {} }: z.infer<typeof initiateAuthInput>,
): SignedIn | PasswordVerifierChallenge {
  switch (AuthFlow) {
    case "USER_SRP_AUTH":
      return startSrp(pool, needed(AuthParameters, "USERNAME"), needed(AuthParameters, "SRP_A"));
    case "USER_PASSWORD_AUTH":
      return checkPlainPassword(pool, needed(AuthParameters, "USERNAME"), needed(AuthParameters, "PASSWORD"));
    case "REFRESH_TOKEN":
    case "REFRESH_TOKEN_AUTH":
      return signedInWith(refreshTokens(pool, needed(AuthParameters, "REFRESH_TOKEN")));
    default:
      throw invalid(`${AuthFlow} flow not enabled for this client`);
  }
}

export const respondToAuthChallengeInput = z.object({
  ClientId: z.string(),
  ChallengeName: z.string(),
  ChallengeResponses: z.optional(z.record(z.string(), z.string())),
});

export function respondToAuthChallenge(
  pool: Pool,
  { ChallengeName, ChallengeResponses = {} }: z.infer<typeof respondToAuthChallengeInput>,
): SignedIn {
  if (ChallengeName !== "PASSWORD_VERIFIER") throw invalid(`Unsupported challenge ${ChallengeName}`);
  const secretBlock = needed(ChallengeResponses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const signature = needed(ChallengeResponses, "PASSWORD_CLAIM_SIGNATURE");
  const timestamp = needed(ChallengeResponses, "TIMESTAMP");
  const challenge = pool.challenges.get(secretBlock);
  // Taken out before it is checked, so that one challenge is answered once.
  pool.challenges.delete(secretBlock);
  if (challenge === undefined || pool.now() >= challenge.expiresAtMs)
    throw notAuthorized("Invalid session for the user, session is expired.");
  const user = pool.directory.find(challenge.srp.userId);
  refuseWhileLocked(pool, user, challenge.username);
  const isRight = answersChallenge(challenge.srp, poolName, timestamp, signature);
  return finish(pool, user, challenge.username, isRight);
}

export const getTokensFromRefreshTokenInput = z.object({ ClientId: z.string(), RefreshToken: z.string() });

export function getTokensFromRefreshToken(
  pool: Pool,
  input: z.infer<typeof getTokensFromRefreshTokenInput>,
): { readonly AuthenticationResult: Tokens } {
  return { AuthenticationResult: refreshTokens(pool, input.RefreshToken) };
}

/** Counts a wrong password, clears the count for a right one. Throws NotAuthorizedException, UserNotConfirmedException. */
function finish(pool: Pool, user: User | undefined, username: string, isRight: boolean): SignedIn {
  if (user === undefined || !isRight) {
    countWrongPassword(pool, user, username);
    throw notAuthorized();
  }
  if (user.status === "UNCONFIRMED")
    throw new CognitoError("UserNotConfirmedException", "User is not confirmed.");
  return signedInWith(openSession(pool, { ...user, failedPasswords: noFailures }));
}

function startSrp(pool: Pool, username: string, clientPublic: string): PasswordVerifierChallenge {
  const user = pool.directory.find(username);
  refuseWhileLocked(pool, user, username);
  const known = user ?? stranger(pool, username);
  const srp = challengeFor(known.sub, clientPublic, known);
  pool.challenges.set(srp.secretBlock, { srp, username, expiresAtMs: pool.now() + challengeLifetimeMs });
  const [oldest] = pool.challenges.keys();
  if (pool.challenges.size > maxOpenChallenges && oldest !== undefined) pool.challenges.delete(oldest);
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      SALT: known.salt,
      SECRET_BLOCK: srp.secretBlock,
      SRP_B: hexOf(srp.serverPublic),
      USERNAME: known.sub,
      USER_ID_FOR_SRP: known.sub,
    },
  };
}

function challengeFor(
  userId: string,
  clientPublic: string,
  known: Verifier,
): ReturnType<typeof openChallenge> {
  try {
    return openChallenge(userId, clientPublic, known);
  } catch (error) {
    if (error instanceof RangeError) throw invalid(error.message);
    throw error;
  }
}

function checkPlainPassword(pool: Pool, username: string, password: string): SignedIn {
  const user = pool.directory.find(username);
  refuseWhileLocked(pool, user, username);
  const known = user ?? stranger(pool, username);
  const isRight = provesPassword(poolName, known.sub, password, known);
  return finish(pool, user, username, isRight);
}

/** Salt and verifier for a name nobody has: always the same for that name, so that asking twice tells nothing. */
function stranger(pool: Pool, username: string): Verifier & { readonly sub: string } {
  const secret = (label: string): string =>
    createHmac("sha256", pool.key.secret).update(`${label}:${username.toLowerCase()}`).digest("hex");
  const id = secret("sub");
  const sub = `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20, 32)}`;
  return { sub, ...makeVerifier(poolName, sub, secret("password"), secret("salt").slice(0, 32)) };
}

const signedInWith = (tokens: Tokens): SignedIn => ({
  AuthenticationResult: tokens,
  ChallengeParameters: {},
});

function needed(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === "") throw invalid(`Missing required parameter ${name}`);
  return value;
}
