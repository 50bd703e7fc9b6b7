import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import sharp from "sharp";
import { type EditStep } from "#core/edit/edit.ts";
import { type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { checkModels } from "#functions/models/check-models.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { changeImage } from "#functions/records/image-records.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { anAnnouncedImage, aPreview, aUser, aWorld, look, type World } from "#test/functions/fakes/world.ts";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench, type Figure, median } from "./harness.ts";

const size = { width: 4032, height: 3024 };
const photos = "../shared/photos";

/**
 * What each edit takes a worker that has just this one photo of 12 megapixels: the file read and decoded, the place
 * found by the networks, the edit made by the studio, its structure checked and its four files encoded and kept. The
 * stores are in memory. Beside each edit, which of its steps took how long.
 */
export const studioTimes: Bench = {
  name: "studio-times",
  async run() {
    const room = await file("living-room-cluttered-01.jpg", emptyRoom);
    const empty = await file("unlicensed/empty-bedroom-02.jpg", emptyRoom);
    const house = await file("exterior-house-clouds-01.jpg", dayHouse);
    return [
      ...(await timed("enhance", 2500, room, { editType: "enhance", params: { autoAdjust: true } })),
      ...(await timed("removal of a tenth", 4000, room, {
        editType: "item-removal",
        params: { objects: [], maskData: await middleTenth() },
      })),
      ...(await timed("dusk", 4000, house, { editType: "day-to-dusk", params: { intensity: "moderate" } })),
      ...(await timed("renovation", 5000, empty, {
        editType: "virtual-renovation",
        params: { description: "paint the walls sage green" },
      })),
      ...(await timed("staging", 8000, empty, {
        editType: "virtual-staging",
        params: { roomType: "bedroom", style: "modern" },
      })),
      await analysis(room),
    ];
  },
};

/** How often each is measured, after once that does not count. */
const runs = 3;

async function timed(
  name: string,
  targetMs: number,
  jpeg: Uint8Array,
  ask: NonNullable<Parameters<typeof aPreview>[3]>,
): Promise<Figure[]> {
  const { world, user, image, marks } = await aPhotoOf(jpeg);
  const wholes: number[] = [];
  const steps = new Map<EditStep, number[]>();
  for (let run = 0; run <= runs; run++) {
    marks.length = 0;
    const startMs = performance.now();
    const edit = await aPreview(world, user, image.imageId, ask, studioHere);
    const endMs = performance.now();
    const record = (await readEdit(world, user, edit))?.record;
    if (record?.status !== "preview") throw new Error(`${name}: ${record?.problem?.message ?? "is gone"}`);
    if (run === 0) continue;
    wholes.push(endMs - startMs);
    for (const [n, { step, atMs }] of marks.entries())
      steps.set(step, [...(steps.get(step) ?? []), (marks[n + 1]?.atMs ?? endMs) - atMs]);
  }
  return [
    { name, value: median(wholes), unit: "ms", target: `≤ ${targetMs}` },
    ...[...steps].map(([step, spentMs]) => ({ name: `  ${step}`, value: median(spentMs), unit: "ms" })),
  ];
}

/** What the photo shows and what to suggest, by the studio's own eyes. */
async function analysis(jpeg: Uint8Array): Promise<Figure> {
  const { world, user, image } = await aPhotoOf(jpeg);
  const spentMs: number[] = [];
  for (let run = 0; run <= runs; run++) {
    await changeImage(world, user, image.imageId, ({ record }) => ({
      record: { ...record, analysisState: "pending" },
    }));
    const startMs = performance.now();
    await look(world, user, image.imageId, studioHere);
    if (run > 0) spentMs.push(performance.now() - startMs);
  }
  return { name: "analysis", value: median(spentMs), unit: "ms", target: "≤ 1000" };
}

/** Somebody's uploaded and prepared photo, where no model answers; and when each step of an edit was told. */
async function aPhotoOf(jpeg: Uint8Array): Promise<{
  readonly world: World;
  readonly user: UserId;
  readonly image: ImageRecord;
  readonly marks: { readonly step: EditStep; readonly atMs: number }[];
}> {
  const marks: { readonly step: EditStep; readonly atMs: number }[] = [];
  const world: World = {
    ...aWorld(),
    status: {
      publish: async ({ step }) => {
        if (step) marks.push({ step, atMs: performance.now() });
      },
    },
  };
  await checkModels(world, { list: async () => ({ models: [], profiles: [] }) });
  const user = aUser();
  const imageId = await anAnnouncedImage(world, user);
  await world.objects.put(objectKeys.upload(user, imageId), jpeg, "image/jpeg");
  const prepared = await prepareImage(world, user, imageId);
  if (!prepared?.ok) throw new Error(`the photo is ${prepared?.problem.kind ?? "gone"}`);
  return { world, user, image: prepared.value, marks };
}

/** The shared photo where it is, else one drawn here; both as a JPEG of 12 megapixels, stretched where need be. */
async function file(name: string, draw: (drawn: typeof size) => Promise<Buffer>): Promise<Uint8Array> {
  const path = `${photos}/${name}`;
  if (!existsSync(path)) process.stdout.write(`  ${path} is not here; a drawn picture stands in for it\n`);
  const bytes = existsSync(path) ? await readFile(path) : await draw(size);
  const { width = 0, height = 0 } = await sharp(bytes).rotate().metadata();
  const scale = Math.sqrt((size.width * size.height) / (width * height));
  return sharp(bytes)
    .rotate()
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: "fill" })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A box in the middle that holds a tenth of the picture, as the phone sends it. */
async function middleTenth(): Promise<string> {
  const { width, height } = { width: size.width / 4, height: size.height / 4 };
  const share = Math.sqrt(0.1);
  const box = { width: Math.round(width * share), height: Math.round(height * share) };
  const png = await sharp({ create: { width, height, channels: 3, background: "#000" } })
    .composite([{ input: { create: { ...box, channels: 3, background: "#fff" } } }])
    .png()
    .toBuffer();
  return png.toString("base64");
}
