import { type IncomingMessage } from "node:http";
import { header } from "#local/http.ts";
import { accessDenied, S3Error } from "#local/s3/s3-error.ts";
import {
  allowedSkewMs,
  canonicalRequest,
  type Credentials,
  makeSignature,
  parseAmzDate,
  parseAuthorization,
  scopeProblem,
  type Signature,
  signatureMatches,
  splitUrl,
} from "#local/sigv4.ts";

export type SignedBy = {
  /** The value of x-amz-content-sha256 that was signed: a hash in hex, or what S3 allows instead of one. */
  readonly payloadHash: string;
};

/** Checks the signature of a request to S3, in its header or in its query. Throws S3Error when it does not hold. */
export function verifyS3Request(
  request: IncomingMessage,
  { credentials, region, now }: { credentials: Credentials; region: string; now: number },
): SignedBy {
  const { path, query } = splitUrl(request.url ?? "/");
  const parameters = new Map(query);
  const isPresigned = parameters.has("X-Amz-Signature") || parameters.has("X-Amz-Algorithm");
  const signature = isPresigned ? fromQuery(parameters) : fromHeader(request);

  checkScope(signature, region, credentials);
  checkTime(signature, isPresigned ? (parameters.get("X-Amz-Expires") ?? "") : undefined, now);
  // Otherwise somebody on the way could add metadata or an ACL to a signed request.
  const unsigned = Object.keys(request.headers).find(
    (name) =>
      name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !signature.signedHeaders.includes(name),
  );
  if (unsigned !== undefined) {
    throw accessDenied(`There were headers present in the request which were not signed: ${unsigned}`);
  }

  const payloadHash =
    header(request.headers, "x-amz-content-sha256") ??
    parameters.get("X-Amz-Content-Sha256") ??
    (isPresigned ? "UNSIGNED-PAYLOAD" : undefined);
  if (payloadHash === undefined) {
    throw new S3Error(
      400,
      "InvalidRequest",
      "Missing required header for this request: x-amz-content-sha256",
    );
  }
  const canonical = canonicalRequest({
    method: request.method ?? "GET",
    // S3 alone signs the path as it is on the wire.
    path,
    query: query.filter(([name]) => name !== "X-Amz-Signature"),
    headers: request.headers,
    signedHeaders: signature.signedHeaders,
    payloadHash: isPresigned ? (parameters.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD") : payloadHash,
  });
  if (!signatureMatches(canonical, signature, credentials.secretAccessKey)) throw signatureDoesNotMatch();
  return { payloadHash };
}

export const signatureDoesNotMatch = (): S3Error =>
  new S3Error(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );

export const unknownAccessKey = (): S3Error =>
  new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");

const longestExpirySeconds = 7 * 24 * 3600;

function fromHeader(request: IncomingMessage): Signature {
  const parsed = parseAuthorization(request.headers);
  if (parsed === undefined) throw accessDenied();
  if (parsed === "malformed") {
    throw new S3Error(
      400,
      "AuthorizationHeaderMalformed",
      "The authorization header that you provided is not valid.",
    );
  }
  return parsed;
}

function fromQuery(parameters: ReadonlyMap<string, string>): Signature {
  const parsed = makeSignature({
    credential: parameters.get("X-Amz-Credential"),
    signedHeaders: parameters.get("X-Amz-SignedHeaders"),
    signature: parameters.get("X-Amz-Signature"),
    date: parameters.get("X-Amz-Date"),
  });
  if (parsed === "malformed" || parameters.get("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256") {
    throw new S3Error(
      400,
      "AuthorizationQueryParametersError",
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  return parsed;
}

function checkScope(signature: Signature, region: string, credentials: Credentials): void {
  const problem = scopeProblem(signature, { region, service: "s3" });
  if (problem !== undefined) throw new S3Error(400, "AuthorizationHeaderMalformed", problem);
  if (signature.accessKeyId !== credentials.accessKeyId) throw unknownAccessKey();
}

function checkTime(signature: Signature, expires: string | undefined, now: number): void {
  const signedAt = parseAmzDate(signature.date);
  if (signedAt === undefined) throw accessDenied("X-Amz-Date must be formatted as 20250131T235959Z");
  if (expires === undefined) {
    if (Math.abs(now - signedAt) > allowedSkewMs) {
      throw new S3Error(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
      );
    }
    return;
  }
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > longestExpirySeconds) {
    throw new S3Error(
      400,
      "AuthorizationQueryParametersError",
      "X-Amz-Expires must be a number of seconds between 1 and 604800",
    );
  }
  if (signedAt - now > allowedSkewMs) throw accessDenied("Request is not valid yet");
  if (now > signedAt + Number(expires) * 1000) throw accessDenied("Request has expired");
}
