import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type IncomingHttpHeaders } from "node:http";
import { header } from "#local/http.ts";

/** The parts a signature covers; an IncomingMessage fits. `url` is path and query as on the request line. */
type SignedRequest = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
};

type SigV4Refusal = { readonly ok: false; readonly code: SigV4Code; readonly message: string };
type SigV4Result = { readonly ok: true; readonly accessKeyId: string } | SigV4Refusal;

/** Says whether `request` was signed for `service` with a key of this cloud. `body` is what was sent. */
export type VerifySigV4 = (request: SignedRequest, body: Buffer, service: string) => SigV4Result;

/** The codes AWS answers with; `signatureStatus` gives the HTTP status that goes with each outside S3. */
export type SigV4Code =
  | "MissingAuthenticationToken"
  | "IncompleteSignature"
  | "InvalidClientTokenId"
  | "SignatureDoesNotMatch"
  | "RequestExpired";

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** Checks AWS Signature Version 4 in the Authorization header, as every service but S3 receives it. */
export function createSigV4({
  credentials,
  region,
  clock,
}: {
  credentials: Credentials;
  region: string;
  clock: () => number;
}): VerifySigV4 {
  return (request, body, service) => {
    const parsed = parseAuthorization(request.headers);
    if (!parsed) return refused("MissingAuthenticationToken", "Missing Authentication Token");
    if (parsed === "malformed")
      return refused("IncompleteSignature", "The Authorization header is malformed.");

    const problem = scopeProblem(parsed, { region, service });
    if (problem) return refused("IncompleteSignature", problem);
    if (parsed.accessKeyId !== credentials.accessKeyId) {
      return refused("InvalidClientTokenId", "The security token included in the request is invalid.");
    }
    const signedAt = parseAmzDate(parsed.date);
    if (signedAt === undefined) return refused("IncompleteSignature", "X-Amz-Date is missing or malformed.");
    if (Math.abs(clock() - signedAt) > allowedSkewMs) return refused("RequestExpired", "Signature expired.");

    const url = splitUrl(request.url ?? "/");
    const canonical = canonicalRequest({
      method: request.method ?? "GET",
      // Every service but S3 signs the path encoded once more.
      path: url.path.split("/").map(uriEncode).join("/"),
      query: url.query,
      headers: request.headers,
      signedHeaders: parsed.signedHeaders,
      payloadHash: sha256Hex(body),
    });
    if (!signatureMatches(canonical, parsed, credentials.secretAccessKey)) {
      return refused(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
      );
    }
    return { ok: true, accessKeyId: parsed.accessKeyId };
  };
}

export const signatureStatus = {
  MissingAuthenticationToken: 403,
  IncompleteSignature: 400,
  InvalidClientTokenId: 403,
  SignatureDoesNotMatch: 403,
  RequestExpired: 400,
} as const satisfies { readonly [C in SigV4Code]: number };

export const allowedSkewMs = 15 * 60_000;

/** What a signature claims about itself, wherever it was carried. */
export type Signature = {
  readonly accessKeyId: string;
  /** yyyymmdd */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** yyyymmddThhmmssZ */
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

/** undefined: there is no SigV4 header at all. */
export function parseAuthorization(headers: IncomingHttpHeaders): Signature | "malformed" | undefined {
  const authorization = headers.authorization;
  if (!authorization?.startsWith("AWS4-HMAC-SHA256 ")) return undefined;
  const fields = new Map(
    authorization
      .slice("AWS4-HMAC-SHA256 ".length)
      .split(",")
      .map((part) => {
        const at = part.indexOf("=");
        return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
      }),
  );
  return makeSignature({
    credential: fields.get("Credential"),
    signedHeaders: fields.get("SignedHeaders"),
    signature: fields.get("Signature"),
    date: header(headers, "x-amz-date"),
  });
}

export function makeSignature(parts: {
  readonly credential: string | null | undefined;
  readonly signedHeaders: string | null | undefined;
  readonly signature: string | null | undefined;
  readonly date: string | null | undefined;
}): Signature | "malformed" {
  const [accessKeyId, day, region, service, terminator, ...rest] = (parts.credential ?? "").split("/");
  if (!accessKeyId || !day || !region || !service || terminator !== "aws4_request" || rest.length > 0) {
    return "malformed";
  }
  if (!parts.signature || !parts.date) return "malformed";
  const signedHeaders = (parts.signedHeaders ?? "").split(";").filter(Boolean);
  return { accessKeyId, day, region, service, date: parts.date, signedHeaders, signature: parts.signature };
}

/** Why the credential scope is not ours, as a sentence; undefined when it is. */
export function scopeProblem(
  signature: Signature,
  { region, service }: { region: string; service: string },
): string | undefined {
  if (signature.region !== region) return `Credential should be scoped to region '${region}'.`;
  if (signature.service !== service) return `Credential should be scoped to service '${service}'.`;
  if (!signature.date.startsWith(signature.day))
    return "The day in the credential is not the day of X-Amz-Date.";
  // Without the host a signature could be replayed against another service.
  if (!signature.signedHeaders.includes("host")) return "The host header must be signed.";
  return undefined;
}

/** yyyymmddThhmmssZ as milliseconds since 1970; undefined when it is anything else. */
export function parseAmzDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const time = Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  return Number.isNaN(time) ? undefined : time;
}

export function canonicalRequest(parts: {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: IncomingHttpHeaders;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}): string {
  const query = parts.query
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .toSorted()
    .join("&");
  const headers = parts.signedHeaders
    .map((name) => `${name}:${(header(parts.headers, name) ?? "").trim().replace(/ +/g, " ")}\n`)
    .join("");
  return [parts.method, parts.path, query, headers, parts.signedHeaders.join(";"), parts.payloadHash].join(
    "\n",
  );
}

/** Compares in constant time. */
export function signatureMatches(canonical: string, signature: Signature, secret: string): boolean {
  const { day, region, service } = signature;
  const toSign = [
    "AWS4-HMAC-SHA256",
    signature.date,
    `${day}/${region}/${service}/aws4_request`,
    sha256Hex(canonical),
  ].join("\n");
  return equal(hmac(signingKey(secret, signature), toSign).toString("hex"), signature.signature);
}

/** The key of one day, region and service (AWS: "Derive a signing key for Signature Version 4"). */
export function signingKey(
  secret: string,
  { day, region, service }: Pick<Signature, "day" | "region" | "service">,
): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request");
}

/** RFC 3986, as AWS wants it: everything but the unreserved characters. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Path and decoded query pairs of a request line; a `+` in a query stays a plus, as it does for AWS. */
export function splitUrl(url: string): { path: string; query: readonly (readonly [string, string])[] } {
  const at = url.indexOf("?");
  if (at < 0) return { path: url, query: [] };
  const query = [...new URLSearchParams(url.slice(at + 1).replaceAll("+", "%2B"))];
  return { path: url.slice(0, at), query };
}

export const sha256Hex = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

export const hmac = (key: string | Buffer, data: string): Buffer =>
  createHmac("sha256", key).update(data).digest();

export function equal(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(code: SigV4Code, message: string): SigV4Refusal {
  return { ok: false, code, message };
}
