import { type IncomingMessage } from "node:http";
import { bodyOf, header } from "#local/http.ts";
import { dechunked } from "#local/s3/aws-chunked.ts";
import { announcedChecksums, checkChecksums, type Checksums, keptChecksums } from "#local/s3/checksums.ts";
import { type ObjectStore, type StagedBody } from "#local/s3/object-store.ts";
import { S3Error } from "#local/s3/s3-error.ts";

export type ReceivedBody = { readonly staged: StagedBody; readonly checksums: Checksums };

/**
 * Streams the body of a PUT to disk and checks everything the client said about it: length, signed hash,
 * Content-MD5, checksums in headers or trailers. Throws S3Error, and then nothing stays on disk.
 */
export async function receiveBody(
  store: ObjectStore,
  request: IncomingMessage,
  payloadHash: string,
): Promise<ReceivedBody> {
  const isChunked = payloadHash.startsWith("STREAMING-");
  // Signed chunks are what SDKs sent before trailers came; accepting them unchecked would be a hole.
  if (isChunked && payloadHash !== "STREAMING-UNSIGNED-PAYLOAD-TRAILER") {
    throw new S3Error(501, "NotImplemented", `The local S3 does not know ${payloadHash}.`);
  }
  const expected = expectedBytes(request, isChunked);
  const trailers: Record<string, string> = {};
  const body = isChunked ? dechunked(bodyOf(request), trailers) : bodyOf(request);

  const staged = await store.stage(atMost(body, expected));
  try {
    if (staged.sizeBytes !== expected) {
      throw new S3Error(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
      );
    }
    if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== staged.sha256Hex) {
      throw new S3Error(
        400,
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
    const md5 = header(request.headers, "content-md5");
    if (md5 !== undefined && Buffer.from(md5, "base64").toString("hex") !== staged.md5Hex) {
      throw new S3Error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
    const checksums = announcedChecksums({ ...request.headers, ...trailers });
    checkChecksums(checksums, staged.checksums);
    return { staged, checksums: keptChecksums(checksums, staged.checksums) };
  } catch (error) {
    await store.discard(staged);
    throw error;
  }
}

/** Ends with EntityTooLarge as soon as there is one byte more. */
export async function* atMost(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  for await (const chunk of source) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    }
    yield chunk;
  }
}

/** S3's limit for one PUT. */
const largestPutBytes = 5 * 1024 ** 3;

function expectedBytes(request: IncomingMessage, isChunked: boolean): number {
  const text = header(request.headers, isChunked ? "x-amz-decoded-content-length" : "content-length");
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
  }
  if (Number(text) > largestPutBytes) {
    throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  }
  return Number(text);
}
