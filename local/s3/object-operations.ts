import { type ReadStream } from "node:fs";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { isCode } from "#local/files.ts";
import { header } from "#local/http.ts";
import { checkWriteCondition, readCondition } from "#local/s3/conditions.ts";
import { type S3Context } from "#local/s3/context.ts";
import { factsFrom } from "#local/s3/object-facts.ts";
import { type ObjectStore, type StoredObject } from "#local/s3/object-store.ts";
import { type ByteRange, parseRange } from "#local/s3/range.ts";
import { receiveBody } from "#local/s3/receive-body.ts";
import { invalidArgument, noSuchKey, preconditionFailed, S3Error } from "#local/s3/s3-error.ts";
import { element, xmlDocument } from "#local/s3/xml.ts";

/** A verified request about one object. */
export type ObjectRequest = {
  readonly key: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly payloadHash: string;
  readonly requestId: string;
};

export async function putObject(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  { key, payloadHash, requestId }: ObjectRequest,
): Promise<void> {
  const { store, events } = context;
  // Before the body, so that a refused upload costs nothing, and again before the write.
  checkWriteCondition(request.headers, store.get(key));
  const facts = factsFrom(request.headers);
  const { staged, checksums } = await receiveBody(store, request, payloadHash);
  let object: StoredObject;
  try {
    checkWriteCondition(request.headers, store.get(key));
    object = await events.announce({ key, by: "ObjectCreated:Put", requestId, body: staged }, () =>
      store.commit(key, staged, { ...facts, checksums }),
    );
  } catch (error) {
    await store.discard(staged);
    throw error;
  }
  response.setHeader("etag", object.etag);
  for (const [name, sum] of Object.entries(checksums)) response.setHeader(`x-amz-checksum-${name}`, sum);
  response.writeHead(200).end();
}

export async function copyObject(
  { bucket, store, events }: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  { key, requestId }: ObjectRequest,
): Promise<void> {
  const source = decodeURIComponent(header(request.headers, "x-amz-copy-source") ?? "").replace(/^\//, "");
  if (!source.startsWith(`${bucket}/`)) {
    throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
  }
  const from = store.get(source.slice(bucket.length + 1));
  if (!from) throw noSuchKey();
  const replaces = header(request.headers, "x-amz-metadata-directive") === "REPLACE";
  if (from.key === key && !replaces) {
    throw new S3Error(
      400,
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  checkWriteCondition(request.headers, store.get(key));
  const facts = replaces ? { ...factsFrom(request.headers), checksums: from.checksums } : from;
  const body = { md5Hex: from.etag.replaceAll('"', ""), sizeBytes: from.sizeBytes };
  const object = await events.announce({ key, by: "ObjectCreated:Copy", requestId, body }, () =>
    store.copy(from, key, facts),
  );
  sendXml(
    response,
    element(
      "CopyObjectResult",
      element("ETag", object.etag),
      element("LastModified", new Date(object.modifiedAt).toISOString()),
    ),
  );
}

export async function deleteObject(
  { store }: S3Context,
  response: ServerResponse,
  { key }: ObjectRequest,
): Promise<void> {
  await store.remove(key);
  response.writeHead(204).end();
}

/** GET and HEAD. */
export async function getObject(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  asked: ObjectRequest,
): Promise<void> {
  const { store } = context;
  const { key, parameters } = asked;
  const object = store.get(key);
  if (!object) throw noSuchKey();
  const isHead = request.method === "HEAD";

  const wanted = readCondition(request.headers, object);
  if (wanted === "precondition-failed") throw preconditionFailed();
  if (wanted === "not-modified") {
    response.setHeader("etag", object.etag);
    response.writeHead(304).end();
    return;
  }
  const range = parseRange(request.headers.range, object.sizeBytes);
  const { start, end } = range ?? { start: 0, end: object.sizeBytes - 1 };
  const bytes = isHead || object.sizeBytes === 0 ? undefined : await openBytes(store, object, { start, end });
  // Replaced or deleted since it was looked up: what is there now is the answer.
  if (bytes === "gone") return getObject(context, request, response, asked);

  setObjectHeaders(response, object, parameters);
  if (header(request.headers, "x-amz-checksum-mode") === "ENABLED" && !range) {
    for (const [name, sum] of Object.entries(object.checksums)) {
      response.setHeader(`x-amz-checksum-${name}`, sum);
    }
  }
  response.setHeader("content-length", end - start + 1);
  if (range) response.setHeader("content-range", `bytes ${start}-${end}/${object.sizeBytes}`);
  response.writeHead(range ? 206 : 200);
  if (bytes) await pipeline(bytes, response);
  else response.end();
}

async function openBytes(
  store: ObjectStore,
  object: StoredObject,
  range: ByteRange,
): Promise<ReadStream | "gone"> {
  try {
    return await store.read(object, range);
  } catch (error) {
    // The same object without its bytes is a fault of the disk, and no reason to look again.
    if (isCode(error, "ENOENT") && store.get(object.key) !== object) return "gone";
    throw error;
  }
}

export function sendXml(response: ServerResponse, content: ReturnType<typeof element>): void {
  const body = xmlDocument(content);
  response.writeHead(200, { "content-type": "application/xml", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

const overridable = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-language",
  "cache-control",
  "expires",
];

function setObjectHeaders(
  response: ServerResponse,
  object: StoredObject,
  parameters: ReadonlyMap<string, string>,
): void {
  response.setHeader("etag", object.etag);
  response.setHeader("last-modified", new Date(object.modifiedAt).toUTCString());
  response.setHeader("accept-ranges", "bytes");
  for (const [name, value] of Object.entries({ ...object.headers, ...object.metadata })) {
    response.setHeader(name, value);
  }
  for (const name of overridable) {
    const value = parameters.get(`response-${name}`);
    if (value === undefined) continue;
    if (/[^\t\u0020-\u007E]/.test(value))
      throw invalidArgument(`response-${name} holds characters no header may.`);
    response.setHeader(name, value);
  }
}
