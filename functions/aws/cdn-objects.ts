import { createSign } from "node:crypto";
import { isScreenCopy } from "#core/keys.ts";
import { keptAddresses } from "#functions/aws/kept-addresses.ts";
import { type Clock, type Objects } from "#functions/ports.ts";

export interface Cdn {
  /** As in "d111111abcdef8.cloudfront.net". */
  readonly domain: string;
  /** CloudFront's id of the public key. */
  readonly keyId: string;
  /** The private key, PEM. Asked for once; again when that failed. */
  readonly privateKey: () => Promise<string>;
}

/** The same bucket, whose screen copies are fetched from CloudFront; downloads still come from the bucket itself. */
export function cdnObjects(objects: Objects, cdn: Cdn, clock: Clock): Objects {
  let key: Promise<string> | undefined;
  const privateKey = (): Promise<string> => {
    key ??= cdn.privateKey().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const kept = keptAddresses(clock.now);
  return {
    ...objects,
    presignGet: async (name, asked) => {
      const isShown = asked.contentType === undefined && asked.disposition === undefined;
      if (!isShown || !isScreenCopy(name)) return objects.presignGet(name, asked);
      return kept([name, asked.seconds], async () => {
        const untilSeconds = Math.floor(clock.now() / 1000) + asked.seconds;
        return signedAddress(`https://${cdn.domain}/${name}`, untilSeconds, cdn.keyId, await privateKey());
      });
    },
  };
}

/**
 * A CloudFront address with a canned policy, good for one object until a time: "Create a signed URL using a canned
 * policy" in the CloudFront developer guide. SHA-1 is what the guide asks for where no other hash is named; nobody but
 * us chooses what is signed.
 * @param untilSeconds seconds since 1970
 * @param privateKey   RSA 2048, PEM; throws when it is not a key
 */
function signedAddress(url: string, untilSeconds: number, keyId: string, privateKey: string): string {
  const policy = JSON.stringify({
    Statement: [{ Resource: url, Condition: { DateLessThan: { "AWS:EpochTime": untilSeconds } } }],
  });
  const signature = createSign("RSA-SHA1").update(policy).sign(privateKey, "base64");
  const inAddress = signature.replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
  return `${url}?Expires=${untilSeconds}&Signature=${inAddress}&Key-Pair-Id=${keyId}`;
}
