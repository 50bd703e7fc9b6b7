import { type ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { makeDir } from "#local/files.ts";
import { region } from "#local/config.ts";
import { header, sendJson, type Handle, type LocalRequest } from "#local/http.ts";
import { splitUrl } from "#local/sigv4.ts";
import { act } from "./actions.ts";
import { addUserToGroup, confirmSignUpOf, createUser, groupsOf, removeUserFromGroup } from "./admin.ts";
import { CognitoError } from "./cognito-error.ts";
import { openDemoAccount, type DemoAccount } from "./demo-account.ts";
import { openDirectory } from "./directory.ts";
import { openOutbox, type Mail } from "./mail.ts";
import { clientId, issuer, poolId, type Pool } from "./pool.ts";
import { openSigningKey } from "./signing-key.ts";
import { readAccessToken, type AccessClaims } from "./tokens.ts";
import { type Group } from "./user.ts";

export interface CognitoOptions {
  /** Made when missing. Holds the signing key, one file a user, the last 100 letters and the demo account. */
  readonly dataDir: string;
  /** Origins whose pages may read the local mailbox; everything else is for the front's CORS to say. */
  readonly allowedOrigins: readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Gets the line a mailed code is printed as; the console when left out. */
  readonly print?: (line: string) => void;
}

export interface Cognito {
  readonly handle: Handle;
  readonly poolId: string;
  readonly clientId: string;
  readonly demoAccount: DemoAccount;
  /** Undefined unless the token is ours, unexpired, and its session neither revoked nor signed out. */
  verifyAccessToken(jwt: string): Promise<AccessClaims | undefined>;
  /** What only an administrator's credentials could do on AWS. */
  readonly admin: {
    /** Someone confirmed, who can sign in at once; returns the `sub`. */
    createUser(ask: { email: string; password: string; groups?: readonly Group[] }): string;
    confirmSignUp(username: string): void;
    addUserToGroup(username: string, group: Group): void;
    removeUserFromGroup(username: string, group: Group): void;
    groupsOf(username: string): readonly Group[];
    mailTo(email: string): readonly Mail[];
  };
}

/**
 * A Cognito user pool speaking the wire protocol of `cognito-idp` (JSON 1.1 over POST /), with its JWKS and discovery
 * documents. State is on disk before an answer leaves, so a kill at any moment loses nothing that was answered.
 * Codes that Cognito would mail are printed, written to `dataDir/mail/` and shown by GET /local/mail?to=<address>.
 */
export async function createCognito(options: CognitoOptions): Promise<Cognito> {
  const { dataDir, allowedOrigins, now = Date.now, print = (line) => console.log(line) } = options;
  makeDir(dataDir);
  const pool: Pool = {
    directory: openDirectory(dataDir),
    outbox: openOutbox(dataDir, now, print),
    key: openSigningKey(dataDir),
    challenges: new Map(),
    strangers: new Map(),
    now,
  };
  const demoAccount = openDemoAccount(pool, dataDir);
  return {
    handle: async (request, response) => answer(pool, allowedOrigins, request, response),
    poolId,
    clientId,
    demoAccount,
    verifyAccessToken: async (jwt) => readAccessToken(pool, jwt)?.claims,
    admin: {
      createUser: (ask) => createUser(pool, ask),
      confirmSignUp: (username) => confirmSignUpOf(pool, username),
      addUserToGroup: (username, group) => addUserToGroup(pool, username, group),
      removeUserFromGroup: (username, group) => removeUserFromGroup(pool, username, group),
      groupsOf: (username) => groupsOf(pool, username),
      mailTo: (email) => pool.outbox.sentTo(email),
    },
  };
}

const target = "AWSCognitoIdentityProviderService.";
const jsonProtocol = { "content-type": "application/x-amz-json-1.1" };

function answer(
  pool: Pool,
  allowedOrigins: readonly string[],
  request: LocalRequest,
  response: ServerResponse,
): boolean {
  const action = header(request.headers, "x-amz-target");
  if (request.method === "POST" && action?.startsWith(target) === true) {
    answerAction(pool, action.slice(target.length), request.body, response);
    return true;
  }
  if (request.method !== "GET") return false;
  const { path, query } = splitUrl(request.url);
  switch (path) {
    case `/${poolId}/.well-known/jwks.json`:
      sendJson(response, 200, { keys: [pool.key.jwk] });
      return true;
    case `/${poolId}/.well-known/openid-configuration`:
      sendJson(response, 200, discovery(`http://${hostOf(request)}`));
      return true;
    case "/local/mail":
      sendMail(pool, allowedOrigins, request, new Map(query).get("to"), response);
      return true;
    default:
      return false;
  }
}

function answerAction(pool: Pool, name: string, body: Buffer, response: ServerResponse): void {
  const requestId = { "x-amzn-requestid": randomUUID(), ...jsonProtocol };
  try {
    sendJson(response, 200, act(pool, name, jsonOf(body)), requestId);
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    sendJson(
      response,
      400,
      { __type: error.name, message: error.message },
      { ...requestId, "x-amzn-errortype": `${error.name}:`, "x-amzn-errormessage": error.message },
    );
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new CognitoError("SerializationException", "The request body is not JSON.");
  }
}

/**
 * The mailbox page of a machine without mail. It exists on the embedded cloud only. A page of a foreign origin cannot
 * read it (CORS, and the check here); neither can one that had its own name point at 127.0.0.1 (DNS rebinding).
 */
function sendMail(
  pool: Pool,
  allowedOrigins: readonly string[],
  request: LocalRequest,
  to: string | undefined,
  response: ServerResponse,
): void {
  const origin = header(request.headers, "origin");
  const isOurs = origin === undefined || allowedOrigins.includes(origin);
  if (!isOurs || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(hostOf(request)))
    return sendJson(response, 403, { message: "The local mailbox is read on this machine only." });
  if (to === undefined)
    return sendJson(response, 400, { message: "Say whose mail: /local/mail?to=name@example.com" });
  sendJson(response, 200, { messages: pool.outbox.sentTo(to) }, { "cache-control": "no-store" });
}

const hostOf = (request: LocalRequest): string => header(request.headers, "host") ?? "localhost";

const discovery = (origin: string): object => ({
  issuer,
  jwks_uri: `${origin}/${poolId}/.well-known/jwks.json`,
  authorization_endpoint: `https://${poolId.replace("_", "-")}.auth.${region}.amazoncognito.com/oauth2/authorize`,
  id_token_signing_alg_values_supported: ["RS256"],
  response_types_supported: ["code", "token"],
  scopes_supported: ["openid", "email", "phone", "profile"],
  subject_types_supported: ["public"],
});
