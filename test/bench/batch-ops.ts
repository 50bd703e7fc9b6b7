import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import sharp, { type Sharp } from "sharp";
import { type BatchOp } from "#core/batch/op.ts";
import { runRecipe } from "#engine/batch/run-recipe.ts";
import { encodeAs } from "#engine/codec/encode-as.ts";
import { dayHouse } from "#test/pictures/scenes.ts";
import { type Bench, type Figure } from "./harness.ts";

/**
 * Each step that sharp or ImageMagick has too, done by our recipe and by them to the same PNG: the largest difference of
 * any channel of any pixel, in levels of 255. What is above 2 has its reason beside it.
 */
export const batchOps: Bench = {
  name: "batch-ops",
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "reimagine-ops-"));
    try {
      const file = join(folder, "photo.png");
      await (await photo()).resize(1200, 900, { fit: "cover" }).removeAlpha().png().toFile(file);
      const figures: Figure[] = [];
      for (const each of cases) {
        const ours = await byUs(file, each.steps);
        if (each.bySharp) figures.push(compared(each, "sharp", ours, await each.bySharp(sharp(file))));
        const magick = each.byMagick && (await byMagick(folder, file, each.byMagick));
        if (magick) figures.push(compared(each, "ImageMagick", ours, magick));
      }
      return figures;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Case {
  readonly name: string;
  readonly steps: readonly BatchOp[];
  readonly bySharp?: (file: Sharp) => Promise<Buffer>;
  readonly byMagick?: readonly string[];
  /** Why a peer's is another picture. */
  readonly apart?: { readonly [peer in Peer]?: string };
}
type Peer = "sharp" | "ImageMagick";

const raw = (image: Sharp): Promise<Buffer> => image.removeAlpha().raw({ depth: "uchar" }).toBuffer();

const otherScaling = "ImageMagick scales in linear steps of 16 bit with another Lanczos support";

const cases: readonly Case[] = [
  {
    name: "resize, width",
    steps: [{ op: "resize", width: 640 }],
    bySharp: (file) => raw(file.resize(640)),
    byMagick: ["-filter", "Lanczos", "-resize", "640x"],
    apart: { ImageMagick: otherScaling },
  },
  {
    name: "resize, inside",
    steps: [{ op: "resize", width: 500, height: 500 }],
    bySharp: (file) => raw(file.resize(500, 500, { fit: "inside" })),
  },
  {
    name: "resize, cover",
    steps: [{ op: "resize", width: 500, height: 300, fit: "cover" }],
    bySharp: (file) => raw(file.resize(500, 300, { fit: "cover" })),
  },
  {
    name: "resize, contain",
    steps: [{ op: "resize", width: 500, height: 500, fit: "contain", background: "#204060" }],
    bySharp: (file) => raw(file.resize(500, 500, { fit: "contain", background: "#204060" })),
  },
  {
    name: "resize, fill",
    steps: [{ op: "resize", width: 500, height: 500, fit: "fill" }],
    bySharp: (file) => raw(file.resize(500, 500, { fit: "fill" })),
  },
  {
    name: "resize, half",
    steps: [{ op: "resize", scale: 0.5 }],
    bySharp: (file) => raw(file.resize(600, 450)),
  },
  {
    name: "resize, enlarged",
    steps: [{ op: "resize", width: 1800, enlarge: true }],
    bySharp: (file) => raw(file.resize(1800)),
  },
  ...([90, 180, 270] as const).map((degrees): Case => ({
    name: `rotate ${degrees}°`,
    steps: [{ op: "rotate", degrees }],
    bySharp: (file) => raw(file.rotate(degrees)),
    byMagick: ["-rotate", String(degrees)],
  })),
  {
    name: "rotate 3°, corners cut",
    steps: [{ op: "straighten", degrees: 3 }],
    bySharp: async (file) => raw(await turnedUpright(file, 3)),
  },
  {
    name: "flip",
    steps: [{ op: "flip", axis: "vertical" }],
    bySharp: (file) => raw(file.flip()),
    byMagick: ["-flip"],
  },
  {
    name: "flop",
    steps: [{ op: "flip", axis: "horizontal" }],
    bySharp: (file) => raw(file.flop()),
    byMagick: ["-flop"],
  },
  {
    name: "crop, from a place",
    steps: [{ op: "crop", left: 100, top: 50, width: 700, height: 500 }],
    bySharp: (file) => raw(file.extract({ left: 100, top: 50, width: 700, height: 500 })),
    byMagick: ["-crop", "700x500+100+50", "+repage"],
  },
  {
    name: "crop, gravity",
    steps: [{ op: "crop", width: 700, height: 500, place: "south-east" }],
    bySharp: (file) => raw(file.extract({ left: 500, top: 400, width: 700, height: 500 })),
    byMagick: ["-gravity", "SouthEast", "-crop", "700x500+0+0", "+repage"],
  },
  {
    name: "crop, ratio 16:9",
    steps: [{ op: "crop", ratio: 16 / 9 }],
    bySharp: (file) => raw(file.resize(1200, 675, { fit: "cover" })),
    byMagick: ["-gravity", "Center", "-crop", "1200x675+0+0", "+repage"],
  },
  {
    name: "grayscale",
    steps: [{ op: "filter", filter: "grayscale" }],
    bySharp: async (file) => raw(sharp(await file.grayscale().png().toBuffer()).toColourspace("srgb")),
  },
  {
    name: "sepia",
    steps: [{ op: "filter", filter: "sepia" }],
    byMagick: ["-color-matrix", "0.393 0.769 0.189 0.349 0.686 0.168 0.272 0.534 0.131"],
  },
  {
    name: "blur",
    steps: [{ op: "filter", filter: "blur", amount: 20 }],
    bySharp: (file) => raw(file.blur(3.6)),
    byMagick: ["-gaussian-blur", "0x3.6"],
    apart: { ImageMagick: "libvips cuts the bell off where it is 0.2 of its height, in whole numbers" },
  },
  {
    name: "sharpen",
    steps: [{ op: "filter", filter: "sharpen" }],
    bySharp: (file) => raw(file.sharpen({ sigma: 1, m1: 0.6, m2: 3 })),
  },
  {
    name: "negate",
    steps: [{ op: "filter", filter: "negate" }],
    bySharp: (file) => raw(file.negate()),
    byMagick: ["-negate"],
  },
  {
    name: "normalize",
    steps: [{ op: "filter", filter: "normalize" }],
    bySharp: (file) => raw(file.normalise()),
    byMagick: ["-normalize"],
    apart: {
      ImageMagick: "it cuts off 2 % and 1 % of each channel, sharp 1 % of the lightness at both ends",
    },
  },
  {
    name: "border",
    steps: [{ op: "border", width: 20, colour: "#d0312d" }],
    bySharp: (file) => raw(file.extend({ top: 20, bottom: 20, left: 20, right: 20, background: "#d0312d" })),
    byMagick: ["-bordercolor", "#d0312d", "-border", "20"],
  },
  ...(["jpeg", "png", "webp", "avif"] as const).map((format): Case => ({
    name: `convert to ${format}`,
    steps: [
      { op: "convert", format },
      { op: "quality", quality: 90 },
    ],
    bySharp: async (file) => raw(sharp(await peerFile(file, format))),
  })),
];

/** As sharp writes it when told the same. */
function peerFile(file: Sharp, format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  switch (format) {
    case "jpeg":
      return file.jpeg({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer();
    case "png":
      return file.png().toBuffer();
    case "webp":
      return file.webp({ quality: 90, effort: 3, smartSubsample: true }).toBuffer();
    case "avif":
      return file.avif({ quality: 90, effort: 2, chromaSubsampling: "4:4:4" }).toBuffer();
  }
}

/** Turned, the largest upright part of the same shape cut out, less a pixel at each side, and brought back to 1200 × 900. */
async function turnedUpright(file: Sharp, degrees: number): Promise<Sharp> {
  const angle = (degrees * Math.PI) / 180;
  const scale = 900 / (1200 * Math.sin(angle) + 900 * Math.cos(angle));
  const turned = await file
    .rotate(degrees, { background: "#000000" })
    .png()
    .toBuffer({ resolveWithObject: true });
  const [width, height] = [Math.floor(1200 * scale) - 2, Math.floor(900 * scale) - 2];
  const left = Math.round((turned.info.width - width) / 2);
  const top = Math.round((turned.info.height - height) / 2);
  const cut = await sharp(turned.data).extract({ left, top, width, height }).png().toBuffer();
  return sharp(cut).resize(1200, 900, { fit: "fill" });
}

async function photo(): Promise<Sharp> {
  const shared = resolve("../shared/photos/living-room-furnished-01.jpg");
  if (existsSync(shared)) return sharp(shared).autoOrient();
  console.log(`batch-ops: no photo at ${shared}, so a drawn one`);
  return sharp(await dayHouse({ width: 1600, height: 1200 }));
}

async function byUs(file: string, steps: readonly BatchOp[]): Promise<Uint8Array> {
  const run = await runRecipe(await readFile(file), [...steps], { maxPixels: 50_000_000 }, () =>
    Promise.reject(new Error("No step of this recipe is an edit")),
  );
  if (run.kind === "refused") throw new Error(run.problem.message);
  const converted = steps.find((step) => step.op === "convert");
  return converted?.op === "convert"
    ? raw(sharp(await encodeAs(run.photo, converted.format, 90)))
    : run.photo.data;
}

async function byMagick(
  folder: string,
  file: string,
  how: readonly string[],
): Promise<Uint8Array | undefined> {
  const out = await mkdtemp(join(folder, "magick-"));
  try {
    await promisify(execFile)("mogrify", ["-path", out, ...how, file]);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
  return raw(sharp(join(out, "photo.png")).toColourspace("srgb"));
}

function compared({ name, apart }: Case, peer: Peer, ours: Uint8Array, theirs: Uint8Array): Figure {
  if (ours.length !== theirs.length)
    throw new Error(`${name}: ${peer} made ${theirs.length} values and we ${ours.length}`);
  let most = 0;
  for (let i = 0; i < ours.length; i++) most = Math.max(most, Math.abs((ours[i] ?? 0) - (theirs[i] ?? 0)));
  const reason = apart?.[peer];
  return {
    name: `${name}, to ${peer}`,
    value: most,
    unit: "level",
    target: reason === undefined ? "≤ 2" : `(${reason})`,
  };
}
