/** A picture of 1-bit grey as PNG stores it: each row a filter byte (0) and its pixels, the leftmost in the highest bit. */
export interface Bits {
  readonly width: number;
  readonly height: number;
  readonly rows: Uint8Array<ArrayBuffer>;
}

const strideOf = (width: number): number => 1 + Math.ceil(width / 8);

/** All black. */
export const emptyBits = (width: number, height: number): Bits => ({
  width,
  height,
  rows: new Uint8Array(strideOf(width) * height),
});

/**
 * Whitens the rows from `top` on where a canvas is at least half covered: no soft edges, the backend feathers.
 * @param rgba RGBA, 8 bit, row-major, as wide as the picture and whole rows of it; else throws RangeError
 */
export function setCovered({ width, height, rows }: Bits, top: number, rgba: Uint8ClampedArray): void {
  const count = rgba.length / 4 / width;
  if (!Number.isInteger(count) || top < 0 || top + count > height)
    throw new RangeError(
      `Expected whole rows of ${width} pixels within ${height} but received ${count} at ${top}`,
    );
  for (let y = 0; y < count; y++) {
    let at = (top + y) * strideOf(width) + 1;
    let alpha = y * width * 4 + 3;
    for (let x = 0; x < width; x += 8) {
      let byte = 0;
      const few = Math.min(8, width - x);
      for (let bit = 0; bit < few; bit++, alpha += 4) if ((rgba[alpha] ?? 0) >= 128) byte |= 0x80 >> bit;
      rows[at++] = byte;
    }
  }
}

/**
 * A PNG of 1-bit grey: the smallest honest form of a mask (a 12 MP one is about 10 KB).
 * PNG specification, third edition, sections 5 and 11.
 */
export async function oneBitPng({ width, height, rows }: Bits): Promise<Uint8Array> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Bit depth 1, colour type 0 (grey); compression, filter and interlace 0.
  header[8] = 1;
  return joined([
    new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", await deflate(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const squeezed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(squeezed).arrayBuffer());
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xed_b8_83_20 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
