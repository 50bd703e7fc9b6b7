import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { decodePhoto } from "#engine/codec/decode.ts";
import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type Bench, type Figure } from "./harness.ts";

const photos = "../shared/photos";
/** A photo that was spoiled on purpose, and the one it was made from. */
const pairs = [
  ["too dark, noisy", "living-room-dark-derived-01.jpg", "living-room-furnished-01.jpg"],
  ["tungsten cast", "bedroom-tungsten-cast-derived-01.jpg", "bedroom-furnished-02.jpg"],
] as const;

/**
 * How much nearer auto-enhance brings a spoiled photo to the one it was made from: mean CIE76 colour difference over a
 * grid of 150 × 100 area means, so that exposure and colour count and noise does not.
 */
export const enhanceQuality: Bench = {
  name: "enhance-quality",
  async run() {
    const figures: Figure[] = [];
    for (const [name, spoiled, original] of pairs) {
      if (![spoiled, original].every((file) => existsSync(`${photos}/${file}`))) {
        process.stdout.write(`  ${name}: its photos are not at ${photos}, not measured\n`);
        continue;
      }
      const before = await read(spoiled);
      const truth = await read(original);
      const left = colourError(enhance(before, { autoAdjust: true }), truth);
      const was = colourError(before, truth);
      figures.push({
        name: `colour error, ${name}`,
        value: left,
        unit: "ΔE",
        target: "≤ half",
        peer: { name: "the spoiled photo", value: was, ratio: left / was },
      });
    }
    return figures;
  },
};

async function read(file: string): Promise<Raster> {
  const decoded = await decodePhoto(await readFile(`${photos}/${file}`), { maxPixels: 50_000_000 });
  if (decoded.kind === "refused") throw new Error(`${file}: ${decoded.reason}`);
  return decoded.photo;
}

function colourError(a: Raster, b: Raster): number {
  const [first, second] = [resizeRaster(a, 150, 100).data, resizeRaster(b, 150, 100).data];
  let sum = 0;
  for (let i = 0; i < first.length; i += 3) {
    const [p, q] = [labAt(first, i), labAt(second, i)];
    sum += Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
  }
  return (sum * 3) / first.length;
}

function labAt(rgb: Uint8Array, i: number) {
  const linear = (at: number): number => srgbToLinear[rgb[at] ?? 0] ?? 0;
  return linearToLab(linear(i), linear(i + 1), linear(i + 2));
}
