import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { S3Error } from "#local/s3/s3-error.ts";

/** The checksums this S3 can verify, by the end of their `x-amz-checksum-…` header. */
const checksumNames = ["crc32", "sha1", "sha256"] as const;
type ChecksumName = (typeof checksumNames)[number];
export type Checksums = Readonly<Partial<Record<ChecksumName, string>>>;

/** All sums of a body, fed piece by piece. */
export type BodyDigest = {
  update(chunk: Buffer): void;
  /** Once: md5 and sha256 in hex, `checksums` in base64 as in the headers. */
  finish(): { readonly md5Hex: string; readonly sha256Hex: string; readonly checksums: Required<Checksums> };
};

export function createBodyDigest(): BodyDigest {
  const md5 = createHash("md5");
  const sha1 = createHash("sha1");
  const sha256 = createHash("sha256");
  let crc = 0;
  return {
    update(chunk) {
      md5.update(chunk);
      sha1.update(chunk);
      sha256.update(chunk);
      crc = crc32(chunk, crc);
    },
    finish() {
      const crcBytes = Buffer.alloc(4);
      crcBytes.writeUInt32BE(crc);
      const sha256Bytes = sha256.digest();
      return {
        md5Hex: md5.digest("hex"),
        sha256Hex: sha256Bytes.toString("hex"),
        checksums: {
          crc32: crcBytes.toString("base64"),
          sha1: sha1.digest("base64"),
          sha256: sha256Bytes.toString("base64"),
        },
      };
    },
  };
}

/**
 * The checksums a client announced, from headers and trailers. Throws S3Error for a kind this S3 cannot verify:
 * silence would look like a verified upload.
 */
export function announcedChecksums(headers: Readonly<Record<string, unknown>>): Checksums {
  const announced: Partial<Record<ChecksumName, string>> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(prefix) || typeof value !== "string") continue;
    const kind = name.slice(prefix.length);
    if (kind === "mode" || kind === "algorithm" || kind === "type") continue;
    const known = checksumNames.find((candidate) => candidate === kind);
    if (known === undefined) throw new S3Error(501, "NotImplemented", `The local S3 cannot verify ${name}.`);
    announced[known] = value;
  }
  return announced;
}

export function checkChecksums(announced: Checksums, actual: Required<Checksums>): void {
  for (const name of checksumNames) {
    if (announced[name] !== undefined && announced[name] !== actual[name]) {
      throw new S3Error(
        400,
        "BadDigest",
        `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
  }
}

/** What is kept with the object: S3 keeps a checksum of every object, also when its sender announced none. */
export const keptChecksums = (announced: Checksums, { crc32: ours }: Required<Checksums>): Checksums =>
  Object.keys(announced).length > 0 ? announced : { crc32: ours };

const prefix = "x-amz-checksum-";
