/**
 * Smooth value noise in [0, 1) in space, one lattice cell a unit. As filters/noise.ts, but written out: it is asked for
 * several times a pixel.
 */
export function patternNoise(x: number, y: number, z: number, seed: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z);
  let u = x - x0;
  let v = y - y0;
  let w = z - z0;
  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  w = w * w * (3 - 2 * w);
  const a = Math.imul(x0, 0x27d4eb2d);
  const b = Math.imul(x0 + 1, 0x27d4eb2d);
  const c = Math.imul(y0, 0x165667b1);
  const d = Math.imul(y0 + 1, 0x165667b1);
  const e = Math.imul(z0, 0x2c1b3c6d) ^ Math.imul(seed, 0x9e3779b1);
  const f = Math.imul(z0 + 1, 0x2c1b3c6d) ^ Math.imul(seed, 0x9e3779b1);
  const n00 = mixed(a ^ c ^ e) * (1 - u) + mixed(b ^ c ^ e) * u;
  const n10 = mixed(a ^ d ^ e) * (1 - u) + mixed(b ^ d ^ e) * u;
  const n01 = mixed(a ^ c ^ f) * (1 - u) + mixed(b ^ c ^ f) * u;
  const n11 = mixed(a ^ d ^ f) * (1 - u) + mixed(b ^ d ^ f) * u;
  return (n00 * (1 - v) + n10 * v) * (1 - w) + (n01 * (1 - v) + n11 * v) * w;
}

/** The bits of a whole number stirred, as a number in [0, 1). */
function mixed(value: number): number {
  let h = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}
