import { randomUUID } from "node:crypto";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperationName, operations } from "#core/api/operations.ts";
import { bucketRooms } from "#core/keys.ts";
import { bucketName } from "#local/config.ts";
import { aJpeg, aMask } from "#test/functions/fakes/world.ts";
import {
  aListing,
  anUpload,
  type IsolationCloud,
  isolationCloud,
  type Person,
  soon,
} from "#test/contract/isolation-cloud.ts";

/** Every address that the API gives away, and every room of the bucket: what they open, and what they do not. */
let world: IsolationCloud;
let owner: Person;
let stranger: Person;
/** By the field of the API that gave it. */
let given: ReadonlyMap<string, string>;
/** Of the owner, one in each room that holds something. */
let keys: readonly string[];

beforeAll(async () => {
  world = await isolationCloud({ owner: [], stranger: [] });
  [owner, stranger] = [await world.signIn("owner"), await world.signIn("stranger")];
  given = await everyAddress(owner);
  keys = await world.keysOf(owner.userId);
}, 240_000);
afterAll(() => world?.stop());

/** Has one of everything made that an address shows, one edit still to be decided on, and asks for all of it. */
async function everyAddress(person: Person): Promise<ReadonlyMap<string, string>> {
  const imageId = await world.aReadyImage(person);
  const { listing } = await world.run("createListing", aListing(), person);
  await world.run("moveImages", { imageIds: [imageId], listingId: listing?.listingId }, person);
  const marked = {
    editType: "item-removal",
    params: { maskData: await aMask(96, 72), objects: [] },
  };
  const editId = await world.aPreview(person, imageId, marked);
  await world.run("acceptEdit", { editId }, person);
  await world.aPreview(person, imageId);
  const asked: readonly (readonly [OperationName, object])[] = [
    ["createUpload", anUpload()],
    ["getImage", { imageId }],
    ["getEdit", { editId }],
    ["getListing", { listingId: listing?.listingId }],
    ["getDownload", { editId, format: "lossless" }],
  ];
  const found = new Map<string, string>();
  const collect = (value: unknown, name: string): void => {
    if (typeof value === "string" && isAddress(name)) found.set(name, value);
    if (typeof value === "object" && value !== null && "fields" in value && "url" in value)
      return collect(value.url, "post.url");
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(inner, key);
  };
  for (const [name, input] of asked) collect(await world.run(name, input, person), name);
  return found;
}

const isAddress = (name: string): boolean => /^(url|.*Url|post\.url)$/.test(name);

describe("every address that the API gives", () => {
  it("is one of those that are tried here", () => {
    const named = Object.values(operations).flatMap(
      ({ document }) => document.match(/\b(?:url|\w+Url)\b/g) ?? [],
    );
    expect([...new Set([...named, "post.url"])].toSorted()).toEqual([...given.keys()].toSorted());
  });

  it("opens what it was given for, to be read and nothing else, for its own key alone", async () => {
    const opened: string[] = [];
    for (const [name, url] of given) {
      if (name === "post.url") continue;
      expect([name, (await fetch(url)).status]).toEqual([name, 200]);
      const { origin, pathname, search } = new URL(url);
      for (const method of ["PUT", "POST", "DELETE"])
        if ((await fetch(url, { method, body: method === "DELETE" ? null : "x" })).status !== 403)
          opened.push(`${name} by ${method}`);
      const elsewhere = [
        `${origin}${pathname}`,
        `${origin}${pathname.replace(owner.userId, stranger.userId)}${search}`,
        `${origin}${pathname.replace(/[^/]+$/, randomUUID())}${search}`,
        ...keys
          .map((key) => `/${bucketName}/${key}`)
          .filter((path) => path !== pathname)
          .map((path) => `${origin}${path}${search}`),
      ];
      for (const other of elsewhere)
        if ((await fetch(other)).status !== 403) opened.push(`${name}: ${other}`);
    }
    expect(opened).toEqual([]);
  });

  it("is short-lived: an hour to read, five minutes to send", async () => {
    const seconds = [...given]
      .filter(([name]) => name !== "post.url")
      .map(([name, url]) => [name, new URL(url).searchParams.get("X-Amz-Expires")]);
    expect(seconds).toEqual(seconds.map(([name]) => [name, "3600"]));
    const { post } = await world.run("createUpload", anUpload(), owner);
    const policy: unknown = JSON.parse(Buffer.from(post?.fields["Policy"] ?? "", "base64").toString());
    const leftMs = Date.parse(Object(policy).expiration) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(300_000);
  });
});

describe("every room of the bucket", () => {
  it("holds something of the owner, so that all are tried", () => {
    expect([...new Set(keys.map((key) => key.split("/")[0]))].toSorted()).toEqual(
      [...bucketRooms].toSorted(),
    );
  });

  it.each(bucketRooms)(
    "%s answers nobody without a signature, whether the key is there or not",
    async (room) => {
      const own = keys.find((key) => key.startsWith(`${room}/`)) ?? "";
      const guessed = `${room}/${owner.userId}/${randomUUID()}`;
      for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
        const answers = [];
        for (const key of [own, guessed]) {
          const answer = await fetch(`${world.cloud.s3Url}/${bucketName}/${key}`, {
            method,
            ...(method === "PUT" ? { body: "x" } : {}),
          });
          const text = await answer.text();
          // Each answer names its own request and what was asked for.
          answers.push([
            answer.status,
            text.replaceAll(key, "").replaceAll(/<(RequestId|HostId)>[^<]*/g, ""),
          ]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.[0]).toBe(403);
      }
      expect(await world.keysOf(owner.userId)).toEqual(expect.arrayContaining([...keys]));
    },
  );
});

describe("an upload's form used again within its five minutes", () => {
  it("changes nothing: the photo stays what it first was, whoever has the form", async () => {
    const first = await aJpeg(96, 72);
    const { image, post } = await world.run("createUpload", anUpload(first.length), owner);
    if (!image || !post) throw new Error("the upload was refused");
    expect((await world.post(post, first)).status).toBeLessThan(300);
    const state = async () => (await world.run("getImage", image, owner)).image;
    await expect.poll(async () => (await state())?.analysisState, soon).toBe("done");
    const before = await state();

    const key = String(post.fields["key"]);
    const original = async (): Promise<Buffer> => {
      const { url } = await world.run("getDownload", { imageId: image.imageId, format: "original" }, owner);
      return Buffer.from(await (await fetch(String(url))).arrayBuffer());
    };
    for (const other of [await aJpeg(200, 80), Buffer.from("<script>no photo</script>")]) {
      expect((await world.post(post, other)).status).toBeLessThan(300);
      await expect.poll(async () => (await original()).equals(first), soon).toBe(true);
    }
    const { Contents = [] } = await world.s3.send(
      new ListObjectsV2Command({ Bucket: bucketName, Prefix: key }),
    );
    expect(Contents.map(({ Key, Size }) => [Key, Size])).toEqual([[key, first.length]]);
    const after = await state();
    expect([after?.state, after?.width, after?.height]).toEqual(["ready", before?.width, before?.height]);
    expect(
      (await world.rowsOf(owner.userId)).filter(({ SK }) => SK === `IMAGE#${image.imageId}`),
    ).toHaveLength(1);
  });
});
