import { S3Error } from "#local/s3/s3-error.ts";

export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The bytes a Range header asks for, both ends included; undefined for a header that does not apply (then the whole
 * object is sent). Throws S3Error 416 when no byte of the object is in it.
 */
export function parseRange(value: string | undefined, sizeBytes: number): ByteRange | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(value ?? "");
  if (!parts) return undefined;
  const [, from = "", to = ""] = parts;
  if (from === "" && to === "") return undefined;

  const start = from === "" ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === "" || to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  if (start > end || (from === "" && Number(to) === 0)) {
    throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  }
  return { start, end };
}
