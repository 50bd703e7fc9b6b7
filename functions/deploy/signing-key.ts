import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { type Secret } from "#functions/aws/secret.ts";

/**
 * The public half of the key in this secret, PEM. A secret that holds no private key yet gets one, RSA 2048 as
 * CloudFront wants it. Doing it twice is doing it once: the key that is there stays, so that no address dies.
 */
export async function signingKey(secret: Secret): Promise<string> {
  const kept = await secret.read();
  if (kept.includes("PRIVATE KEY")) return publicHalf(kept);
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await secret.write(privateKey);
  return publicHalf(privateKey);
}

const publicHalf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
