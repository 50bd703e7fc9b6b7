import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { decodePhoto } from "#engine/codec/decode.ts";
import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { resizeRaster, shrinkTo } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type Bench, type Figure, median } from "./harness.ts";

const photos = "../shared/photos";
/** A photo that was spoiled on purpose, and the one it was made from. */
const pairs = [
  ["too dark, noisy", "living-room-dark-derived-01.jpg", "living-room-furnished-01.jpg"],
  ["tungsten cast", "bedroom-tungsten-cast-derived-01.jpg", "bedroom-furnished-02.jpg"],
] as const;

/** Photos that somebody took well: enhancing must leave them nearly alone. */
const good = [
  "living-room-furnished-01.jpg",
  "living-room-furnished-03.jpg",
  "living-dining-furnished-01.jpg",
  "dining-room-modern-01.jpg",
  "bathroom-modern-01.jpg",
  "kitchen-small-cluttered-01.jpg",
  "living-room-cluttered-02.jpg",
  "exterior-villa-01.jpg",
  "exterior-house-blue-sky-01.jpg",
];

/**
 * How much nearer auto-enhance brings a spoiled photo to the one it was made from: mean CIE76 colour difference over a
 * grid of 150 × 100 area means, so that exposure and colour count and noise does not. Lightness alone (|ΔL*|) and colour alone (Δa*b*) are told apart.
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
      const left = errorsOf(enhance(before, { autoAdjust: true }), truth);
      const was = errorsOf(before, truth);
      for (const what of ["colour and light", "light", "colour"] as const)
        figures.push({
          name: `error of ${what}, ${name}`,
          value: left[what],
          unit: "ΔE",
          target: "≤ half",
          peer: { name: "the spoiled photo", value: was[what], ratio: left[what] / was[what] },
        });
    }
    for (const file of good.filter((name) => existsSync(`${photos}/${name}`))) {
      const photo = shrinkTo(await read(file), 1_000_000);
      const changed = errorsOf(enhance(photo, { autoAdjust: true }), photo);
      figures.push({ name: `changed of ${file}`, value: changed.middle, unit: "ΔE", target: "≤ 2" });
    }
    return figures;
  },
};

async function read(file: string): Promise<Raster> {
  const decoded = await decodePhoto(await readFile(`${photos}/${file}`), { maxPixels: 50_000_000 });
  if (decoded.kind === "refused") throw new Error(`${file}: ${decoded.reason}`);
  return decoded.photo;
}

function errorsOf(a: Raster, b: Raster) {
  const [first, second] = [resizeRaster(a, 150, 100).data, resizeRaster(b, 150, 100).data];
  const all: number[] = [];
  let light = 0;
  let colour = 0;
  for (let i = 0; i < first.length; i += 3) {
    const [p, q] = [labAt(first, i), labAt(second, i)];
    all.push(Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b));
    light += Math.abs(p.l - q.l);
    colour += Math.hypot(p.a - q.a, p.b - q.b);
  }
  return {
    "colour and light": all.reduce((sum, v) => sum + v, 0) / all.length,
    light: light / all.length,
    colour: colour / all.length,
    middle: median(all),
  };
}

function labAt(rgb: Uint8Array, i: number) {
  const linear = (at: number): number => srgbToLinear[rgb[at] ?? 0] ?? 0;
  return linearToLab(linear(i), linear(i + 1), linear(i + 2));
}
