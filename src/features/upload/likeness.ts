/**
 * How far two small pictures of the same size are apart: mean absolute difference of R, G and B, 0…255. The worst of
 * a reduction is a few units; a blank canvas is tens away, unless the photo itself is blank.
 * @param a RGBA, 8 bit, row-major
 */
export function likeness(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  if (a.length !== b.length) throw new RangeError(`Expected ${a.length} bytes but received ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / ((a.length / 4) * 3);
}

export const tooUnlike = 12;
