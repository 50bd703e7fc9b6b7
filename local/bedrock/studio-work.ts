import sharp, { type Sharp } from "sharp";
import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { unreachable } from "#core/unreachable.ts";
import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { layOver } from "#engine/compose/apply-change.ts";
import { composeMasked } from "#engine/compose/compose-masked.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { windowLikeness } from "#engine/dusk/window-likeness.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { type Rendered } from "#engine/staging/render-scene.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { stageInMask } from "./stage-in-mask.ts";
import { type Staging } from "./prompt-reader.ts";
import { CannotDraw, EmptyMask, UndecodablePicture, type StudioJob, type Where } from "./studio.ts";

/** The studio behind the image services: decodes, does the one thing asked for, and encodes as the service would. */
export async function editPicture(job: StudioJob): Promise<Uint8Array> {
  const photo = await decoded(job.image);
  const edited = await edit(photo, job);
  return encoded(edited, job);
}

export async function analysePicture(image: Uint8Array): Promise<PhotoAnalysis> {
  return lookAtPhoto(await decoded(image));
}

/** No larger than any service takes. */
const maxPixels = 64_000_000;

async function decoded(bytes: Uint8Array): Promise<Raster> {
  const read = await decodePhoto(bytes, { maxPixels, minSidePx: 1 });
  if (read.kind === "refused")
    throw new UndecodablePicture(`The image could not be decoded: ${read.reason}.`);
  return read.photo;
}

async function edit(photo: Raster, { image, work, seed }: StudioJob): Promise<Raster> {
  switch (work.kind) {
    case "stage":
      return stage(photo, work, await maskOf(image, photo, work.where), seed);
    case "remove": {
      const hole = await maskOf(image, photo, work.where);
      return hole === undefined ? photo : await remove(photo, hole, seed);
    }
    case "sky": {
      const dusk = toDusk(photo, { intensity: work.intensity, seed });
      // The service changes the sky and nothing below it; the rest is graded by who asked.
      return dusk.kind === "dusk" ? composeMasked(photo, dusk.image, dusk.sky, 0) : photo;
    }
    case "dusk": {
      const likeness = await windowLikeness(photo);
      const dusk = toDusk(photo, { intensity: work.intensity, seed, likeness });
      return dusk.kind === "dusk" ? dusk.image : photo;
    }
    case "renovate": {
      const mask = await maskOf(image, photo, work.where);
      const seen = mask === undefined ? await lookAtRoom(photo) : undefined;
      const renovated = renovate(photo, { plan: work.steps, mask, ...seen, seed });
      return renovated.kind === "renovated" ? renovated.image : photo;
    }
    case "copy":
      return photo;
    default:
      return unreachable(work);
  }
}

/** The size the studio furnishes at; the change is then laid over the picture at its own. */
const stagingPixels = 2_000_000;

function stage(photo: Raster, asked: Staging, mask: Mask | undefined, seed: number): Raster {
  const small = shrinkTo(photo, stagingPixels);
  const { image, region } =
    mask === undefined ? staged(small, asked, seed) : stageInMask(small, mask, asked, seed);
  const furnished = layOver(photo, small, image, planeOfMask(region)).image;
  return mask === undefined ? furnished : composeMasked(photo, furnished, mask, 0);
}

function staged(photo: Raster, { roomType, style }: Staging, seed: number): Rendered {
  const room = stageRoom(photo, { roomType, style, seed });
  if (!room.ok) throw new CannotDraw(`The room cannot be furnished: ${room.reason}.`);
  return room;
}

async function remove(photo: Raster, hole: Mask, seed: number): Promise<Raster> {
  // Nothing is left to rebuild the rest from.
  if (hole.data.every((value) => value >= 128)) throw new CannotDraw("The mask covers the whole picture.");
  return removeItems(photo, hole, { seed, objects: await objectsIn(photo) }).image;
}

/** Where a request lets the studio change pixels; grown and softened by `growPx` as the services do. */
async function maskOf(image: Uint8Array, size: Raster, where: Where): Promise<Mask | undefined> {
  if (where.kind === "everywhere") return undefined;
  const drawn = where.kind === "mask" ? await greyOf(where.mask) : await transparencyOf(image);
  const fitted = resizeMask(drawn, size.width, size.height);
  if (!fitted.data.some((value) => value >= 128)) throw new EmptyMask("The mask marks nothing to edit.");
  return where.growPx > 0 ? dilate(fitted, where.growPx) : fitted;
}

async function greyOf(bytes: Uint8Array): Promise<Mask> {
  return raw(sharp(bytes, { failOn: "error" }).flatten({ background: "#000000" }).toColourspace("b-w"));
}

async function transparencyOf(bytes: Uint8Array): Promise<Mask> {
  const { data, width, height } = await raw(
    sharp(bytes, { failOn: "error" }).autoOrient().ensureAlpha().extractChannel(3),
  );
  return { data: data.map((alpha) => 255 - alpha), width, height };
}

async function raw(picture: Sharp): Promise<Mask> {
  const { data, info } = await picture
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new UndecodablePicture("The mask could not be decoded.", { cause: error });
    });
  if (info.channels !== 1) throw new Error(`libvips gave ${info.channels} channels for a mask`);
  return {
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  };
}

async function encoded({ data, width, height }: Raster, { size, format }: StudioJob): Promise<Uint8Array> {
  const to = sizeOf(width, height, size);
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).resize(to.width, to.height, {
    fit: "fill",
    kernel: "lanczos3",
  });
  switch (format) {
    case "png":
      return picture.png({ compressionLevel: 2 }).toBuffer();
    case "jpeg":
      return picture.jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
    case "webp":
      return picture.webp({ quality: 95, effort: 2 }).toBuffer();
  }
}

function sizeOf(width: number, height: number, size: StudioJob["size"]): { width: number; height: number } {
  const scale =
    size.kind === "same"
      ? 1
      : size.kind === "factor"
        ? size.factor
        : Math.sqrt(size.pixels / (width * height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
