import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { decodePhoto } from "#engine/codec/decode.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { emptyMask, type Mask, type Raster } from "#engine/raster.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { surfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { structureScore } from "#engine/structure/structure-score.ts";
import { drawnRoom, drawRoom } from "#test/engine/geometry/room-fixture.ts";
import { structureHolds } from "#functions/edit/studio.ts";
import { type Bench, type Figure } from "./harness.ts";
import { drifts } from "./planted-drifts.ts";

const photos = "../shared/photos";
const drifted = [
  "living-room-furnished-01.jpg",
  "unlicensed/empty-living-room-01.webp",
  "exterior-villa-01.jpg",
  "dining-room-modern-01.jpg",
];
const enhanced = [
  "living-room-furnished-03.jpg",
  "living-room-dark-derived-01.jpg",
  "bedroom-tungsten-cast-derived-01.jpg",
  "unlicensed/bedroom-dark-01.jpg",
  "unlicensed/bedroom-dark-02.jpg",
  "unlicensed/bedroom-warm-cast-01.jpg",
  "dining-backlit-dark-01.jpg",
  "kitchen-small-cluttered-01.jpg",
];
const dusked = [
  "exterior-villa-01.jpg",
  "exterior-house-clouds-01.jpg",
  "exterior-brick-overcast-01.jpg",
  "exterior-modern-38mp-01.jpg",
];
const cleared = [
  "living-room-furnished-02.jpg",
  "bedroom-furnished-02.jpg",
  "living-dining-furnished-01.jpg",
];
const staged = [
  "unlicensed/empty-living-room-01.webp",
  "unlicensed/empty-bedroom-02.jpg",
  "unlicensed/empty-great-room-01.jpg",
];
const renovated = [
  ["living-room-furnished-01.jpg", "paint the walls sage green"],
  ["unlicensed/empty-living-room-01.webp", "paint the walls warm white"],
  ["unlicensed/empty-living-room-01.webp", "oak plank floor"],
  ["unlicensed/empty-bedroom-02.jpg", "paint the walls sage green"],
  ["office-empty-01.jpg", "oak plank floor"],
  ["unlicensed/kitchen-cleared-01.jpg", "navy shaker cabinets"],
  ["unlicensed/kitchen-dated-03.jpg", "white shaker cabinets"],
] as const;

/**
 * The structure check against pictures somebody drifted on purpose (all must score under the mark) and against honest
 * edits of the studio (all must reach it). What cannot be measured, for want of its photo or because the studio
 * refused the edit, is told and counts for neither.
 */
export const structureCheck: Bench = {
  name: "structure-check",
  async run() {
    const bad = [...(await drawnDrifts()), ...(await photoDrifts())];
    const good = await honestEdits();
    return [...summary("drifts caught", bad, false), ...summary("honest edits passed", good, true)];
  },
};

interface Scored {
  readonly name: string;
  readonly score: number;
}

async function scored(name: string, before: Raster, after: Raster, allowed?: Mask): Promise<Scored> {
  return { name, score: (await structureScore(before, after, allowed)).score };
}

function summary(name: string, all: readonly Scored[], passes: boolean): Figure[] {
  const right = all.filter(({ score }) => score >= structureHolds === passes).length;
  return [
    { name: `${name}, of ${all.length}`, value: right, unit: "", target: `= ${all.length}, ≥ 20` },
    ...all.map(({ name: what, score }) => ({
      name: what,
      value: score,
      unit: "score",
      target: `${passes ? "≥" : "<"} ${structureHolds}`,
    })),
  ];
}

async function drawnDrifts(): Promise<Scored[]> {
  const room = drawRoom(drawnRoom({ width: 720, height: 540 }));
  return Promise.all(drifts.map(({ name, drift }) => scored(`${name}, drawn room`, room, drift(room))));
}

async function photoDrifts(): Promise<Scored[]> {
  const found: Scored[] = [];
  for (const file of drifted) {
    const photo = await read(file);
    if (photo === undefined) continue;
    for (const { name, drift } of drifts) found.push(await scored(`${name}, ${file}`, photo, drift(photo)));
  }
  return found;
}

async function honestEdits(): Promise<Scored[]> {
  const found: Scored[] = [];
  const refused = (name: string, why: string): void => {
    process.stdout.write(`  ${name}: refused (${why}), not measured\n`);
  };
  for (const file of enhanced) {
    const photo = await read(file);
    if (photo) found.push(await scored(`enhance, ${file}`, photo, enhance(photo, { autoAdjust: true })));
  }
  for (const file of dusked) {
    const photo = await read(file);
    if (photo === undefined) continue;
    const made = toDusk(photo, { intensity: "moderate", seed: 1 });
    if (made.kind === "dusk") found.push(await scored(`dusk, ${file}`, photo, made.image, made.sky));
    else refused(`dusk, ${file}`, made.reason);
  }
  for (const file of cleared) {
    const photo = await read(file);
    if (photo === undefined) continue;
    const { image, region } = removeItems(photo, boxIn(photo), { seed: 1 });
    found.push(await scored(`removal, ${file}`, photo, image, region));
  }
  for (const file of staged) {
    const photo = await read(file);
    if (photo === undefined) continue;
    const made = stageRoom(photo, { roomType: "living-room", style: "modern", seed: 1 });
    if (made.ok) found.push(await scored(`staging, ${file}`, photo, made.image, made.region));
    else refused(`staging, ${file}`, made.reason);
  }
  for (const [file, description] of renovated) {
    const photo = await read(file);
    if (photo === undefined) continue;
    const objects = await objectsIn(photo);
    const likeness = await surfaceLikeness(photo);
    const made = renovate(photo, { description, objects, likeness, seed: 1 });
    if (made.kind === "renovated")
      found.push(await scored(`${description}, ${file}`, photo, made.image, made.region));
    else refused(`${description}, ${file}`, made.reason);
  }
  return found;
}

/** At about 1 MP: the check looks at 0.4. */
async function read(file: string): Promise<Raster | undefined> {
  const path = `${photos}/${file}`;
  if (!existsSync(path)) {
    process.stdout.write(`  ${path} is not here, not measured\n`);
    return undefined;
  }
  const decoded = await decodePhoto(await readFile(path), { maxPixels: 50_000_000 });
  if (decoded.kind === "refused") throw new Error(`${file}: ${decoded.reason}`);
  return shrinkTo(decoded.photo, 1_000_000);
}

/** A tenth of the width, standing on the lower third. */
function boxIn({ width, height }: Raster): Mask {
  const hole = emptyMask(width, height);
  for (let y = Math.round(height * 0.6); y < height * 0.8; y++)
    hole.data.fill(255, y * width + Math.round(width * 0.4), y * width + Math.round(width * 0.52));
  return hole;
}
