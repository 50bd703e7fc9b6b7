import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  verify,
  type JsonWebKey,
} from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { readIfThere, writeAtomically } from "#local/files.ts";

/** The pool's RS256 key: made at the first start, kept in the data directory with mode 0600, read ever after. */
export interface SigningKey {
  readonly kid: string;
  /** For keyed hashes that must stay the same across restarts and be nobody else's to compute. */
  readonly secret: string;
  /** The public half, as JWKS publishes it. */
  readonly jwk: JsonWebKey & { readonly kid: string };
  /** A compact JWS over the claims. */
  signed(claims: object): string;
  /** The claims of a token this key signed with RS256, else undefined. Says nothing about expiry. */
  opened(token: string): unknown;
}

export function openSigningKey(dataDir: string): SigningKey {
  const path = join(dataDir, "signing-key.json");
  const kept = readIfThere(path);
  const { kid, secret, jwk } = kept === undefined ? makeKey(path) : storedKey.parse(JSON.parse(kept));
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  return {
    kid,
    secret,
    jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" },
    signed(claims) {
      const content = `${base64url({ kid, alg: "RS256" })}.${base64url(claims)}`;
      return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
    },
    opened(token) {
      const [head, body, signature, ...more] = token.split(".");
      if (head === undefined || body === undefined || signature === undefined || more.length > 0)
        return undefined;
      const header = jwtHeader.safeParse(jsonOrUndefined(head));
      // The algorithm is ours to say, never the token's: "none" and HMAC-with-the-public-key end here.
      if (!header.success || header.data.kid !== kid) return undefined;
      const isOurs = verify(
        "RSA-SHA256",
        Buffer.from(`${head}.${body}`),
        publicKey,
        Buffer.from(signature, "base64url"),
      );
      return isOurs ? jsonOrUndefined(body) : undefined;
    },
  };
}

const jwtHeader = z.object({ kid: z.string(), alg: z.literal("RS256") });
const storedKey = z.object({ kid: z.string(), secret: z.string(), jwk: z.record(z.string(), z.string()) });

function makeKey(path: string): z.infer<typeof storedKey> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made = storedKey.parse({
    kid: randomUUID(),
    secret: randomBytes(32).toString("hex"),
    jwk: privateKey.export({ format: "jwk" }),
  });
  writeAtomically(path, JSON.stringify(made), { durable: true });
  return made;
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function jsonOrUndefined(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
