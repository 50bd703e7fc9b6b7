import * as z from "zod/mini";

/** What a person may bring. HEIC is accepted and converted; everything else is refused by name. */
export const uploadTypes = ["image/jpeg", "image/png", "image/webp", "image/heic"] as const;
export const uploadType = z.enum(uploadTypes);
export type UploadType = z.infer<typeof uploadType>;

/** Bytes from the start of a file that `sniff` needs to see. */
export const sniffBytes = 32;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

// Stills only: the brands of sequences (hevc, hevx, msf1) are refused, here as in the codec.
const heicBrands = ["heic", "heix", "heim", "heis", "mif1"];

/** The format by content, never by name. Undefined: not one of ours. */
export function sniff(bytes: Uint8Array): UploadType | undefined {
  if (bytes.length < 12) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "image/webp";
  if (ascii(bytes, 4, 8) === "ftyp" && heicBrands.includes(ascii(bytes, 8, 12))) return "image/heic";
  return undefined;
}
