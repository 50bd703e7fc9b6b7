import { GetObjectCommand } from "@aws-sdk/client-s3";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ImageId } from "#core/ids.ts";
import { bucketName } from "#local/config.ts";
import { objectKeys, prefixesOf } from "#core/keys.ts";
import {
  anUpload,
  aRequest,
  type IsolationCloud,
  isolationCloud,
  type Person,
} from "#test/contract/isolation-cloud.ts";
import { type HostileFile, ownHostileFiles, secrets } from "#test/contract/own-hostile-files.ts";

/** One after the other is looked at, as on every machine; a loaded one takes its time. */
const soon = { timeout: 400_000, interval: 200 };

const shared = "../shared/photos/hostile";

/** What is to become of those files, by name; of any other, one or the other. */
const known: Readonly<Record<string, string>> = {
  "truncated-60pct.jpg": "unreadable",
  "jpeg-bytes.png": "ready",
  "still.gif": "unsupported-format",
  "script.svg": "unsupported-format",
  "script-svg-named.jpg": "unsupported-format",
  "bomb-20000x20000-1bit.png": "too-many-pixels",
  "header-claims-65000x65000.jpg": "too-many-pixels",
  "polyglot-jpeg-html.jpg": "ready",
  "polyglot-jpeg-zip.jpg": "ready",
  "animated.webp": "unsupported-format",
  "cmyk-with-icc.jpg": "ready",
  "rgb-16bit.png": "ready",
  "grayscale.jpg": "ready",
  "display-p3.jpg": "ready",
  "exif-script-description.jpg": "ready",
  "text-named.jpg": "unsupported-format",
  "one-pixel.png": "too-small",
  "extreme-aspect-9000x30.jpg": "too-small",
  "transparent.png": "ready",
  "gps-in-xmp-iptc-and-thumbnail.jpg": "ready",
};

let world: IsolationCloud;
let owner: Person;
const ready = new Map<string, ImageId>();
beforeAll(async () => {
  world = await isolationCloud({ owner: [] });
  owner = await world.signIn("owner");
}, 240_000);
afterAll(() => world?.stop());

/** @returns "ready" or the kind of the problem it was refused with */
async function fateOf({ name, bytes }: HostileFile): Promise<string> {
  const ask = { ...anUpload(bytes.length), fileName: name };
  const { image, post, problem } = await world.run("createUpload", ask, owner);
  if (!image || !post) return problem?.kind ?? "nothing";
  expect((await world.post(post, bytes)).status).toBeLessThan(300);
  const now = async () => (await world.run("getImage", image, owner)).image;
  await vi.waitFor(async () => expect((await now())?.state).toMatch(/^(ready|refused)$/), soon);
  const ended = await now();
  if (ended?.state === "ready") ready.set(name, image.imageId);
  return ended?.problem?.kind ?? ended?.state ?? "gone";
}

const sharedFiles = (): readonly HostileFile[] =>
  readdirSync(shared)
    .filter((name) => name !== "zero-byte.jpg")
    .map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(join(shared, name))),
      becomes: known[name] ?? "ready",
    }));

