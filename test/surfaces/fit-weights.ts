import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { loadNetwork } from "#engine/objects/tensorflow.ts";
import { seededRandom } from "#engine/random.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { type Labels, readPhoto, samplesOf } from "#test/surfaces/labelled-photo.ts";
import { fetched, publicPhotos } from "#test/surfaces/public-photos.ts";
import { fitSoftmax, type Sample } from "#test/surfaces/softmax-regression.ts";

// Fits the weights of `surfaceLikeness` to labels.json and writes them where the engine reads them; see README.md.

const PHOTOS = "../shared/photos";
const TARGET = "engine/renovation/surface-weights.ts";
const RIDGE = 0.01;

const without = process.argv[2] === "--without" ? process.argv[3] : undefined;
const target = process.argv[4] ?? TARGET;
if (process.argv.length > 2 && (without === undefined || target === TARGET))
  throw new Error("Usage: tsx test/surfaces/fit-weights.ts [--without PHOTO FILE]");

const network = await loadNetwork();
if (network.kind === "unavailable") throw new Error(network.reason);
// The file is our own.
const labels = JSON.parse(await readFile("test/surfaces/labels.json", "utf8")) as Record<string, Labels>;
const elsewhere = await publicPhotos();
const samples: Sample[] = [];
for (const [name, drawn] of Object.entries(labels)) {
  if (name === without) continue;
  const found = elsewhere.get(name);
  const path = found === undefined ? `${PHOTOS}/${name}` : await fetched(found);
  samples.push(...(await samplesOf(await readPhoto(path), drawn, seededRandom(1))));
}
const weights = fitSoftmax(network, samples, surfaceClasses.length, RIDGE);
const text = `/**
 * The weights of \`surfaceLikeness\`: 32-bit floats, little-endian, base64; for each feature, then place, then the bias, one
 * number a class. Written by test/surfaces/fit-weights.ts.
 */
export const surfaceWeights = "${Buffer.from(weights.buffer).toString("base64")}";
`;
await writeFile(target, await format(text, { ...(await resolveConfig(TARGET)), parser: "typescript" }));
process.stdout.write(`${samples.length} samples of ${Object.keys(labels).length} photos → ${target}\n`);
