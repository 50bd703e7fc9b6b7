import { type IncomingHttpHeaders } from "node:http";
import { type ObjectFacts } from "#local/s3/object-store.ts";
import { S3Error } from "#local/s3/s3-error.ts";

/** What S3 keeps of the headers of a PUT, or of the fields of a form upload; checksums come from the body. */
export function factsFrom(given: IncomingHttpHeaders | ReadonlyMap<string, string>): ObjectFacts {
  const entries = given instanceof Map ? [...given] : Object.entries(given);
  const headers: Record<string, string> = { "content-type": "binary/octet-stream" };
  const metadata: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (typeof value !== "string") continue;
    if (name.startsWith("x-amz-meta-")) metadata[name] = value;
    if (name === "content-encoding") {
      // The SDK's framing of the transfer is no encoding of the object.
      const encoding = value.replace(/\baws-chunked\b,?/, "").trim();
      if (encoding !== "") headers[name] = encoding;
    } else if (keptHeaders.has(name) && value !== "") headers[name] = value;
  }
  const sizeBytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  );
  if (sizeBytes > metadataLimitBytes) {
    throw new S3Error(
      400,
      "MetadataTooLarge",
      "Your metadata headers exceed the maximum allowed metadata size",
    );
  }
  return { headers, metadata, checksums: {} };
}

const keptHeaders: ReadonlySet<string> = new Set([
  "content-type",
  "cache-control",
  "content-disposition",
  "content-language",
  "expires",
]);
// S3 counts names without their prefix; the difference protects nobody.
const metadataLimitBytes = 4 * 1024;
