/** The nearest byte that clips nothing: what was neither 0 nor 255 stays off both ends. */
export function unclipped(value: number, was: number): number {
  const byte = (value + 0.5) | 0;
  if (byte >= 255) return was === 255 ? 255 : 254;
  return byte <= 0 ? (was > 0 ? 1 : 0) : byte;
}
