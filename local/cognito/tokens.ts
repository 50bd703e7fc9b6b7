import { createHash, randomBytes, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { notAuthorized } from "./cognito-error.ts";
import { clientId, issuer, type Pool } from "./pool.ts";
import { type Session, type User } from "./user.ts";

/** An access token's content. Times in seconds since 1970. */
const accessClaims = z.object({
  sub: z.string(),
  "cognito:groups": z.optional(z.array(z.string())),
  iss: z.literal(issuer),
  client_id: z.literal(clientId),
  origin_jti: z.string(),
  token_use: z.literal("access"),
  scope: z.string(),
  auth_time: z.number(),
  exp: z.number(),
  iat: z.number(),
  jti: z.string(),
  username: z.string(),
});
export type AccessClaims = z.infer<typeof accessClaims>;

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: "Bearer";
}

const tokenLifetimeSeconds = 3600;
const sessionLifetimeMs = 30 * 24 * 3_600_000;
const maxSessions = 100;

/** Signs someone in: stores the new session and gives its three tokens. */
export function openSession(pool: Pool, user: User): Tokens & { readonly RefreshToken: string } {
  const refreshToken = `${user.sub}.${randomBytes(48).toString("base64url")}`;
  const opened: Session = {
    originJti: randomUUID(),
    refreshHash: hashOf(refreshToken),
    authTimeSeconds: seconds(pool),
    expiresAtMs: pool.now() + sessionLifetimeMs,
  };
  const alive = user.sessions.filter((session) => session.expiresAtMs > pool.now());
  const signedIn = { ...user, sessions: [...alive, opened].slice(-maxSessions) };
  pool.directory.save(signedIn);
  return { ...tokensOf(pool, signedIn, opened), RefreshToken: refreshToken };
}

/** New access and id tokens, with today's groups and attributes. Throws NotAuthorizedException when the session is over. */
export function refreshTokens(pool: Pool, refreshToken: string): Tokens {
  const found = sessionOf(pool, refreshToken);
  if (found === undefined) throw notAuthorized("Invalid Refresh Token");
  if (pool.now() >= found.session.expiresAtMs) throw notAuthorized("Refresh Token has expired");
  return tokensOf(pool, found.user, found.session);
}

/** Ends the session of a refresh token and with it every token made from it. Ending it again changes nothing. */
export function endSession(pool: Pool, refreshToken: string): void {
  const found = sessionOf(pool, refreshToken);
  if (found === undefined) return;
  const { user, session } = found;
  pool.directory.save({ ...user, sessions: user.sessions.filter((other) => other !== session) });
}

/**
 * Who an access token speaks for: undefined unless this pool signed it, it has not expired and its session was
 * neither revoked nor signed out.
 */
export function readAccessToken(
  pool: Pool,
  token: string,
): { readonly claims: AccessClaims; readonly user: User } | undefined {
  const read = accessClaims.safeParse(pool.key.opened(token));
  if (!read.success || read.data.exp <= seconds(pool)) return undefined;
  const user = pool.directory.find(read.data.sub);
  const isAlive = user?.sessions.some((session) => session.originJti === read.data.origin_jti) === true;
  return user !== undefined && isAlive ? { claims: read.data, user } : undefined;
}

/** The same for an action: throws NotAuthorizedException. */
export function userOfAccessToken(pool: Pool, token: string): User {
  const read = readAccessToken(pool, token);
  if (read === undefined) throw notAuthorized("Access Token has been revoked");
  return read.user;
}

function tokensOf(pool: Pool, user: User, session: Session): Tokens {
  const iat = seconds(pool);
  const shared = {
    sub: user.sub,
    ...(user.groups.length > 0 ? { "cognito:groups": user.groups } : {}),
    iss: issuer,
    origin_jti: session.originJti,
    event_id: randomUUID(),
    auth_time: session.authTimeSeconds,
    exp: iat + tokenLifetimeSeconds,
    iat,
  };
  const access = {
    ...shared,
    client_id: clientId,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    jti: randomUUID(),
    username: user.sub,
  };
  const id = {
    ...user.attributes,
    ...shared,
    aud: clientId,
    token_use: "id",
    jti: randomUUID(),
    email: user.email,
    email_verified: user.attributes["email_verified"] === "true",
    "cognito:username": user.sub,
  };
  return {
    AccessToken: pool.key.signed(access),
    IdToken: pool.key.signed(id),
    ExpiresIn: tokenLifetimeSeconds,
    TokenType: "Bearer",
  };
}

function sessionOf(
  pool: Pool,
  refreshToken: string,
): { readonly user: User; readonly session: Session } | undefined {
  const user = pool.directory.find(refreshToken.split(".", 1)[0] ?? "");
  const hash = hashOf(refreshToken);
  // The hash of 48 random bytes is looked up, not guessed: its comparison has nothing to leak.
  const session = user?.sessions.find((other) => other.refreshHash === hash);
  return user !== undefined && session !== undefined ? { user, session } : undefined;
}

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

const seconds = (pool: Pool): number => Math.floor(pool.now() / 1000);
