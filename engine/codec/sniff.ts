/** What a file is by its first bytes, whatever it is called. */
export type Sniffed = "jpeg" | "png" | "webp" | "heic" | "other-picture" | "not-a-picture";

/** Looks at no more than the first 4 KB. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "webp";
  if (ascii(bytes, 4, 8) === "ftyp") return HEIC_BRANDS.has(ascii(bytes, 8, 12)) ? "heic" : "other-picture";
  if (ascii(bytes, 0, 4) === "GIF8" || ascii(bytes, 0, 2) === "BM") return "other-picture";
  if (startsWith(bytes, 0, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, 0, [0x4d, 0x4d, 0, 0x2a]))
    return "other-picture";
  return /<svg[\s>]/i.test(ascii(bytes, 0, 4096)) ? "other-picture" : "not-a-picture";
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

// Stills only: hevc, hevx and msf1 are sequences. AVIF's brand is not here: nothing on the way in makes it.
const HEIC_BRANDS = new Set(["heic", "heix", "mif1", "heim", "heis"]);

const startsWith = (bytes: Uint8Array, at: number, expected: readonly number[]): boolean =>
  expected.every((byte, i) => bytes[at + i] === byte);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
