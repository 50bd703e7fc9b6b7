import { type IncomingHttpHeaders } from "node:http";
import { header } from "#local/http.ts";
import { type SigV4Code, type VerifySigV4 } from "#local/sigv4.ts";
import { claims, type Caller } from "./caller.ts";

export interface Doors {
  /** The claims of a good access token, else undefined. */
  readonly verifyAccessToken: (jwt: string) => Promise<unknown>;
  readonly verifySigV4: VerifySigV4;
}

export interface Refusal {
  readonly status: 401 | 403;
  readonly errorType: string;
  readonly message: string;
}

/** What a signature covers: for a WebSocket message, the request it stands for. */
export interface Credentials {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Lets in the bearer of a raw access token, as Amplify sends it, or of a SigV4 signature for "appsync". */
export async function authenticate(
  doors: Doors,
  { url, headers, body }: Credentials,
): Promise<{ readonly caller: Caller } | { readonly refusal: Refusal }> {
  const authorization = header(headers, "authorization");
  if (authorization === undefined || authorization === "") return refused("Missing authorization header");
  if (authorization.startsWith("AWS4-HMAC-SHA256")) {
    const verified = doors.verifySigV4({ method: "POST", url, headers }, body, "appsync");
    if (verified.ok) return { caller: { mode: "iam", accessKeyId: verified.accessKeyId } };
    return { refusal: { status: 403, errorType: signatureErrors[verified.code], message: verified.message } };
  }
  const read = claims.safeParse(await doors.verifyAccessToken(authorization));
  if (!read.success) return refused(readsAsExpired(authorization) ? "Token has expired." : "Unauthorized");
  return { caller: { mode: "userPools", claims: read.data, jwt: authorization } };
}

const refused = (message: string): { readonly refusal: Refusal } => ({
  refusal: { status: 401, errorType: "UnauthorizedException", message },
});

const signatureErrors: Readonly<Record<SigV4Code, string>> = {
  MissingAuthenticationToken: "MissingAuthenticationTokenException",
  IncompleteSignature: "IncompleteSignatureException",
  InvalidClientTokenId: "UnrecognizedClientException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  RequestExpired: "InvalidSignatureException",
};

/** Only for the wording of a refusal: nothing in an unverified token is believed. */
function readsAsExpired(jwt: string): boolean {
  try {
    const { exp } = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      exp?: unknown;
    };
    return typeof exp === "number" && exp * 1000 <= Date.now();
  } catch {
    return false;
  }
}
