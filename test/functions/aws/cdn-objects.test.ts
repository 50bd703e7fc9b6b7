import { createVerify, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isScreenCopy, objectKeys, previewKey, resultFiles, resultKey } from "#core/keys.ts";
import { cdnObjects } from "#functions/aws/cdn-objects.ts";
import { newEditId, newImageId } from "#functions/ids.ts";
import { memoryObjects } from "#test/functions/fakes/memory-objects.ts";
import { aUser, aWorld } from "#test/functions/fakes/world.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const nowMs = 1_700_000_000_000;
const clock = { now: () => nowMs, sleep: async () => {} };
const anHour = { seconds: 3600 };

function screens(keys: () => Promise<string> = async () => privateKey) {
  return cdnObjects(memoryObjects(), { domain: "d1.cloudfront.net", keyId: "K1", privateKey: keys }, clock);
}

describe("an address of a picture on a screen", () => {
  const key = objectKeys.working(aUser(), newImageId(aWorld()));

  it("is CloudFront's, good for this object until its hour is over, and signed so that CloudFront can tell", async () => {
    const url = new URL(await screens().presignGet(key, anHour));
    expect(url.origin + url.pathname).toBe(`https://d1.cloudfront.net/${key}`);
    expect(url.searchParams.get("Expires")).toBe(String(nowMs / 1000 + 3600));
    expect(url.searchParams.get("Key-Pair-Id")).toBe("K1");
    // What CloudFront puts together out of the address to check the signature: no space, no line break.
    const policy = `{"Statement":[{"Resource":"${url.origin}${url.pathname}","Condition":{"DateLessThan":{"AWS:EpochTime":${nowMs / 1000 + 3600}}}}]}`;
    const signature = /Signature=([\w~-]+)&/.exec(url.search)?.[1] ?? "";
    const base64 = signature.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/");
    expect(createVerify("RSA-SHA1").update(policy).verify(publicKey, base64, "base64")).toBe(true);
  });

  it("is the bucket's own for a download, and for whatever is not made for screens", async () => {
    const download = await screens().presignGet(key, { ...anHour, disposition: "attachment" });
    expect(download).toMatch(/^memory:/);
    const original = await screens().presignGet(objectKeys.upload(aUser(), newImageId(aWorld())), anHour);
    expect(original).toMatch(/^memory:/);
  });

  it("asks for the key once, and again when it did not come", async () => {
    let asked = 0;
    const keys = async (): Promise<string> => {
      asked += 1;
      if (asked === 1) throw new Error("Secrets Manager is away");
      return privateKey;
    };
    const objects = screens(keys);
    await expect(objects.presignGet(key, anHour)).rejects.toThrow("away");
    const first = await objects.presignGet(key, anHour);
    // The same address again: the phone shows what it already has.
    expect(await objects.presignGet(key, anHour)).toBe(first);
    await objects.presignGet(objectKeys.thumb(aUser(), newImageId(aWorld())), anHour);
    expect(asked).toBe(2);
  });
});

describe("what screens show", () => {
  it("are working copies and thumbnails, of photos and of edits, and nothing else in the bucket", () => {
    const user = aUser();
    const image = newImageId(aWorld());
    const edit = newEditId(aWorld());
    const shown = [
      objectKeys.working(user, image),
      objectKeys.thumb(user, image),
      ...[previewKey, resultKey].flatMap((keyOf) => [
        keyOf(user, edit, "working.webp"),
        keyOf(user, edit, "thumb.webp"),
      ]),
    ];
    const kept = [
      objectKeys.upload(user, image),
      objectKeys.guard(user, image),
      objectKeys.mask(user, edit),
      ...resultFiles
        .filter((file) => !file.endsWith(".webp"))
        .flatMap((file) => [previewKey(user, edit, file), resultKey(user, edit, file)]),
    ];
    expect(shown.filter((each) => !isScreenCopy(each))).toEqual([]);
    expect(kept.filter((each) => isScreenCopy(each))).toEqual([]);
  });
});
