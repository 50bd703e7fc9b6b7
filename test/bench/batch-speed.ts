import { execFile, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { type BatchOp } from "#core/batch/op.ts";
import { normalized } from "#engine/batch/normalize.ts";
import { runRecipe } from "#engine/batch/run-recipe.ts";
import { decodeSized } from "#engine/codec/decode.ts";
import { encodeAs } from "#engine/codec/encode-as.ts";
import { blankRaster, type Raster } from "#engine/raster.ts";
import { type Bench, type Figure } from "./harness.ts";

/**
 * Fifty photos of 12 MP made 2048 wide, normalized and written as JPEG of quality 90, 4:4:4, each way in a process of its
 * own on the same files, in turns, the best of two rounds counting: our recipe; a bare sharp loop
 * (`sharp(file).autoOrient().resize(2048).normalise().jpeg().toFile()`, as many photos at a time as ours); and one call of
 * ImageMagick's mogrify over all fifty, where it is installed, which spreads each photo over the cores itself. mogrify
 * would keep the 4:2:0 of the photos: it is told to write what the others write.
 */
export const batchSpeed: Bench = {
  name: "batch-speed",
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "reimagine-batch-"));
    try {
      const photos = await fiftyPhotos(folder);
      if (photos.length === 0) return [];
      const rounds: Round[] = [];
      for (let n = 0; n < 2; n++) rounds.push(await oneRound(folder, photos));
      const [first] = rounds;
      const ours = best(rounds.map((round) => round.ours));
      const bare = best(rounds.map((round) => round.bare));
      const magicks = rounds.flatMap((round) => round.magick ?? []);
      const magick = magicks.length === 0 ? undefined : best(magicks);
      const perSecond = ({ ms }: Timed): number => (photos.length * 1000) / ms;
      const each = ({ cpuMs }: Timed): number => cpuMs / photos.length;
      const sharps = (value: number) => ({ name: "sharp", value });
      return [
        figure("photos a second", perSecond(ours), "1/s", "≥ 0.8 ×", sharps(perSecond(bare))),
        ...(magick === undefined
          ? []
          : [
              figure("photos a second", perSecond(ours), "1/s", "≥ 3 ×", {
                name: "mogrify",
                value: perSecond(magick),
              }),
              figure("processor time a photo", each(ours), "ms", "", {
                name: "mogrify",
                value: each(magick),
              }),
            ]),
        figure("processor time a photo", each(ours), "ms", "", sharps(each(bare))),
        ...(await stages(photos.slice(0, 10))),
        figure("peak memory", ours.peakMb, "MB", "≤ 1000", sharps(bare.peakMb)),
        figure("size of a file", first?.ours.kb ?? 0, "kB", "", sharps(first?.bare.kb ?? 0)),
        figure("largest channel difference to sharp", await farthest(photos.slice(0, 10)), "level", "≤ 2"),
        ...(magick === undefined
          ? []
          : [figure("mean channel difference to mogrify", await meanDifference(folder), "level", "")]),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** As many photos are worked on at the same time: libvips works on two while the tables are applied to a third. */
const atOnce = 3;

interface Round {
  readonly ours: Timed;
  readonly bare: Timed;
  readonly magick: Timed | undefined;
}

async function oneRound(folder: string, photos: readonly string[]): Promise<Round> {
  const ours = await timedChild("recipe", photos, join(folder, "ours"));
  const bare = await timedChild("sharp", photos, join(folder, "bare"));
  return { ours, bare, magick: await timedMogrify(photos, join(folder, "magick")) };
}

const best = (some: readonly Timed[]): Timed => some.reduce((a, b) => (b.ms < a.ms ? b : a));

/** What none of the three can do without, one after the other on one core: this bounds them all. */
async function stages(photos: readonly string[]): Promise<readonly Figure[]> {
  const files = await Promise.all(photos.map((photo) => readFile(photo)));
  const size = { width: 2048, height: 1536 };
  const spent = async (work: (place: number) => Promise<unknown>): Promise<number> => {
    const sums: number[] = [];
    for (let round = 0; round < 3; round++) {
      const before = process.cpuUsage();
      for (let place = 0; place < files.length; place++) await work(place);
      const { user, system } = process.cpuUsage(before);
      sums.push((user + system) / 1000 / files.length);
    }
    return Math.min(...sums);
  };
  const limits = { maxPixels: 50_000_000 };
  const small: Raster[] = [];
  const decoding = await spent(async (place) => {
    const opened = await decodeSized(files[place] ?? new Uint8Array(), limits, () => size);
    if (opened.kind === "photo") small[place] = opened.photo;
  });
  const stretching = await spent(async (place) => void normalized(small[place] ?? blankRaster(1, 1)));
  const encoding = await spent((place) => encodeAs(small[place] ?? blankRaster(1, 1), "jpeg", 90));
  return [
    figure("of it decoding and resizing", decoding, "ms", ""),
    figure("of it normalizing", stretching, "ms", ""),
    figure("of it encoding", encoding, "ms", ""),
  ];
}

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
  /** Of all threads together. */
  readonly cpuMs: number;
  readonly peakMb: number;
  /** A written file, on average. */
  readonly kb: number;
}

async function timedChild(way: Way, photos: readonly string[], out: string): Promise<Timed> {
  await mkdir(out, { recursive: true });
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

async function timedMogrify(photos: readonly string[], out: string): Promise<Timed | undefined> {
  const run = promisify(execFile);
  try {
    await run("mogrify", ["-version"]);
  } catch {
    console.log("batch-speed: ImageMagick is not installed, so it is not compared");
    return undefined;
  }
  await mkdir(out, { recursive: true });
  const files = photos.map((photo) => join(out, nameOf(photo)));
  await Promise.all(photos.map((photo, place) => copyFile(photo, files[place] ?? "")));
  const how = [
    "-auto-orient",
    "-resize",
    "2048x",
    "-normalize",
    "-sampling-factor",
    "4:4:4",
    "-quality",
    "90",
  ];
  const startMs = performance.now();
  // The shell only to be told what its child used.
  const { stderr } = await run("bash", ["-c", 'TIMEFORMAT="%U %S"; time mogrify "$@"', "", ...how, ...files]);
  const ms = performance.now() - startMs;
  const [user = 0, system = 0] = stderr.trim().split(" ").map(Number);
  return { ms, cpuMs: (user + system) * 1000, peakMb: 0, kb: await meanKb(out) };
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
  await writeFile(target, await encodeAs(await made(await readFile(photo)), "jpeg", 90));
}

async function made(file: Uint8Array): Promise<Raster> {
  const run = await runRecipe(file, steps, { maxPixels: 50_000_000 }, () =>
    Promise.reject(new Error("No step of this recipe is an edit")),
  );
  if (run.kind === "refused") throw new Error(run.problem.message);
  return run.photo;
}

async function asChild([way, out, ...photos]: readonly string[]): Promise<void> {
  if ((way !== "recipe" && way !== "sharp") || out === undefined)
    throw new RangeError(`No way called ${way}`);
  const queue = [...photos];
  // Once outside the clock, so that neither is charged for loading libvips.
  await doOne(way, photos[0] ?? "", out);
  const before = process.cpuUsage();
  const startMs = performance.now();
  const work = async (): Promise<void> => {
    for (let photo = queue.shift(); photo !== undefined; photo = queue.shift()) await doOne(way, photo, out);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(before);
  process.send?.({
    ms,
    cpuMs: (user + system) / 1000,
    peakMb: await peakMb(),
    kb: await meanKb(out),
  } satisfies Timed);
}

/** Linux counts into `maxRSS` what the parent had when it forked; what the child itself had it says in /proc. */
async function peakMb(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const kb = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (kb === undefined ? process.resourceUsage().maxRSS : Number(kb)) / 1024;
}

async function meanKb(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length / 1000;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Of the pictures before they are written: a JPEG makes more of one level, and of none less. */
async function farthest(photos: readonly string[]): Promise<number> {
  let most = 0;
  for (const photo of photos) {
    const ours = await made(await readFile(photo));
    const sharps = await sharp(photo).autoOrient().resize(2048).normalise().raw().toBuffer();
    for (let i = 0; i < sharps.length; i++)
      most = Math.max(most, Math.abs((ours.data[i] ?? 0) - (sharps[i] ?? 0)));
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
