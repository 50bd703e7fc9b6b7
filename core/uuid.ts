/**
 * UUID version 7 (RFC 9562 section 5.7): the first 48 bits are the time, so ids sort in the order they were made.
 * @param nowMs  milliseconds since 1970, 0 ≤ nowMs < 2^48
 * @param chance 10 random bytes; throws RangeError when there are fewer
 */
export function uuidV7(nowMs: number, chance: Uint8Array): string {
  if (chance.length < 10) throw new RangeError(`Expected 10 random bytes but received ${chance.length}`);
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.trunc(nowMs)) << 16n);
  bytes.set(chance.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The time inside a version 7 UUID, in milliseconds since 1970. */
export const timeOfUuid = (uuid: string): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
