import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { decodePhoto } from "#engine/codec/decode.ts";
import { resizeRaster, shrinkTo } from "#engine/filters/resize.ts";
import { loadOpenCv, withMats } from "#engine/opencv.ts";
import { seededRandom } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { fillHole } from "#engine/removal/remove-items.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { gradientError } from "./gradient-error.ts";
import { isGreySlab } from "./grey-slab.ts";
import { type Bench, type Figure, median } from "./harness.ts";
import { plainPatchMatch } from "./plain-patch-match.ts";
import { drawMark, removalMarks } from "./sheets/removal-marks.ts";

/**
 * Cuts known content out of shared photos, fills it and compares with what was there (see gradientError), next to
 * OpenCV's Telea and a plain PatchMatch on the same holes. In each photo one hole lies where the content is like its
 * surroundings and one anywhere; large ones lie across several surfaces (see removalMarks). Also the time of a 10 % hole at 12 MP.
 */
export const removalQuality: Bench = {
  name: "removal-quality",
  run: async () => {
    const found = photos.filter((name) => existsSync(join(shared, name)));
    if (found.length === 0) {
      console.log(`removal-quality: no photos at ${shared}, nothing measured`);
      return [];
    }
    for (const name of photos) if (!found.includes(name)) console.log(`removal-quality: no ${name}`);
    const trials: Trial[] = [];
    for (const [n, name] of found.entries()) {
      const photo = shrinkTo(await decoded(name), TRIAL_PIXELS);
      for (const kind of drawnKinds) trials.push(await tried(photo, holeIn(photo, kind, n), kind));
    }
    for (const mark of removalMarks.surfaceHoles) {
      if (!existsSync(join(shared, mark.file))) continue;
      const photo = shrinkTo(await decoded(mark.file), TRIAL_PIXELS);
      trials.push(await tried(photo, await drawMark(mark, photo.width, photo.height), "across surfaces"));
    }
    return [
      ...kinds.flatMap((kind) => figuresOf(kind, trials)),
      countOf("grey slabs", trials, ({ isSlab }) => (isSlab ? 1 : 0)),
      countOf("pixels changed outside the region", trials, ({ strays }) => strays),
      await timed(),
    ];
  },
};

const shared = resolve("../shared/photos");
const TRIAL_PIXELS = 420_000;
const drawnKinds = ["background", "anywhere"] as const;
const kinds = [...drawnKinds, "across surfaces"] as const;
type Kind = (typeof kinds)[number];

const photos = [
  "living-dining-furnished-01.jpg",
  "living-room-furnished-01.jpg",
  "dining-room-modern-01.jpg",
  "living-room-cluttered-01.jpg",
  "living-room-furnished-02.jpg",
  "living-room-furnished-03.jpg",
  "kitchen-small-cluttered-01.jpg",
  "living-room-cluttered-02.jpg",
  "dining-area-furnished-01.jpg",
  "bedroom-furnished-01.jpg",
  "bedroom-furnished-02.jpg",
  "bathroom-modern-01.jpg",
  "dining-backlit-dark-01.jpg",
  "office-empty-01.jpg",
  "exterior-house-blue-sky-01.jpg",
  "exterior-house-clouds-01.jpg",
  "exterior-brick-overcast-01.jpg",
  "exterior-townhouses-01.jpg",
  "exterior-villa-01.jpg",
  "exterior-evening-01.jpg",
  "unlicensed/empty-bedroom-01.jpg",
  "unlicensed/empty-dining-room-01.jpg",
  "unlicensed/kitchen-cleared-01.jpg",
  "unlicensed/empty-great-room-01.jpg",
];

interface Trial {
  readonly kind: Kind;
  readonly ours: number;
  readonly telea: number;
  readonly plain: number;
  readonly isSlab: boolean;
  /** Pixels that differ though the region says they were not touched. */
  readonly strays: number;
}

async function tried(photo: Raster, hole: Mask, kind: Kind): Promise<Trial> {
  const cut = { ...photo, data: Uint8Array.from(photo.data) };
  for (let i = 0; i < hole.data.length; i++)
    if ((hole.data[i] ?? 0) > 0) cut.data.fill(128, i * 3, i * 3 + 3);
  const { image, region } = fillHole(cut, hole, { seed: 1, ...(await lookAtRoom(cut)) });
  return {
    kind,
    // What was flat before it was cut out (sky beside trees) may be flat again.
    isSlab: isGreySlab(image, hole) && !isGreySlab(photo, hole),
    strays: strayPixels(cut, image, region),
    ours: gradientError(photo, image, hole),
    telea: gradientError(photo, await telea(cut, hole), hole),
    plain: gradientError(photo, plainPatchMatch(cut, hole, 1), hole),
  };
}

function figuresOf(kind: Kind, trials: readonly Trial[]): Figure[] {
  const own = trials.filter((trial) => trial.kind === kind);
  const mean = (of: (trial: Trial) => number): number =>
    own.reduce((sum, trial) => sum + of(trial), 0) / own.length;
  const ours = mean((trial) => trial.ours);
  return (["telea", "plain"] as const).map((peer) => {
    const value = mean((trial) => trial[peer]);
    const name = peer === "telea" ? "OpenCV Telea" : "plain PatchMatch";
    return {
      name: `gradient error, hole ${kind}, mean of ${own.length}`,
      value: ours,
      unit: "",
      target: "≤ 0.75 ×",
      peer: { name, value, ratio: ours / value },
    };
  });
}

