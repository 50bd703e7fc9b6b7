import { type IncomingMessage, type ServerResponse } from "node:http";
import { type S3Context } from "#local/s3/context.ts";
import { listPage } from "#local/s3/listing.ts";
import { sendXml } from "#local/s3/object-operations.ts";
import { atMost, receiveBody } from "#local/s3/receive-body.ts";
import { invalidArgument, S3Error } from "#local/s3/s3-error.ts";
import { element, elementsIn, unescape } from "#local/s3/xml.ts";
import { uriEncode } from "#local/sigv4.ts";

/** ListObjectsV2. */
export function listObjects(
  { bucket, store }: S3Context,
  response: ServerResponse,
  parameters: ReadonlyMap<string, string>,
): void {
  const prefix = parameters.get("prefix") ?? "";
  const delimiter = parameters.get("delimiter");
  const maxKeys = Number(parameters.get("max-keys") ?? largestPage);
  if (!Number.isInteger(maxKeys) || maxKeys < 0)
    throw invalidArgument("max-keys must be a whole number from 0.");
  const token = parameters.get("continuation-token");
  const startAfter = parameters.get("start-after");
  const after = token === undefined ? (startAfter ?? "") : Buffer.from(token, "base64url").toString();

  const page = listPage(store.keys(), { prefix, delimiter, after, maxKeys: Math.min(maxKeys, largestPage) });
  const shown = (text: string): string =>
    parameters.get("encoding-type") === "url" ? uriEncode(text).replaceAll("%2F", "/") : text;
  const optional = (name: string, value: string | undefined) =>
    value === undefined ? [] : [element(name, value)];

  sendXml(
    response,
    element(
      "ListBucketResult",
      element("Name", bucket),
      element("Prefix", shown(prefix)),
      ...optional("Delimiter", delimiter === undefined ? undefined : shown(delimiter)),
      ...optional("StartAfter", startAfter === undefined ? undefined : shown(startAfter)),
      ...optional("ContinuationToken", token),
      ...optional("EncodingType", parameters.get("encoding-type")),
      element("KeyCount", page.keys.length + page.commonPrefixes.length),
      element("MaxKeys", maxKeys),
      element("IsTruncated", page.next !== undefined),
      ...optional(
        "NextContinuationToken",
        page.next === undefined ? undefined : Buffer.from(page.next).toString("base64url"),
      ),
      ...page.keys.flatMap((key) => {
        const object = store.get(key);
        if (!object) return [];
        return [
          element(
            "Contents",
            element("Key", shown(key)),
            element("LastModified", new Date(object.modifiedAt).toISOString()),
            element("ETag", object.etag),
            element("Size", object.sizeBytes),
            element("StorageClass", "STANDARD"),
          ),
        ];
      }),
      ...page.commonPrefixes.map((common) => element("CommonPrefixes", element("Prefix", shown(common)))),
    ),
  );
}

/** DeleteObjects: at most 1000 keys at once. */
export async function deleteObjects(
  { store }: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  payloadHash: string,
): Promise<void> {
  const xml = await verifiedText(store, request, payloadHash);
  const keys = elementsIn(xml, "Object").map((entry) => unescape(elementsIn(entry, "Key")[0] ?? ""));
  if (keys.length === 0 || keys.length > largestPage || keys.includes("")) {
    throw new S3Error(
      400,
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  }
  for (const key of keys) await store.remove(key);
  const isQuiet = elementsIn(xml, "Quiet")[0] === "true";
  sendXml(
    response,
    element("DeleteResult", ...(isQuiet ? [] : keys.map((key) => element("Deleted", element("Key", key))))),
  );
}

const largestPage = 1000;
const xmlLimitBytes = 2 * 1024 * 1024;

/** The same checks as for an object's body; then the text, and nothing is left on disk. */
async function verifiedText(
  store: S3Context["store"],
  request: IncomingMessage,
  payloadHash: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  const keeping: S3Context["store"] = {
    ...store,
    stage: async (source) =>
      store.stage(
        (async function* () {
          for await (const chunk of atMost(source, xmlLimitBytes)) {
            chunks.push(chunk);
            yield chunk;
          }
        })(),
      ),
  };
  const { staged } = await receiveBody(keeping, request, payloadHash);
  await store.discard(staged);
  return Buffer.concat(chunks).toString();
}
