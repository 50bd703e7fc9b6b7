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
 * Sets the pixels of a row whose middles lie between two places.
 * @param row  one of the picture's; else throws RangeError
 * @param from x where the run begins, in pixels from the left edge; may lie outside, as `to` may
 */
export function setRun(
  { width, height, rows }: Bits,
  row: number,
  from: number,
  to: number,
  isWhite: boolean,
): void {
  if (!Number.isInteger(row) || row < 0 || row >= height)
    throw new RangeError(`Expected a row below ${height} but received ${row}`);
  const first = Math.max(0, Math.ceil(from - 0.5));
  const last = Math.min(width - 1, Math.ceil(to - 0.5) - 1);
  if (first > last) return;
  const at = row * strideOf(width) + 1;
  const [firstByte, lastByte] = [at + (first >> 3), at + (last >> 3)];
  const head = 0xff >> (first & 7);
  const tail = (0xff << (7 - (last & 7))) & 0xff;
  const put = (byte: number, bits: number): void => {
    rows[byte] = isWhite ? (rows[byte] ?? 0) | bits : (rows[byte] ?? 0) & ~bits;
  };
  if (firstByte === lastByte) return put(firstByte, head & tail);
  put(firstByte, head);
  rows.fill(isWhite ? 0xff : 0, firstByte + 1, lastByte);
  put(lastByte, tail);
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
