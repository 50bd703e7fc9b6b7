import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { cut, likenessBy, tilesOf } from "#engine/dusk/window-likeness.ts";
import { loadNetwork, type Network } from "#engine/objects/tensorflow.ts";
import { type Raster } from "#engine/raster.ts";
import { seededRandom } from "#engine/random.ts";
import { headFeatures } from "#engine/renovation/surface-features.ts";
import { featuresAt, isInside, mapsOf, polygonOf, readPhoto } from "#test/surfaces/labelled-photo.ts";
import { fitSoftmax, type Sample } from "#test/surfaces/softmax-regression.ts";

// Fits the weights of `windowLikeness` to labels.json and writes them where the engine reads them; see README.md.

const PHOTOS = "../shared/photos";
const TARGET = "engine/dusk/window-weights.ts";
const RIDGE = 0.03;
const GRID = 128;
const WINDOWS_A_VIEW = 150;
const OTHERS_A_VIEW = 300;
/** Between a window and what is beside it, in shares of the photo: cells there belong to neither. */
const RIM = 0.004;

interface Labels {
  readonly window: readonly string[];
  readonly unsure: readonly string[];
}

const loaded = await loadNetwork();
if (loaded.kind === "unavailable") throw new Error(loaded.reason);
const network: Network = loaded;
// The file is our own.
const labels = JSON.parse(await readFile("test/windows/labels.json", "utf8")) as Record<string, Labels>;
const samples = new Map<string, Sample[]>();
for (const [name, drawn] of Object.entries(labels))
  samples.set(name, await samplesOf(await readPhoto(`${PHOTOS}/${name}`), drawn));

if (process.argv[2] === "--left-out") await judgeEachLeftOut();
else await write(weightsOf([...samples.values()].flat()));

/** Fits to all photos but one and says how right the weights are there, at log-odds of one. */
async function judgeEachLeftOut(): Promise<void> {
  for (const [name, drawn] of Object.entries(labels)) {
    const weights = weightsOf([...samples].flatMap(([other, own]) => (other === name ? [] : own)));
    const likeness = await likenessBy(await readPhoto(`${PHOTOS}/${name}`), weights);
    if (likeness === undefined) throw new Error("The network cannot be loaded.");
    const { width, height, logOdds } = likeness;
    const classAt = classesOf(drawn);
    let [hits, misses, falseHits] = [0, 0, 0];
    for (const [i, odds] of logOdds.entries()) {
      const label = classAt(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height);
      if (label === 1 && odds > 1) hits++;
      else if (label === 1) misses++;
      else if (label === 0 && odds > 1) falseHits++;
    }
    const percent = (part: number, rest: number): number =>
      Math.round((100 * part) / Math.max(1, part + rest));
    process.stdout.write(
      `${name}: of the windows ${percent(hits, misses)} % found, of what is found ${percent(hits, falseHits)} % windows\n`,
    );
  }
}

function weightsOf(chosen: readonly Sample[]): Float32Array {
  const both = fitSoftmax(network, chosen, 2, RIDGE);
  return Float32Array.from(
    { length: both.length / 2 },
    (_, k) => (both[2 * k + 1] ?? 0) - (both[2 * k] ?? 0),
  );
}

async function write(weights: Float32Array): Promise<void> {
  const text = `/**
 * The weights of \`windowLikeness\`: 32-bit floats, little-endian, base64; one for each feature, then the bias. Written by
 * test/windows/fit-weights.ts.
 */
export const windowWeights = "${Buffer.from(weights.buffer).toString("base64")}";
`;
  await writeFile(TARGET, await format(text, { ...(await resolveConfig(TARGET)), parser: "typescript" }));
}

/** What the network sees at places whose class is known, in tiles as they are used and in parts seen nearer and darker. */
async function samplesOf(photo: Raster, drawn: Labels): Promise<Sample[]> {
  const random = seededRandom(5);
  const classAt = classesOf(drawn);
  const short = Math.min(photo.width, photo.height);
  const nearer = Array.from({ length: 4 }, () => {
    const side = Math.round(short * (0.6 + 0.3 * random()));
    return {
      left: Math.floor(random() * (photo.width - side)),
      top: Math.floor(random() * (photo.height - side)),
      side,
      gain: 0.6 + 0.3 * random(),
    };
  });
  const tiles = tilesOf(photo.width, photo.height).map((tile) => ({ ...tile, gain: 1 }));
  const samples: Sample[] = [];
  for (const view of [...tiles, ...nearer]) {
    const seen = cut(photo, view);
    const maps = await mapsOf({ ...seen, data: seen.data.map((v) => v * view.gain) }, headFeatures);
    const known: { readonly x: number; readonly y: number; readonly label: number; readonly lot: number }[] =
      [];
    for (let cell = 0; cell < GRID * GRID; cell++) {
      const x = ((cell % GRID) + 0.5) / GRID;
      const y = (Math.floor(cell / GRID) + 0.5) / GRID;
      const label = classAt(
        (view.left + x * view.side) / photo.width,
        (view.top + y * view.side) / photo.height,
      );
      if (label !== undefined) known.push({ x, y, label, lot: random() });
    }
    known.sort((a, b) => a.lot - b.lot);
    const of = (wanted: number, most: number) => known.filter(({ label }) => label === wanted).slice(0, most);
    for (const { x, y, label } of [...of(1, WINDOWS_A_VIEW), ...of(0, OTHERS_A_VIEW)])
      samples.push({ label, features: featuresAt(maps, x, y) });
  }
  return samples;
}

/** 1 in a window, 0 elsewhere, undefined on its rim and where nobody can say. */
function classesOf({ window, unsure }: Labels): (x: number, y: number) => 0 | 1 | undefined {
  const windows = window.map(polygonOf);
  const doubts = unsure.map(polygonOf);
  const isWindow = (x: number, y: number): boolean => windows.some((polygon) => isInside(polygon, x, y));
  return (x, y) => {
    if (doubts.some((polygon) => isInside(polygon, x, y))) return undefined;
    if (isWindow(x, y)) return 1;
    const isRim = [
      [RIM, 0],
      [-RIM, 0],
      [0, RIM],
      [0, -RIM],
    ].some(([dx = 0, dy = 0]) => isWindow(x + dx, y + dy));
    return isRim ? undefined : 0;
  };
}
