import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * The server's half of SRP-6a (RFC 2945, RFC 5054) as Cognito speaks it: 3072-bit group of RFC 3526, generator 2, SHA-256,
 * numbers hashed as two's-complement hexadecimal (a leading "00" when the top bit is set), the session key stretched by
 * HKDF with the label "Caldera Derived Key".
 */
export interface Verifier {
  /** Hexadecimal. */
  readonly salt: string;
  /** g^x mod N, hexadecimal. The password cannot be taken back out of it short of guessing. */
  readonly verifier: string;
}

export interface SrpChallenge {
  readonly userId: string;
  readonly clientPublic: bigint;
  readonly serverSecret: bigint;
  readonly serverPublic: bigint;
  readonly verifier: bigint;
  /** Base64; comes back with the answer and tells which challenge is answered. */
  readonly secretBlock: string;
}

/**
 * @param poolName the part of the pool id after "_"
 * @param userId   what the challenge names USER_ID_FOR_SRP
 * @param salt     hexadecimal; 16 fresh random bytes when left out
 */
export function makeVerifier(
  poolName: string,
  userId: string,
  password: string,
  salt = randomBytes(16).toString("hex"),
): Verifier {
  const identity = sha256Hex(Buffer.from(`${poolName}${userId}:${password}`));
  const x = hexToNumber(sha256Hex(Buffer.from(padded(hexToNumber(salt)) + identity, "hex")));
  return { salt: hexOf(hexToNumber(salt)), verifier: hexOf(power(g, x)) };
}

/** Whether the password is the one the verifier was made from; takes the same time either way. */
export function provesPassword(poolName: string, userId: string, password: string, known: Verifier): boolean {
  return sameSecret(makeVerifier(poolName, userId, password, known.salt).verifier, known.verifier);
}

/** Throws RangeError when the client's public number is no number of the group (the classic SRP bypass, A = 0). */
export function openChallenge(userId: string, clientPublicHex: string, known: Verifier): SrpChallenge {
  if (!/^[0-9a-f]{1,768}$/i.test(clientPublicHex))
    throw new RangeError("SRP_A must be at most 768 hexadecimal digits");
  const clientPublic = hexToNumber(clientPublicHex);
  if (clientPublic % N === 0n) throw new RangeError("SRP_A must not be 0 modulo N");
  const verifier = hexToNumber(known.verifier);
  const serverSecret = hexToNumber(randomBytes(64).toString("hex"));
  const serverPublic = (k * verifier + power(g, serverSecret)) % N;
  // A zero here happens once in 2^256 draws; drawing again is the textbook's answer.
  if (serverPublic === 0n || scrambler(clientPublic, serverPublic) === 0n)
    return openChallenge(userId, clientPublicHex, known);
  const secretBlock = randomBytes(128).toString("base64");
  return { userId, clientPublic, serverSecret, serverPublic, verifier, secretBlock };
}

/** Whether `signature` (base64) could only come from someone who knows the password. */
export function answersChallenge(
  challenge: SrpChallenge,
  poolName: string,
  timestamp: string,
  signature: string,
): boolean {
  const { clientPublic, serverPublic, serverSecret, verifier, userId, secretBlock } = challenge;
  const u = scrambler(clientPublic, serverPublic);
  const shared = power(clientPublic * power(verifier, u), serverSecret);
  const key = hkdfSync(
    "sha256",
    Buffer.from(padded(shared), "hex"),
    Buffer.from(padded(u), "hex"),
    "Caldera Derived Key",
    16,
  );
  const expected = createHmac("sha256", Buffer.from(key))
    .update(poolName)
    .update(userId)
    .update(Buffer.from(secretBlock, "base64"))
    .update(timestamp)
    .digest("base64");
  return sameSecret(expected, signature);
}

/** Compares without telling, by the time it takes, how much of it was right. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

export const hexOf = (n: bigint): string => {
  const hex = n.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
};

/** RFC 3526 section 4, the 3072-bit MODP group. */
const N = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
);
const g = 2n;
const k = hexToNumber(sha256Hex(Buffer.from(padded(N) + padded(g), "hex")));

const scrambler = (A: bigint, B: bigint): bigint =>
  hexToNumber(sha256Hex(Buffer.from(padded(A) + padded(B), "hex")));

/** base^exponent mod N. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

/** The bytes of a Java BigInteger in hexadecimal: even length, and "00" in front when the top bit would read as minus. */
function padded(n: bigint): string {
  const hex = hexOf(n);
  return /^[89a-f]/.test(hex) ? `00${hex}` : hex;
}

function hexToNumber(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

function sha256Hex(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
