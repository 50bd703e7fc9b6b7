import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import sharp from "sharp";
import { decodePhoto } from "#engine/codec/decode.ts";
import { findSky } from "#engine/dusk/find-sky.ts";
import { resizeMask } from "#engine/filters/resize.ts";
import { type Mask } from "#engine/raster.ts";
import { type Bench, type Figure } from "./harness.ts";

const photos = "../shared/photos";
const masks = new URL("sky-masks/", import.meta.url);

/** Intersection over union of the sky the studio finds and the sky drawn by hand, at the size of the drawing. */
export const skyIou: Bench = {
  name: "sky-iou",
  async run() {
    const figures: Figure[] = [];
    const drawings = (await readdir(masks)).filter((file) => file.endsWith(".png")).toSorted();
    for (const drawing of drawings) {
      const name = drawing.slice(0, -".png".length);
      const photo = [`${name}.jpg`, `${name}.heic`].find((file) => existsSync(`${photos}/${file}`));
      if (photo === undefined) {
        process.stdout.write(`  ${name}: its photo is not at ${photos}, not measured\n`);
        continue;
      }
      const found = await skyOf(`${photos}/${photo}`);
      const drawn = await readMask(new URL(drawing, masks));
      figures.push({
        name: `sky of ${name}`,
        value: intersectionOverUnion(resizeMask(found, drawn.width, drawn.height), drawn),
        unit: "IoU",
        target: "≥ 0.95",
      });
    }
    return figures;
  },
};

async function skyOf(file: string): Promise<Mask> {
  const decoded = await decodePhoto(await readFile(file), { maxPixels: 50_000_000 });
  if (decoded.kind === "refused") throw new Error(`${file}: ${decoded.reason}`);
  return findSky(decoded.photo).mask;
}

async function readMask(file: URL): Promise<Mask> {
  const { data, info } = await sharp(await readFile(file))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

function intersectionOverUnion(a: Mask, b: Mask): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.data.length; i++) {
    const [inA, inB] = [(a.data[i] ?? 0) >= 128, (b.data[i] ?? 0) >= 128];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return either === 0 ? 1 : both / either;
}
