import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type PhotoAsk } from "#core/edit/ask.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { emptyMask, type Mask, type Raster } from "#engine/raster.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { type Made } from "#functions/edit/studio.ts";
import { type Bench } from "./harness.ts";
import { sharedPhotoPaths } from "./shared-photos.ts";

const photoPixels = 500_000;

const asks = [
  { editType: "item-removal", params: { objects: [] } },
  { editType: "virtual-staging", params: { roomType: "living-room", style: "modern" } },
  { editType: "virtual-staging", params: { roomType: "kitchen", style: "rustic" } },
  { editType: "virtual-staging", params: { roomType: "bathroom", style: "luxury" } },
  { editType: "virtual-renovation", params: { description: "paint the walls sage green" } },
  { editType: "virtual-renovation", params: { description: "oak plank floor" } },
  { editType: "virtual-renovation", params: { description: "white cabinets" } },
  { editType: "free-edit", params: { prompt: "remove the thing" } },
] as const satisfies readonly PhotoAsk[];

/**
 * Every edit type that has a region, by the studio's own hand, on every shared photo at half a megapixel: how many pixels
 * differ where nothing was meant to change. An edit refused counts for nothing; how many were made stands beside it.
 */
export const outsideRegion: Bench = {
  name: "outside-region",
  async run() {
    const tallies = new Map<string, { made: number; strays: number; region: number }>();
    for await (const { name, photo } of photos()) {
      const told: string[] = [];
      for (const ask of asks) {
        const made = await madeOf(ask, photo);
        if (made?.allowed === undefined) continue;
        const strays = straysOf(photo, made.photo, made.allowed);
        const tally = tallies.get(ask.editType) ?? { made: 0, strays: 0, region: 0 };
        tallies.set(ask.editType, {
          made: tally.made + 1,
          strays: tally.strays + strays,
          region: tally.region + shareOf(made.allowed),
        });
        told.push(`${ask.editType} ${strays}`);
      }
      // A quarter of an hour in all: what is known is said as it comes.
      process.stdout.write(`  ${name}: pixels outside: ${told.join(", ") || "no edit made"}\n`);
    }
    return [...tallies].flatMap(([name, { made, strays, region }]) => [
      { name: `${name}: pixels changed outside`, value: strays, unit: "px", target: "0" },
      { name: `${name}: edits made`, value: made, unit: "", target: "≥ 1" },
      { name: `${name}: mean share of the region`, value: region / made, unit: "" },
    ]);
  },
};

async function* photos(): AsyncGenerator<{ readonly name: string; readonly photo: Raster }> {
  for (const path of await sharedPhotoPaths("outside-region")) {
    const read = await decodePhoto(await readFile(path), { maxPixels: 50_000_000 });
    if (read.kind === "photo") yield { name: basename(path), photo: shrinkTo(read.photo, photoPixels) };
  }
}

async function madeOf(ask: PhotoAsk, photo: Raster): Promise<Made | undefined> {
  const needsMask = ask.editType === "item-removal" || ask.editType === "free-edit";
  const job = { ask, photo, painted: needsMask ? middleOf(photo) : undefined };
  const plan = await studioHere.plan(job);
  if (!plan.ok) return undefined;
  const made = await studioHere.perform(job, plan.value, 1);
  return made.ok ? made.value : undefined;
}

/** A disk of a hundredth of the picture, in its middle. */
function middleOf({ width, height }: Raster): Mask {
  const mask = emptyMask(width, height);
  const radius = Math.sqrt((0.01 * width * height) / Math.PI);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (Math.hypot(x - width / 2, y - height / 2) < radius) mask.data[y * width + x] = 255;
  return mask;
}

function straysOf(before: Raster, after: Raster, allowed: Mask): number {
  let count = 0;
  for (let i = 0; i < allowed.data.length; i++) {
    const at = i * 3;
    const isChanged =
      before.data[at] !== after.data[at] ||
      before.data[at + 1] !== after.data[at + 1] ||
      before.data[at + 2] !== after.data[at + 2];
    if (isChanged && allowed.data[i] === 0) count++;
  }
  return count;
}

const shareOf = ({ data }: Mask): number => data.reduce((sum, v) => sum + (v === 0 ? 0 : 1), 0) / data.length;