describe("a hostile file", () => {
  it("is refused with its own problem or taken, all of them at once, and none fails another", async () => {
    const files = [...(existsSync(shared) ? sharedFiles() : []), ...(await ownHostileFiles())];
    if (!existsSync(shared)) console.log(`skipped: ${shared} is not there; only our own files were sent`);
    const fates = await Promise.all(files.map(async (file) => [file.name, await fateOf(file)]));
    expect(Object.fromEntries(fates)).toEqual(
      Object.fromEntries(files.map(({ name, becomes }) => [name, becomes])),
    );
  }, 420_000);

  it("of no bytes at all is not even taken by the bucket", async () => {
    const { post } = await world.run("createUpload", anUpload(1), owner);
    if (!post) throw new Error("the upload was refused");
    expect((await world.post(post, new Uint8Array(0))).status).toBe(400);
  });

  it("leaves nothing in the bucket when it was refused", async () => {
    const kept = new Set(ready.values());
    const strangers = (await world.keysOf(owner.userId)).filter(
      (key) => ![...kept].some((imageId) => key.includes(imageId)),
    );
    expect(strangers).toEqual([]);
  });

  it("says nothing of its maker in any file that is made of it", async () => {
    const telling = [...ready].filter(([name]) => /gps|exif|owner|polyglot|two-jpegs|text-chunks/.test(name));
    expect(telling.length).toBeGreaterThan(2);
    const imageIds = telling.map(([, imageId]) => imageId);
    for (const imageId of imageIds) {
      const editId = await world.aPreview(owner, imageId);
      await world.run("acceptEdit", { editId }, owner);
    }
    const steps = [{ step: { op: "convert", format: "jpeg" }, except: [] }];
    const { batch } = await world.run("startBatch", { requestId: aRequest(), imageIds, steps }, owner);
    const batchId = batch?.batchId;
    const ended = async () => (await world.run("getBatch", { batchId }, owner)).batch;
    await vi.waitFor(async () => expect((await ended())?.state).toBe("done"), soon);
    expect((await ended())?.tasks.map(({ status }) => status)).toEqual(imageIds.map(() => "completed"));

    const originals = new Set([...ready.values()].flatMap((imageId) => originalsOf(owner, imageId)));
    const derived = (await world.keysOf(owner.userId)).filter((key) => !originals.has(key));
    expect(derived.filter((key) => key.endsWith("/delivered"))).toHaveLength(imageIds.length);
    const faults: string[] = [];
    for (const key of derived) faults.push(...(await whatItTells(key)));
    expect(faults).toEqual([]);
    // The test would see it: the originals are kept byte for byte and tell everything.
    const told = await Promise.all([...originals].map((key) => whatItTells(key)));
    expect(told.flat().join()).toContain("Zaphod-Owner");
  }, 420_000);

  it("never takes a worker above 1.5 GB", () => {
    const peaks = workerPeaks();
    if (peaks.length === 0) return console.log("skipped: this system does not tell a process's memory");
    for (const [name, bytes] of peaks) console.log(`${name}: at most ${Math.round(bytes / 1e6)} MB`);
    expect(Math.max(...peaks.map(([, bytes]) => bytes))).toBeLessThan(1.5e9);
  });
});

const originalsOf = ({ userId }: Person, imageId: ImageId): readonly string[] => [
  objectKeys.upload(userId, imageId),
  objectKeys.guard(userId, imageId),
];

/** What a file in the bucket says that only its maker knew: words in its bytes, a place, a second picture inside. */
async function whatItTells(key: string): Promise<readonly string[]> {
  expect(prefixesOf(owner.userId).some((prefix) => key.startsWith(prefix))).toBe(true);
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  const { exif, format } = await sharp(bytes).metadata();
  const words = secrets.filter((secret) => bytes.includes(secret));
  const pictures = format === "jpeg" ? bytes.toString("latin1").split("\xff\xd8\xff").length - 1 : 1;
  return [
    ...words,
    ...(exif === undefined ? [] : ["EXIF"]),
    ...(pictures > 1 ? [`${pictures} pictures`] : []),
  ].map((what) => `${key}: ${what}`);
}

/** The most memory that each worker's process ever had, in bytes. */
function workerPeaks(): readonly (readonly [name: string, bytes: number])[] {
  if (!existsSync("/proc/self/task")) return [];
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const script = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").at(-2) ?? "";
      const parent = Number(/PPid:\s+(\d+)/.exec(status)?.[1]);
      const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      const isOurs = parent === process.pid && /(on-upload|edit-worker)\.ts$/.test(script);
      return isOurs ? [[basename(script), kilobytes * 1024] as const] : [];
    } catch {
      // Gone since it was listed.
      return [];
    }
  });
}
