import { type ServerResponse } from "node:http";
import { element, xmlDocument } from "#local/s3/xml.ts";

/** A refusal in S3's own words. */
export class S3Error extends Error {
  override readonly name = "S3Error";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const accessDenied = (message = "Access Denied"): S3Error => new S3Error(403, "AccessDenied", message);

export const noSuchKey = (): S3Error => new S3Error(404, "NoSuchKey", "The specified key does not exist.");

export const preconditionFailed = (): S3Error =>
  new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

export const invalidArgument = (message: string): S3Error => new S3Error(400, "InvalidArgument", message);

export function sendError(
  response: ServerResponse,
  error: S3Error,
  isHead: boolean,
  requestId: string,
): void {
  if (isHead || error.status === 304) {
    response.writeHead(error.status).end();
    return;
  }
  const body = xmlDocument(
    element(
      "Error",
      element("Code", error.code),
      element("Message", error.message),
      element("RequestId", requestId),
    ),
  );
  response.writeHead(error.status, {
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
