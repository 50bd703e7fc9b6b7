import { readFile } from "node:fs/promises";
import { decodeScaled } from "#engine/codec/decode.ts";
import { type Random } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";
import { between, type FeatureMap, placeAt, surfaceFeatures } from "#engine/renovation/surface-features.ts";
import { type SurfaceClass, surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { type Sample } from "#test/surfaces/softmax-regression.ts";

/** Polygons drawn by hand where the class is beyond doubt: "x,y x,y …" in percent of the upright photo. */
export type Labels = Readonly<Record<SurfaceClass, readonly string[]>>;

/** The number of the class at a place of the photo (0–1), undefined where nobody said. */
export type LabelAt = (x: number, y: number) => number | undefined;

function labelAt(labels: Labels): LabelAt {
  const polygons = surfaceClasses.flatMap((name, c) =>
    labels[name].map((text) => ({
      c,
      corners: polygonOf(text),
    })),
  );
  return (x, y) => polygons.findLast(({ corners }) => isInside(corners, x, y))?.c;
}

/** "x,y x,y …" in percent. */
export const polygonOf = (text: string): readonly Corner[] => text.split(" ").map(cornerOf);

/** Even-odd rule. */
export function isInside(corners: readonly Corner[], x: number, y: number): boolean {
  let isIn = false;
  let before = corners.at(-1);
  for (const here of corners) {
    if (
      before !== undefined &&
      before.y > y !== here.y > y &&
      x < ((before.x - here.x) * (y - here.y)) / (before.y - here.y) + here.x
    )
      isIn = !isIn;
    before = here;
  }
  return isIn;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function cornerOf(text: string): Corner {
  const [x = Number.NaN, y = Number.NaN] = text.split(",").map((percent) => Number(percent) / 100);
  return { x, y };
}

export async function readPhoto(path: string): Promise<Raster> {
  const decoded = await decodeScaled(await readFile(path), { maxPixels: 64_000_000 }, 1_000_000);
  if (decoded.kind === "refused") throw new Error(`${path}: ${decoded.reason}`);
  return decoded.photo;
}

/** A photo seen in another way: a part of it (0–1), mirrored or not, in another light. */
interface View {
  readonly left: number;
  readonly top: number;
  readonly span: number;
  readonly isMirrored: boolean;
  readonly gains: readonly [number, number, number];
}

/** So that neither place nor light nor side is learnt by heart. */
const views: readonly View[] = [
  { left: 0, top: 0, span: 1, isMirrored: false, gains: [1, 1, 1] },
  { left: 0, top: 0, span: 1, isMirrored: true, gains: [1, 1, 1] },
  { left: 0.12, top: 0.12, span: 0.76, isMirrored: false, gains: [0.89, 0.81, 0.68] },
  { left: 0, top: 0.2, span: 0.8, isMirrored: true, gains: [0.55, 0.6, 0.66] },
];

const GRID = 64;
const SAMPLES_A_VIEW = 200;

/** What the network sees at places whose class is known, of all views; chosen by chance from `random`. */
export async function samplesOf(photo: Raster, labels: Labels, random: Random): Promise<Sample[]> {
  const classAt = labelAt(labels);
  const samples: Sample[] = [];
  for (const view of views) {
    const maps = await mapsOf(seen(photo, view));
    const known: { readonly x: number; readonly y: number; readonly label: number; readonly lot: number }[] =
      [];
    for (let row = 0; row < GRID; row++)
      for (let column = 0; column < GRID; column++) {
        const x = (column + 0.5) / GRID;
        const y = (row + 0.5) / GRID;
        const label = classAt(
          view.left + (view.isMirrored ? 1 - x : x) * view.span,
          view.top + y * view.span,
        );
        if (label !== undefined) known.push({ x, y, label, lot: random() });
      }
    known.sort((a, b) => a.lot - b.lot);
    for (const { x, y, label } of known.slice(0, SAMPLES_A_VIEW))
      samples.push({ label, features: Float32Array.of(...featuresAt(maps, x, y), ...placeAt(x, y)) });
  }
  return samples;
}

/** Without the network nothing can be fitted to it. */
export async function mapsOf(photo: Raster, read = surfaceFeatures): Promise<readonly FeatureMap[]> {
  const maps = await read(photo);
  if (maps === undefined) throw new Error("The network cannot be loaded.");
  return maps;
}

function seen(photo: Raster, { left, top, span, isMirrored, gains }: View): Raster {
  const width = Math.round(photo.width * span);
  const height = Math.round(photo.height * span);
  const x0 = Math.min(photo.width - width, Math.round(photo.width * left));
  const y0 = Math.min(photo.height - height, Math.round(photo.height * top));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = ((y0 + y) * photo.width + x0 + (isMirrored ? width - 1 - x : x)) * 3;
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 3 + c] = Math.min(
          255,
          Math.round((photo.data[from + c] ?? 0) * (gains[c] ?? 1)),
        );
    }
  return { data, width, height };
}

/** What the maps hold at one place, map after map. */
export function featuresAt(maps: readonly FeatureMap[], x: number, y: number): Float32Array<ArrayBuffer> {
  const features = new Float32Array(maps.reduce((sum, { channels }) => sum + channels, 0));
  let first = 0;
  for (const { side, channels, data } of maps) {
    const u = between(x, side);
    const v = between(y, side);
    for (let k = 0; k < channels; k++) {
      const value = (row: number, column: number): number => data[(row * side + column) * channels + k] ?? 0;
      const upper = value(v.low, u.low) * (1 - u.share) + value(v.low, u.high) * u.share;
      const lower = value(v.high, u.low) * (1 - u.share) + value(v.high, u.high) * u.share;
      features[first + k] = upper * (1 - v.share) + lower * v.share;
    }
    first += channels;
  }
  return features;
}
