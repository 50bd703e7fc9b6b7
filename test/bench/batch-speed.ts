import { execFile, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { type BatchOp } from "#core/batch/op.ts";
import { runRecipe } from "#engine/batch/run-recipe.ts";
import { encodeAs } from "#engine/codec/encode-as.ts";
import { type Bench, type Figure } from "./harness.ts";

/**
 * Fifty photos of 12 MP made 2048 wide, normalized and written as JPEG: our recipe, a bare sharp loop, and ImageMagick's
 * mogrify where it is installed, each in a process of its own on the same files. Two photos at a time, as a worker of
 * two cores does them; mogrify spreads each photo over the cores itself.
 */
export const batchSpeed: Bench = {
  name: "batch-speed",
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "reimagine-batch-"));
    try {
      const photos = await fiftyPhotos(folder);
      if (photos.length === 0) return [];
      const ours = await timedChild("recipe", photos, join(folder, "ours"));
      const bare = await timedChild("sharp", photos, join(folder, "bare"));
      const magick = await timedMogrify(photos, join(folder, "magick"));
      const perSecond = (ms: number): number => (photos.length * 1000) / ms;
      return [
        figure("photos a second, against a bare sharp loop", perSecond(ours.ms), "1/s", "≥ 0.8 ×", {
          name: "sharp",
          value: perSecond(bare.ms),
        }),
        ...(magick === undefined
          ? []
          : [
              figure("photos a second, against mogrify", perSecond(ours.ms), "1/s", "≥ 3 ×", {
                name: "mogrify",
                value: perSecond(magick),
              }),
            ]),
        figure("peak memory", ours.peakMb, "MB", "≤ 1000", { name: "sharp", value: bare.peakMb }),
        figure("largest channel difference to sharp", await farthest(folder, "bare"), "level", "≤ 2"),
        ...(magick === undefined
          ? []
          : [figure("mean channel difference to mogrify", await meanDifference(folder), "level", "")]),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const steps: BatchOp[] = [
  { op: "resize", width: 2048 },
  { op: "filter", filter: "normalize" },
  { op: "convert", format: "jpeg" },
  { op: "quality", quality: 90 },
];

const figure = (
  name: string,
  value: number,
  unit: string,
  target: string,
  peer?: { readonly name: string; readonly value: number },
): Figure => ({
  name,
  value,
  unit,
  target,
  ...(peer ? { peer: { ...peer, ratio: value / peer.value } } : {}),
});

/** Crops of the shared photos at 4000 × 3000, each a little different. */
async function fiftyPhotos(folder: string): Promise<readonly string[]> {
  const shared = resolve("../shared/photos");
  const names = existsSync(shared) ? (await readdir(shared)).filter((name) => name.endsWith(".jpg")) : [];
  if (names.length === 0) {
    console.log(`batch-speed: no photos at ${shared}, nothing measured`);
    return [];
  }
  const photos: string[] = [];
  for (let n = 0; n < 50; n++) {
    const name = names[n % names.length] ?? "";
    const file = join(folder, `${String(n).padStart(2, "0")}.jpg`);
    await sharp(join(shared, name))
      .autoOrient()
      .resize(4000, 3000, { fit: "cover" })
      .modulate({ brightness: 0.9 + n / 250 })
      .jpeg({ quality: 92 })
      .toFile(file);
    photos.push(file);
  }
  return photos;
}

interface Timed {
  readonly ms: number;
  readonly peakMb: number;
}

async function timedChild(way: Way, photos: readonly string[], out: string): Promise<Timed> {
  await mkdir(out);
  const child = fork(fileURLToPath(import.meta.url), [way, out, ...photos], {
    execArgv: ["--import", "tsx"],
  });
  return new Promise((answer, fail) => {
    let told: Timed | undefined;
    child.on("message", (message) => {
      // Our own child, a few lines below.
      told = message as Timed;
    });
    child.on("exit", (code) =>
      told === undefined ? fail(new Error(`The ${way} child ended with ${code}`)) : answer(told),
    );
  });
}

async function timedMogrify(photos: readonly string[], out: string): Promise<number | undefined> {
  const run = promisify(execFile);
  try {
    await run("mogrify", ["-version"]);
  } catch {
    console.log("batch-speed: ImageMagick is not installed, so it is not compared");
    return undefined;
  }
  await mkdir(out);
  for (const photo of photos) await copyFile(photo, join(out, nameOf(photo)));
  const files = photos.map((photo) => join(out, nameOf(photo)));
  const startMs = performance.now();
  await run("mogrify", ["-resize", "2048x", "-normalize", "-quality", "90", ...files]);
  return performance.now() - startMs;
}

type Way = "recipe" | "sharp";

async function doOne(way: Way, photo: string, out: string): Promise<void> {
  const target = join(out, nameOf(photo));
  if (way === "sharp") {
    await sharp(photo)
      .autoOrient()
      .resize(2048)
      .normalise()
      .jpeg({ quality: 90, chromaSubsampling: "4:4:4" })
      .toFile(target);
    return;
  }
  const done = await runRecipe(await readFile(photo), steps, { maxPixels: 50_000_000 }, () =>
    Promise.reject(new Error("No step of this recipe is an edit")),
  );
  if (done.kind === "refused") throw new Error(done.problem.message);
  await writeFile(target, await encodeAs(done.photo, "jpeg", 90));
}

async function asChild([way, out, ...photos]: readonly string[]): Promise<void> {
  if ((way !== "recipe" && way !== "sharp") || out === undefined)
    throw new RangeError(`No way called ${way}`);
  const queue = [...photos];
  // Once outside the clock, so that neither is charged for loading libvips.
  await doOne(way, photos[0] ?? "", out);
  const startMs = performance.now();
  const work = async (): Promise<void> => {
    for (let photo = queue.shift(); photo !== undefined; photo = queue.shift()) await doOne(way, photo, out);
  };
  await Promise.all([work(), work()]);
  process.send?.({
    ms: performance.now() - startMs,
    peakMb: process.resourceUsage().maxRSS / 1024,
  } satisfies Timed);
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

async function farthest(folder: string, other: string): Promise<number> {
  let most = 0;
  for (const name of (await readdir(join(folder, "ours"))).slice(0, 10)) {
    const [a, b] = await Promise.all([pixels(join(folder, "ours", name)), pixels(join(folder, other, name))]);
    for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  }
  return most;
}

/** mogrify stretches 2 % to black and 1 % to white, sharp 1 % at each end: the pictures are alike, not the same. */
async function meanDifference(folder: string): Promise<number> {
  let sum = 0;
  let count = 0;
  for (const name of (await readdir(join(folder, "ours"))).slice(0, 10)) {
    const [a, b] = await Promise.all([
      pixels(join(folder, "ours", name)),
      pixels(join(folder, "magick", name)),
    ]);
    for (let i = 0; i < a.length; i += 7) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    count += Math.ceil(a.length / 7);
  }
  return sum / count;
}

const pixels = (file: string): Promise<Buffer> => sharp(file).removeAlpha().raw().toBuffer();

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  await asChild(process.argv.slice(2));
