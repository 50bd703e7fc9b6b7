import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { answerCors } from "#local/cors.ts";
import { type Faults } from "#local/faults.ts";
import { header } from "#local/http.ts";
import { deleteObjects, listObjects } from "#local/s3/bucket-operations.ts";
import { type S3Context } from "#local/s3/context.ts";
import { copyObject, deleteObject, getObject, putObject } from "#local/s3/object-operations.ts";
import { postObject } from "#local/s3/post-object.ts";
import { S3Error, sendError } from "#local/s3/s3-error.ts";
import { verifyS3Request } from "#local/s3/signature.ts";
import { splitUrl } from "#local/sigv4.ts";

/** Answers the part of S3's REST API that the product uses, path style, for one bucket. */
export function createS3({
  context,
  faults,
  allowedOrigins,
}: {
  context: S3Context;
  faults: Faults;
  /** The pages that may read from and post to the bucket. */
  allowedOrigins: readonly string[];
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const cors = {
    origins: allowedOrigins,
    // As amplify/custom/bucket-rules.ts has it, so that a page that works here works there.
    methods: ["GET", "POST"],
    requestHeaders: ["content-type", "range"],
    exposedHeaders: ["ETag", "Content-Length", "Content-Range"],
  };

  return async (request, response) => {
    const requestId = randomBytes(8).toString("hex").toUpperCase();
    response.setHeader("x-amz-request-id", requestId);
    response.setHeader("server", "ReimagineLocalS3");
    // What people upload must never run as a page, whatever type it claims.
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("content-security-policy", "default-src 'none'; sandbox");
    try {
      if (answerCors(cors, request, response)) return;
      const strike = await faults.strike(
        { service: "s3", operation: request.method ?? "", path: request.url ?? "" },
        response,
      );
      if (strike.outcome === "cut") return;
      if (strike.outcome === "refuse") throw struck[strike.kind];
      await route(context, request, response, requestId);
    } catch (error) {
      // The client left in the middle; there is nobody to answer.
      if (request.destroyed && !request.complete) return;
      if (response.headersSent) {
        response.destroy();
        return;
      }
      if (!(error instanceof S3Error)) console.error(`S3 ${request.method} ${request.url} failed:`, error);
      const known = error instanceof S3Error ? error : internalError;
      sendError(response, known, request.method === "HEAD", requestId);
    }
  };
}

const internalError = new S3Error(
  500,
  "InternalError",
  "We encountered an internal error. Please try again.",
);
const struck = {
  throttle: new S3Error(503, "SlowDown", "Please reduce your request rate."),
  error: internalError,
  retired: new S3Error(404, "NoSuchBucket", "The specified bucket does not exist"),
};

async function route(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const { path, query } = splitUrl(request.url ?? "/");
  const { bucket, key } = addressOf(path);
  const parameters = new Map(query);
  const isForm = header(request.headers, "content-type")?.startsWith("multipart/form-data") === true;
  if (request.method === "POST" && key === "" && isForm) {
    if (bucket !== context.bucket) throw noSuchBucket();
    await postObject(context, request, response, requestId);
    return;
  }

  // Before anything else is said, even whether the bucket exists.
  const { payloadHash } = verifyS3Request(request, { ...context, now: context.clock() });
  if (bucket !== context.bucket) throw noSuchBucket();
  if (key === "") {
    await routeBucket(context, request, response, parameters, payloadHash);
    return;
  }
  for (const parameter of parameters.keys()) {
    if (subresources.has(parameter)) throw notImplemented(parameter);
  }
  if (Buffer.byteLength(key) > longestKeyBytes)
    throw new S3Error(400, "KeyTooLongError", "Your key is too long");
  const asked = { key, parameters, payloadHash, requestId };
  switch (request.method) {
    case "GET":
    case "HEAD":
      return getObject(context, request, response, asked);
    case "PUT":
      return request.headers["x-amz-copy-source"] === undefined
        ? putObject(context, request, response, asked)
        : copyObject(context, request, response, asked);
    case "DELETE":
      return deleteObject(context, response, asked);
    default:
      throw methodNotAllowed();
  }
}

async function routeBucket(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: ReadonlyMap<string, string>,
  payloadHash: string,
): Promise<void> {
  if (request.method === "HEAD") {
    response.setHeader("x-amz-bucket-region", context.region);
    response.writeHead(200).end();
  } else if (request.method === "GET" && parameters.get("list-type") === "2") {
    listObjects(context, response, parameters);
  } else if (request.method === "POST" && parameters.has("delete")) {
    await deleteObjects(context, request, response, payloadHash);
  } else throw notImplemented(`${request.method ?? ""} on a bucket`);
}

const longestKeyBytes = 1024;
const subresources: ReadonlySet<string> = new Set([
  "acl",
  "tagging",
  "uploads",
  "uploadId",
  "retention",
  "legal-hold",
]);

function addressOf(path: string): { bucket: string; key: string } {
  const [, bucket = "", ...rest] = path.split("/");
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(rest.join("/")) };
  } catch (cause) {
    if (cause instanceof URIError) throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
    throw cause;
  }
}

function noSuchBucket(): S3Error {
  return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
}

function notImplemented(what: string): S3Error {
  return new S3Error(501, "NotImplemented", `The local S3 does not know ${what}.`);
}

function methodNotAllowed(): S3Error {
  return new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
}
