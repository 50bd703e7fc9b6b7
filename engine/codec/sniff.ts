import { sniff as sniffUpload } from "#core/image/format.ts";

/** What a file is by its first bytes, whatever it is called. */
export type Sniffed = "jpeg" | "png" | "webp" | "heic" | "other-picture" | "not-a-picture";

/** Core says what we take; what else is a picture is told apart here. Looks at no more than the first 4 KB. */
export function sniff(bytes: Uint8Array): Sniffed {
  switch (sniffUpload(bytes)) {
    case "image/jpeg":
      return "jpeg";
    case "image/png":
      return "png";
    case "image/webp":
      return "webp";
    case "image/heic":
      return "heic";
    case undefined:
      return isOtherPicture(bytes) ? "other-picture" : "not-a-picture";
  }
}

function isOtherPicture(bytes: Uint8Array): boolean {
  // AVIF, and HEIC sequences.
  if (ascii(bytes, 4, 8) === "ftyp") return true;
  if (ascii(bytes, 0, 4) === "GIF8" || ascii(bytes, 0, 2) === "BM") return true;
  if (startsWith(bytes, 0, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, 0, [0x4d, 0x4d, 0, 0x2a])) return true;
  return /<svg[\s>]/i.test(ascii(bytes, 0, 4096));
}

/** An animated PNG says so before its first picture data; libvips would silently show the first frame. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = ascii(bytes, at + 4, at + 8);
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
    at += 12 + view.getUint32(at);
  }
  return false;
}

const startsWith = (bytes: Uint8Array, at: number, expected: readonly number[]): boolean =>
  expected.every((byte, i) => bytes[at + i] === byte);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