function countOf(what: string, trials: readonly Trial[], of: (trial: Trial) => number): Figure {
  const value = trials.reduce((sum, trial) => sum + of(trial), 0);
  return { name: `${what}, ${trials.length} fills`, value, unit: "", target: "0" };
}

function strayPixels(before: Raster, after: Raster, region: Mask): number {
  let strays = 0;
  for (let i = 0; i < region.data.length; i++)
    if (
      (region.data[i] ?? 0) === 0 &&
      [0, 1, 2].some((c) => before.data[i * 3 + c] !== after.data[i * 3 + c])
    )
      strays++;
  return strays;
}

async function timed(): Promise<Figure> {
  const photo = resizeRaster(await decoded("living-room-cluttered-01.jpg"), 4000, 3000);
  const hole = ellipse(photo.width, photo.height, 0.4, 0.7, 0.18, 0.177);
  const times: number[] = [];
  for (let n = 0; n < 3; n++) {
    const startMs = performance.now();
    fillHole(photo, hole, { seed: n, ...(await lookAtRoom(photo)) });
    times.push(performance.now() - startMs);
  }
  return { name: "10 % hole at 12 MP", value: median(times), unit: "ms", target: "≤ 4000" };
}

async function decoded(name: string): Promise<Raster> {
  const read = await decodePhoto(await readFile(join(shared, name)), { maxPixels: 60_000_000 });
  if (read.kind === "refused") throw new Error(`${name} was refused as ${read.reason}`);
  return read.photo;
}

/** An ellipse; of 60 random places the first, or the one whose content is most like its surroundings. */
function holeIn(photo: Raster, kind: (typeof drawnKinds)[number], seed: number): Mask {
  const random = seededRandom(seed * 2 + (kind === "anywhere" ? 1 : 0));
  const { width, height } = photo;
  let best: Mask | undefined;
  let least = Infinity;
  for (let n = 0; n < (kind === "anywhere" ? 1 : 60); n++) {
    const rx = 0.06 + 0.06 * random();
    const ry = 0.08 + 0.08 * random();
    const hole = ellipse(width, height, rx + (1 - 2 * rx) * random(), ry + (1 - 2 * ry) * random(), rx, ry);
    const cost = kind === "anywhere" ? 0 : strangeness(photo, hole);
    if (cost < least) {
      least = cost;
      best = hole;
    }
  }
  if (best === undefined) throw new Error("No place was tried");
  return best;
}

function ellipse(width: number, height: number, cx: number, cy: number, rx: number, ry: number): Mask {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const y = (row / height - cy) / ry;
    if (y * y > 1) continue;
    for (let column = 0; column < width; column++) {
      const x = (column / width - cx) / rx;
      if (x * x + y * y <= 1) data[row * width + column] = 255;
    }
  }
  return { data, width, height };
}

/** Difference of the colour histograms (4 × 4 × 4) inside a hole and in a band around it; plain content costs more. */
function strangeness({ data, width, height }: Raster, hole: Mask): number {
  const inside = new Float64Array(64);
  const around = new Float64Array(64);
  const band = Math.round(width * 0.03);
  const first = Math.floor(hole.data.indexOf(255) / width);
  const last = Math.floor(hole.data.lastIndexOf(255) / width);
  let rough = 0;
  let count = 0;
  for (let y = band; y < height - band; y += 2) {
    if (y < first - band || y > last + band) continue;
    for (let x = band; x < width - band; x += 2) {
      const i = y * width + x;
      const at = (j: number): boolean => (hole.data[j] ?? 0) > 0;
      const isIn = at(i);
      const isNear = !isIn && (at(i - band) || at(i + band) || at(i - band * width) || at(i + band * width));
      if (!isIn && !isNear) continue;
      const level = (c: number): number => (data[i * 3 + c] ?? 0) >> 6;
      const bin = level(0) * 16 + level(1) * 4 + level(2);
      const into = isIn ? inside : around;
      into[bin] = (into[bin] ?? 0) + 1;
      if (!isIn) continue;
      rough += Math.abs((data[i * 3 + 1] ?? 0) - (data[i * 3 + 4] ?? 0));
      count++;
    }
  }
  const total = (bins: Float64Array): number => bins.reduce((sum, v) => sum + v, 0);
  const a = total(inside);
  const b = total(around);
  if (a === 0 || b === 0) return Infinity;
  const differ = inside.reduce((sum, v, bin) => sum + Math.abs(v / a - (around[bin] ?? 0) / b), 0);
  // A blank wall is easy for everybody and tells nothing.
  return differ + (rough / count < 2.5 ? 1 : 0);
}

async function telea(photo: Raster, hole: Mask): Promise<Raster> {
  const { cv } = await loadOpenCv();
  return withMats((keep) => {
    const source = keep(cv.matFromArray(photo.height, photo.width, cv.CV_8UC3, [...photo.data]));
    const mask = keep(cv.matFromArray(photo.height, photo.width, cv.CV_8UC1, [...hole.data]));
    const out = keep(new cv.Mat());
    cv.inpaint(source, mask, out, 5, cv.INPAINT_TELEA);
    return { ...photo, data: Uint8Array.from(out.data) };
  });
}
