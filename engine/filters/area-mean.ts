/**
 * A picture made smaller by the mean of the area that each of its pixels covers: no moiré, and the picture's mean stays.
 * @param source    row-major, `channels` interleaved
 * @param newWidth  1 … width
 * @param newHeight 1 … height
 */
export function areaMean(
  source: Uint8Array | Float32Array,
  channels: 1 | 3,
  width: number,
  height: number,
  newWidth: number,
  newHeight: number,
): Float32Array {
  const stride = newWidth * channels;
  const out = new Float32Array(stride * newHeight);
  const across = spansOf(width, newWidth);
  const down = spansOf(height, newHeight);
  const narrow = channels === 3 ? narrowRgb : narrowOne;
  // Rows as floats whatever the source holds: code that meets one kind of array only runs a quarter faster.
  const line = new Float32Array(width * channels);
  const narrowed = new Float32Array(stride);
  let held = -1;
  for (let y = 0; y < newHeight; y++)
    for (let row = down.first[y]; row <= down.last[y]; row++) {
      // A row on the border of two new ones is still at hand from the first.
      if (row !== held) {
        line.set(source.subarray(row * line.length, (row + 1) * line.length));
        narrow(line, across, narrowed);
      }
      held = row;
      addTo(out, y * stride, narrowed, shareOf(down, y, row));
    }
  return out;
}

/** Which source pixels each new pixel covers along one axis; the first and the last perhaps in part. Shares add up to 1. */
interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstShare: Float32Array;
  readonly lastShare: Float32Array;
  /** Of each pixel between the first and the last. */
  readonly share: number;
}

function spansOf(from: number, to: number): Spans {
  const scale = from / to;
  const first = new Int32Array(to);
  const last = new Int32Array(to);
  const firstShare = new Float32Array(to);
  const lastShare = new Float32Array(to);
  for (let x = 0; x < to; x++) {
    const start = x * scale;
    const end = Math.min(from, start + scale);
    // A smaller part of a pixel than this is a rounding error of where it begins or ends.
    first[x] = Math.floor(start + 1e-6);
    last[x] = Math.max(first[x], Math.ceil(end - 1e-6) - 1);
    firstShare[x] = (Math.min(end, first[x] + 1) - start) / (end - start);
    lastShare[x] = last[x] === first[x] ? 0 : (end - last[x]) / (end - start);
  }
  return { first, last, firstShare, lastShare, share: 1 / scale };
}

function shareOf({ first, last, firstShare, lastShare, share }: Spans, x: number, at: number): number {
  if (at === first[x]) return firstShare[x];
  return at === last[x] ? lastShare[x] : share;
}

function narrowOne(
  line: Float32Array,
  { first, last, firstShare, lastShare, share }: Spans,
  out: Float32Array,
): void {
  for (let x = 0; x < first.length; x++) {
    const a = first[x];
    const z = last[x];
    let middle = 0;
    for (let at = a + 1; at < z; at++) middle += line[at];
    out[x] = firstShare[x] * line[a] + share * middle + lastShare[x] * line[z];
  }
}

function narrowRgb(
  line: Float32Array,
  { first, last, firstShare, lastShare, share }: Spans,
  out: Float32Array,
): void {
  for (let x = 0, j = 0; x < first.length; x++, j += 3) {
    const a = first[x] * 3;
    const z = last[x] * 3;
    const wa = firstShare[x];
    const wz = lastShare[x];
    let r = 0;
    let g = 0;
    let b = 0;
    for (let at = a + 3; at < z; at += 3) {
      r += line[at];
      g += line[at + 1];
      b += line[at + 2];
    }
    out[j] = wa * line[a] + share * r + wz * line[z];
    out[j + 1] = wa * line[a + 1] + share * g + wz * line[z + 1];
    out[j + 2] = wa * line[a + 2] + share * b + wz * line[z + 2];
  }
}

function addTo(out: Float32Array, base: number, row: Float32Array, share: number): void {
  for (let i = 0; i < row.length; i++) out[base + i] += share * row[i];
}
