/** Linear light, 0–1, of each encoded sRGB byte (IEC 61966-2-1). Index with a byte. */
export const srgbToLinear: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => decode(byte / 255));

/** Encoded sRGB byte of linear light; below 0 gives 0, above 1 gives 255, in between exact to the nearest byte but for ties. */
export function linearToSrgb(light: number): number {
  if (!(light > 0)) return 0;
  return light >= 1 ? 255 : bytes[(light * SCALE + 0.5) | 0];
}

/** Encoded sRGB, 0–1, of linear light, 0–1, without rounding to a byte. */
export function encode(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** Linear light, 0–1, of encoded sRGB, 0–1. */
export function decode(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** Linear light, 0–1, of red, green and blue of "#rrggbb". */
export function linearOfHex(hex: string): readonly [red: number, green: number, blue: number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [
    decode(((value >> 16) & 255) / 255),
    decode(((value >> 8) & 255) / 255),
    decode((value & 255) / 255),
  ];
}

// 65 536 steps keep every byte reachable: the darkest byte covers 20 of them.
const SCALE = 65535;
const bytes = Uint8Array.from({ length: SCALE + 1 }, (_, i) => Math.round(encode(i / SCALE) * 255));
