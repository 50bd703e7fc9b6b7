import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOrigin, runStores, type RunningStores } from "#test/local/support/stores.ts";

let running: RunningStores;
beforeAll(async () => {
  running = await runStores({ database: false });
});
afterAll(() => running.stop());

const Bucket = "reimagine-local";
const put = (Key: string, Body: string | Uint8Array | Readable, rest: object = {}) =>
  running.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }));
const get = (Key: string, rest: object = {}) =>
  running.s3.send(new GetObjectCommand({ Bucket, Key, ...rest }));
const textOf = async (Key: string): Promise<string | undefined> => (await get(Key)).Body?.transformToString();
const client = (over: object): S3Client =>
  new S3Client({
    region: "us-west-2",
    endpoint: running.s3Url,
    credentials: running.credentials,
    maxAttempts: 1,
    ...over,
  });
const codeOf = async (response: Response): Promise<string | undefined> =>
  /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1];

describe("objects", () => {
  it("come back as they were put, with type, caching and metadata", async () => {
    await put("a/one.txt", "hello world", {
      ContentType: "text/plain",
      CacheControl: "max-age=60",
      Metadata: { owner: "me" },
    });
    const object = await get("a/one.txt");
    expect(object).toMatchObject({
      ContentType: "text/plain",
      CacheControl: "max-age=60",
      Metadata: { owner: "me" },
      ETag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"',
    });
    expect(await object.Body?.transformToString()).toBe("hello world");
    const head = await running.s3.send(new HeadObjectCommand({ Bucket, Key: "a/one.txt" }));
    expect(head.ContentLength).toBe(11);
  });

  it("come back bit by bit the same when large, streamed or empty", async () => {
    const large = randomBytes(12 * 1024 * 1024);
    await put("large", large);
    expect(Buffer.from((await (await get("large")).Body?.transformToByteArray()) ?? []).equals(large)).toBe(
      true,
    );
    const pieces = [large.subarray(0, 70_000), large.subarray(70_000, 200_000)];
    await put("streamed", Readable.from(pieces), { ContentLength: 200_000 });
    const streamed = await (await get("streamed")).Body?.transformToByteArray();
    expect(Buffer.from(streamed ?? []).equals(large.subarray(0, 200_000))).toBe(true);
    await put("empty", "");
    expect(await textOf("empty")).toBe("");
  });

  it("keep any key, however strange", async () => {
    for (const key of ["é ü/+ &?#%.jpg", "a//b", "CASE", "case", "..%2f..", "x".repeat(1024)]) {
      await put(key, key);
      expect(await textOf(key)).toBe(key);
    }
    await expect(put("x".repeat(1025), "")).rejects.toMatchObject({ name: "KeyTooLongError" });
  });

  it("are copied with their metadata, or with new", async () => {
    await put("copy/from", "bytes", { ContentType: "image/png", Metadata: { a: "1" } });
    const copy = (Key: string, rest: object) =>
      running.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/copy/from`, ...rest }));
    await copy("copy/same", {});
    await copy("copy/new", { MetadataDirective: "REPLACE", Metadata: { b: "2" }, ContentType: "image/webp" });
    await running.s3.send(new DeleteObjectCommand({ Bucket, Key: "copy/from" }));
    expect(await get("copy/same")).toMatchObject({ ContentType: "image/png", Metadata: { a: "1" } });
    expect(await get("copy/new")).toMatchObject({ ContentType: "image/webp", Metadata: { b: "2" } });
    expect(await textOf("copy/same")).toBe("bytes");
    await expect(copy("copy/again", {})).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("are deleted one by one and many at once, and what is not there is no error", async () => {
    for (const key of ["del/a", "del/b", "del/<&>"]) await put(key, "x");
    await running.s3.send(new DeleteObjectCommand({ Bucket, Key: "del/none" }));
    const { Deleted } = await running.s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: ["del/a", "del/<&>", "del/none"].map((Key) => ({ Key })) },
      }),
    );
    expect(Deleted).toHaveLength(3);
    const left = await running.s3.send(new ListObjectsV2Command({ Bucket, Prefix: "del/" }));
    expect(left.Contents?.map(({ Key }) => Key)).toEqual(["del/b"]);
    await expect(get("del/a")).rejects.toMatchObject({
      name: "NoSuchKey",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(running.s3.send(new HeadObjectCommand({ Bucket, Key: "del/a" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("are whole while others replace and delete them", async () => {
    const versions = Array.from({ length: 6 }, (_, n) => String(n).repeat(300_000));
    const writing = (async () => {
      for (const version of versions) await put("busy", version);
    })();
    await put("busy", "0".repeat(300_000));
    const seen = await Promise.all(Array.from({ length: 30 }, () => textOf("busy")));
    await writing;
    for (const text of seen) expect(versions).toContain(text);
  });

  it("leave no bytes behind when replaced, deleted or refused", async () => {
    const files = (): number => readdirSync(join(running.dataDir, "s3", "data")).length;
    const before = files();
    await put("tidy", "one");
    await put("tidy", "two");
    await expect(put("tidy", "abc", { ChecksumCRC32: "AAAAAA==" })).rejects.toMatchObject({
      name: "BadDigest",
    });
    expect(files()).toBe(before + 1);
    await running.s3.send(new DeleteObjectCommand({ Bucket, Key: "tidy" }));
    expect(files()).toBe(before);
  });
});

describe("parts and conditions", () => {
  it("gives any range of bytes", async () => {
    await put("range", "0123456789");
    for (const [Range, expected] of [
      ["bytes=2-4", "234"],
      ["bytes=7-", "789"],
      ["bytes=-2", "89"],
      ["bytes=5-100", "56789"],
    ] as const) {
      const part = await get("range", { Range });
      expect(part.$metadata.httpStatusCode).toBe(206);
      expect(await part.Body?.transformToString()).toBe(expected);
    }
    await expect(get("range", { Range: "bytes=10-" })).rejects.toMatchObject({ name: "InvalidRange" });
  });

  it("sends nothing that the client has already", async () => {
    const { ETag } = await put("cond", "x");
    await expect(get("cond", { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(get("cond", { IfMatch: '"other"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    expect(await (await get("cond", { IfMatch: ETag })).Body?.transformToString()).toBe("x");
  });

  it("creates only once when asked to, even when many try", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => put("only-once", `${n}`, { IfNoneMatch: "*" })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { name: "PreconditionFailed" },
    });
  });

  it("verifies what the client says of the bytes, and gives the sum back", async () => {
    await put("sum", Buffer.from("abc"), { ChecksumAlgorithm: "SHA256" });
    const { ChecksumSHA256 } = await get("sum", { ChecksumMode: "ENABLED" });
    expect(ChecksumSHA256).toBe("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    await expect(put("bad", "abc", { ContentMD5: "1B2M2Y8AsgTpgAmY7PhCfg==" })).rejects.toMatchObject({
      name: "BadDigest",
    });
    await expect(get("bad")).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});

describe("listing", () => {
  it("pages through keys in byte order and rolls folders up", async () => {
    const keys = Array.from({ length: 12 }, (_, n) => `list/${n % 3}/${n}`);
    for (const key of keys) await put(key, "x");
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await running.s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: "list/", MaxKeys: 5, ContinuationToken }),
      );
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen).toEqual(keys.toSorted());

    const folders: (string | undefined)[] = [];
    do {
      const page: ListObjectsV2CommandOutput = await running.s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: "list/", Delimiter: "/", MaxKeys: 2, ContinuationToken }),
      );
      folders.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      expect(page.Contents).toBeUndefined();
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(folders).toEqual(["list/0/", "list/1/", "list/2/"]);
  });
});

describe("signatures", () => {
  const signed = (key: string, options: object = { expiresIn: 60 }) =>
    getSignedUrl(running.s3, new GetObjectCommand({ Bucket, Key: key }), options);

  it("lets in only who holds the key", async () => {
    await put("secret", "x");
    const wrongSecret = client({ credentials: { ...running.credentials, secretAccessKey: "wrong" } });
    await expect(wrongSecret.send(new GetObjectCommand({ Bucket, Key: "secret" }))).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
    });
    const stranger = client({ credentials: { accessKeyId: "NOBODY", secretAccessKey: "x" } });
    await expect(stranger.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: "InvalidAccessKeyId",
    });
    expect((await fetch(`${running.s3Url}/${Bucket}/secret`)).status).toBe(403);
    const elsewhere = client({ region: "eu-west-1" });
    await expect(elsewhere.send(new GetObjectCommand({ Bucket, Key: "secret" }))).rejects.toMatchObject({
      name: "AuthorizationHeaderMalformed",
    });
  });

  it("opens a signed link, and no other object, method, parameter or time", async () => {
    await put("link", "linked");
    await put("link2", "other");
    const url = await signed("link");
    expect(await (await fetch(url)).text()).toBe("linked");
    expect(await codeOf(await fetch(url.replace("/link?", "/link2?")))).toBe("SignatureDoesNotMatch");
    expect(await codeOf(await fetch(url, { method: "DELETE" }))).toBe("SignatureDoesNotMatch");
    expect(await codeOf(await fetch(`${url}&response-content-type=text/html`))).toBe("SignatureDoesNotMatch");
    expect(await codeOf(await fetch(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600")))).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await codeOf(await fetch(url.replace(/X-Amz-Signature=.{4}/, "X-Amz-Signature=0000")))).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await codeOf(await fetch(url, { headers: { "x-amz-meta-x": "unsigned" } }))).toBe("AccessDenied");
  });

  it("closes a signed link when its time is over, and not before it has come", async () => {
    await put("timed", "x");
    const past = await signed("timed", { expiresIn: 10, signingDate: new Date(Date.now() - 11_000) });
    const future = await signed("timed", { expiresIn: 10, signingDate: new Date(Date.now() + 3_600_000) });
    const tooLong = (await signed("timed")).replace("X-Amz-Expires=60", "X-Amz-Expires=999999");
    expect(await codeOf(await fetch(past))).toBe("AccessDenied");
    expect(await codeOf(await fetch(future))).toBe("AccessDenied");
    expect(await codeOf(await fetch(tooLong))).toBe("AuthorizationQueryParametersError");
  });

  it("refuses a signed request that is a quarter of an hour old", async () => {
    running.clock.offsetMs = 16 * 60_000;
    // Without the client's own correction, which takes the server's clock for the right one.
    await expect(client({}).send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    running.clock.offsetMs = 0;
    await client({}).send(new HeadBucketCommand({ Bucket }));
  });

  it("refuses bytes other than the signed ones", async () => {
    const url = await getSignedUrl(
      client({ requestChecksumCalculation: "WHEN_REQUIRED" }),
      new PutObjectCommand({ Bucket, Key: "sized", ContentType: "image/png", ContentLength: 3 }),
      { expiresIn: 60, signableHeaders: new Set(["content-type", "content-length"]) },
    );
    const send = (body: string, type: string) =>
      fetch(url, { method: "PUT", body, headers: { "content-type": type } });
    expect((await send("abcdef", "image/png")).status).toBe(403);
    expect((await send("abc", "text/html")).status).toBe(403);
    expect((await send("abc", "image/png")).status).toBe(200);
  });

  it("names what a download is called, when the link says so", async () => {
    await put("named", "x", { ContentType: "image/png" });
    const url = await getSignedUrl(
      running.s3,
      new GetObjectCommand({
        Bucket,
        Key: "named",
        ResponseContentDisposition: 'attachment; filename="Kitchen.png"',
        ResponseContentType: "application/octet-stream",
      }),
      { expiresIn: 60 },
    );
    const response = await fetch(url);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="Kitchen.png"');
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("refuses a bucket that is not there, after the signature", async () => {
    await expect(running.s3.send(new HeadObjectCommand({ Bucket: "other", Key: "x" }))).rejects.toMatchObject(
      {
        $metadata: { httpStatusCode: 404 },
      },
    );
    expect((await fetch(`${running.s3Url}/other/x`)).status).toBe(403);
  });
});

describe("pages of other origins", () => {
  it("lets only the app's origin read and post", async () => {
    await put("cors", "x");
    const url = await getSignedUrl(running.s3, new GetObjectCommand({ Bucket, Key: "cors" }), {
      expiresIn: 60,
    });
    const ours = await fetch(url, { headers: { origin: appOrigin } });
    expect(ours.headers.get("access-control-allow-origin")).toBe(appOrigin);
    for (const origin of ["http://evil.test", "http://localhost:4301", "null", `${appOrigin}.evil.test`]) {
      const theirs = await fetch(url, { headers: { origin } });
      expect(theirs.headers.get("access-control-allow-origin")).toBeNull();
    }
    const preflight = (origin: string, method: string) =>
      fetch(url, { method: "OPTIONS", headers: { origin, "access-control-request-method": method } });
    expect((await preflight(appOrigin, "POST")).status).toBe(204);
    expect((await preflight(appOrigin, "DELETE")).status).toBe(403);
    expect((await preflight("http://evil.test", "POST")).status).toBe(403);
  });
});

describe("after a restart", () => {
  it("has every object, and swept what nobody points to", async () => {
    const own = await runStores({ database: false });
    await own.s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x", Metadata: { a: "1" } }));
    await own.stop();
    const again = await runStores({ dataDir: own.dataDir, database: false });
    const kept = await again.s3.send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(kept.Metadata).toEqual({ a: "1" });
    expect(readdirSync(join(own.dataDir, "s3", "data"))).toHaveLength(1);
    await again.stop();
  });
});
