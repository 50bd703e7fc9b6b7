import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import { thingsOf } from "#core/analysis/things.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Bench, type Figure, median } from "./harness.ts";
import { fillOutline, selectOn } from "./select-on.ts";

const photos = "../shared/photos";
/** As large as the copy that a phone's screen shows. */
const screenPixels = 1_000_000;

/** Taps as shares of the photo, outlines drawn by hand in hundredths of it: "x,y x,y …". */
const taps = z
  .array(z.object({ file: z.string(), what: z.string(), x: z.number(), y: z.number(), outline: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("tap-outlines.json", import.meta.url), "utf8")));

/** How much of what one tap selects is the thing that was tapped, and how much is after less or more of it was taken. */
export const tapSelect: Bench = {
  name: "tap-select",
  async run() {
    const first: number[] = [];
    const nearest: number[] = [];
    const times: number[] = [];
    for (const file of new Set(taps.map((tap) => tap.file))) {
      if (!existsSync(`${photos}/${file}`)) {
        process.stdout.write(`  ${file} is not at ${photos}, not measured\n`);
        continue;
      }
      const photo = await screenCopyOf(`${photos}/${file}`);
      const things = thingsOf(await objectsIn(photo), photo);
      for (const tap of taps.filter((one) => one.file === file)) {
        const drawn = fillOutline(pathOf(tap.outline, photo), photo);
        const started = process.cpuUsage();
        const { outlines, best } = selectOn(photo, things, tap);
        times.push(process.cpuUsage(started).user / 1000);
        const shares = outlines.map((path) => intersectionOverUnion(fillOutline(path, photo), drawn));
        first.push(shares[best] ?? 0);
        nearest.push(Math.max(...shares));
        process.stdout.write(
          `  ${file} ${tap.what}: ${(shares[best] ?? 0).toFixed(2)} of ${shares.map((v) => v.toFixed(2)).join(", ")}\n`,
        );
      }
    }
    return first.length === 0 ? [] : figures(first, nearest, times);
  },
};

const figures = (
  first: readonly number[],
  nearest: readonly number[],
  times: readonly number[],
): readonly Figure[] => [
  { name: `mean of ${first.length} taps`, value: meanOf(first), unit: "IoU" },
  { name: "taps of 0.7 and more", value: shareOf(first, (v) => v >= 0.7), unit: "share" },
  { name: "taps below 0.3", value: shareOf(first, (v) => v < 0.3), unit: "share" },
  { name: "mean after less or more of it", value: meanOf(nearest), unit: "IoU" },
  { name: "of 0.7 and more after that", value: shareOf(nearest, (v) => v >= 0.7), unit: "share" },
  { name: "time a tap", value: median(times), unit: "ms" },
];

const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const shareOf = (values: readonly number[], is: (v: number) => boolean): number =>
  values.filter(is).length / values.length;

async function screenCopyOf(file: string): Promise<Raster> {
  const decoded = await decodePhoto(await readFile(file), { maxPixels: 50_000_000 });
  if (decoded.kind === "refused") throw new Error(`${file}: ${decoded.reason}`);
  return shrinkTo(decoded.photo, screenPixels);
}

function pathOf(outline: string, { width, height }: Raster): string {
  const corners = outline.split(" ").map((corner) => {
    const [x = 0, y = 0] = corner.split(",").map(Number);
    return `${(x * width) / 100} ${(y * height) / 100}`;
  });
  return `M ${corners.join(" L ")} Z`;
}

function intersectionOverUnion(a: Mask, b: Mask): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.data.length; i++) {
    const [inA, inB] = [(a.data[i] ?? 0) > 0, (b.data[i] ?? 0) > 0];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return either === 0 ? 1 : both / either;
}
