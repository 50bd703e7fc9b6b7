import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import sharp, { type Sharp } from "sharp";
import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { decodeScaled } from "#engine/codec/decode.ts";
import { encodeJpeg } from "#engine/codec/encode.ts";
import { type Bench, type Figure } from "./harness.ts";
import { sharedPhotoPaths } from "./shared-photos.ts";

type Change = (photo: Sharp, size: { readonly width: number; readonly height: number }) => Sharp;

/** What a second photo of the same place may differ by, and the answer not. */
const changes: Readonly<Record<string, Change>> = {
  mirrored: (photo) => photo.flop(),
  "taken closer": (photo, { width, height }) =>
    photo.extract({
      left: Math.round(0.06 * width),
      top: Math.round(0.03 * height),
      width: Math.round(0.9 * width),
      height: Math.round(0.92 * height),
    }),
  "taken darker": (photo) => photo.linear(0.75, 0),
  "half as large": (photo, { width }) => photo.resize({ width: Math.round(width / 2) }),
};

/** How many photos keep their scene, their room and how furnished it is when they are changed as another shot would be. */
export const steadyAnalysis: Bench = {
  name: "steady-analysis",
  async run() {
    const kept = new Map(Object.keys(changes).map((name) => [name, 0]));
    let all = 0;
    for (const path of await sharedPhotoPaths("steady-analysis")) {
      const { bytes, size } = await atAMegapixel(path);
      const answer = await answerTo(bytes);
      all++;
      for (const [name, change] of Object.entries(changes)) {
        const changed = await answerTo(await change(sharp(bytes), size).jpeg({ quality: 85 }).toBuffer());
        if (changed === answer) kept.set(name, (kept.get(name) ?? 0) + 1);
        else process.stdout.write(`  ${basename(path)} ${name}: ${answer} became ${changed}\n`);
      }
    }
    return [...kept].map(([name, value]): Figure => ({
      name: `same answer when ${name}, of ${all}`,
      value,
      unit: "",
    }));
  },
};

async function atAMegapixel(path: string) {
  const read = await decodeScaled(await readFile(path), { maxPixels: 64_000_000 }, 1_000_000);
  if (read.kind === "refused") throw new Error(`${path} was refused as ${read.reason}`);
  const { width, height } = read.photo;
  return { bytes: await encodeJpeg(read.photo), size: { width, height } };
}

async function answerTo(bytes: Uint8Array): Promise<string> {
  const read = await decodeScaled(bytes, { maxPixels: 64_000_000 }, 1_000_000);
  if (read.kind === "refused") throw new Error(`A photo of our own was refused as ${read.reason}`);
  const { isProperty, scene, roomType, furnishing } = await lookAtPhoto(read.photo);
  return isProperty ? `${scene} ${roomType} ${furnishing}` : "no property";
}
