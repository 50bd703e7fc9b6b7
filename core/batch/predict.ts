import { flowOf } from "../edit/flows/index.ts";
import { type LegalClass } from "../edit/edit.ts";
import { legalClassOf } from "../disclosure/legal-class.ts";
import { catalogue } from "../models/catalogue.ts";
import { maxPhotoPixels } from "../limits/limits.ts";
import { type Problem, problemOf } from "../problem.ts";
import { unreachable } from "../unreachable.ts";
import { editTypesOfRecipe } from "./edit-types-within.ts";
import { type BatchFormat, type BatchOp, type OpOf, type Recipe } from "./op.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a recipe will make of one picture, known before it runs. */
export interface Prediction extends Size {
  readonly format: BatchFormat;
  /** Of JPEG, WebP and AVIF. */
  readonly quality: number;
  readonly estimateMs: number;
  readonly usd: number;
  readonly legalClass: LegalClass;
}

const usualQuality = 90;

/**
 * Size, format, time, price and legal class of the result. A picture that a step cannot be done to is refused by name
 * and alone. The size is exact but for `straighten`, which cuts off what it has to: then it is the largest it can be.
 * @param format of the picture as it stands; HEIC pictures become JPEG
 */
export function predict(photo: Size, format: BatchFormat, steps: Recipe): Prediction | Problem {
  let size = photo;
  let usd = 0;
  let estimateMs = timeToOpen(photo);
  for (const step of steps) {
    const after = sizeAfter(size, step);
    if ("kind" in after) return after;
    estimateMs += timeOf(size, step);
    usd += priceOf(step);
    size = after;
  }
  const delivery = deliveryOf(steps, format);
  return {
    ...size,
    ...delivery,
    estimateMs: Math.round(estimateMs + timeToWrite(size, delivery.format)),
    usd,
    legalClass: legalClassOf(editTypesOfRecipe(steps)),
  };
}

/** How the file is written that a recipe delivers: as the last of its steps says that says so. */
export function deliveryOf(
  steps: Recipe,
  format: BatchFormat,
): { readonly format: BatchFormat; readonly quality: number } {
  const converted = steps.findLast((step): step is OpOf<"convert"> => step.op === "convert");
  const quality = steps.findLast((step): step is OpOf<"quality"> => step.op === "quality");
  return { format: converted?.format ?? format, quality: quality?.quality ?? usualQuality };
}

/** The size of the picture after one step, or why it cannot be done. */
export function sizeAfter(size: Size, step: BatchOp): Size | Problem {
  const after = sizeOf(size, step);
  if ("kind" in after) return after;
  return after.width * after.height > maxPhotoPixels
    ? problemOf("too-many-pixels", { detail: `it would be ${after.width} × ${after.height}` })
    : after;
}

function sizeOf(size: Size, step: BatchOp): Size | Problem {
  switch (step.op) {
    case "resize":
      return resized(size, step);
    case "rotate":
      return step.degrees === 180 ? size : { width: size.height, height: size.width };
    case "crop":
      return cropped(size, step);
    case "border":
      return { width: size.width + 2 * step.width, height: size.height + 2 * step.width };
    case "flip":
    case "convert":
    case "quality":
    case "filter":
    case "text":
    case "auto-enhance":
    case "straighten":
    case "watermark":
    case "strip-metadata":
    case "edit":
      return size;
    default:
      return unreachable(step);
  }
}

/** The size a `resize` gives. Rounded as sharp rounds; no side under 1. */
export function resized({ width, height }: Size, step: OpOf<"resize">): Size {
  const { fit = "inside", enlarge = false, scale } = step;
  if (scale !== undefined) {
    const factor = enlarge ? scale : Math.min(1, scale);
    return { width: atLeastOne(width * factor), height: atLeastOne(height * factor) };
  }
  const acrossBy = step.width === undefined ? undefined : step.width / width;
  const downBy = step.height === undefined ? undefined : step.height / height;
  if (acrossBy === undefined || downBy === undefined || fit === "inside") {
    const wanted = Math.min(acrossBy ?? Infinity, downBy ?? Infinity);
    const factor = enlarge ? wanted : Math.min(1, wanted);
    if (factor === 1) return { width, height };
    // The side that was named comes out as named.
    return factor === acrossBy
      ? { width: step.width ?? width, height: atLeastOne(height * factor) }
      : { width: atLeastOne(width * factor), height: step.height ?? height };
  }
  const box = { width: step.width ?? width, height: step.height ?? height };
  if (enlarge || fit === "contain") return box;
  if (fit === "fill") return { width: Math.min(box.width, width), height: Math.min(box.height, height) };
  // Cover without enlarging: the box's shape, as large as the picture allows.
  const shrink = Math.min(1, width / box.width, height / box.height);
  return { width: atLeastOne(box.width * shrink), height: atLeastOne(box.height * shrink) };
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** The part of the picture that a `crop` keeps, or why there is none. */
export function cropBox({ width, height }: Size, step: OpOf<"crop">): Box | Problem {
  const wanted =
    step.ratio === undefined
      ? { width: step.width ?? width, height: step.height ?? height }
      : largest(width, height, step.ratio);
  if (wanted.width > width || wanted.height > height)
    return outside(`${wanted.width} × ${wanted.height} from ${width} × ${height}`);
  const { left, top } =
    step.left === undefined || step.top === undefined
      ? placed({ width, height }, wanted, step.place ?? "centre")
      : { left: step.left, top: step.top };
  if (left + wanted.width > width || top + wanted.height > height)
    return outside(`it would reach ${left + wanted.width} × ${top + wanted.height} of ${width} × ${height}`);
  return { ...wanted, left, top };
}

/** Where a thing of this size stands at a place of the picture, `inset` pixels from its borders. */
export function placed(picture: Size, thing: Size, place: string, inset = 0): { left: number; top: number } {
  const along = (room: number, isStart: boolean, isEnd: boolean): number => {
    if (isStart) return Math.min(inset, Math.max(0, room));
    return isEnd ? Math.max(0, room - inset) : Math.round(room / 2);
  };
  return {
    left: along(picture.width - thing.width, place.endsWith("west"), place.endsWith("east")),
    top: along(picture.height - thing.height, place.startsWith("north"), place.startsWith("south")),
  };
}

function cropped(size: Size, step: OpOf<"crop">): Size | Problem {
  const box = cropBox(size, step);
  return "kind" in box ? box : { width: box.width, height: box.height };
}

const outside = (detail: string): Problem =>
  problemOf("invalid-params", {
    field: "crop",
    detail: `the part to keep is larger than the picture: ${detail}`,
  });

const largest = (width: number, height: number, ratio: number): Size =>
  width / height > ratio
    ? { width: atLeastOne(height * ratio), height }
    : { width, height: atLeastOne(width / ratio) };

const atLeastOne = (pixels: number): number => Math.max(1, Math.round(pixels));

const megapixels = ({ width, height }: Size): number => (width * height) / 1e6;

// Milliseconds as measured on two cores of a server, at 2 and at 12 MP, with what the queue and the bucket take.

const timeToOpen = (size: Size): number => 100 + 5 * megapixels(size);

/** The master, the copies for screens and the file that was asked for, side by side. */
const timeToWrite = (size: Size, format: BatchFormat): number =>
  220 + (58 + (format === "avif" ? 250 : format === "webp" ? 80 : 0)) * megapixels(size);

function timeOf(size: Size, step: BatchOp): number {
  const area = megapixels(size);
  switch (step.op) {
    case "edit":
      return flowOf(step.ask).estimateMs(size.width * size.height);
    case "auto-enhance":
      return 890 + 79 * area;
    case "straighten":
      return step.degrees === undefined ? 240 + 20 * area : 38 * area;
    case "filter":
      return (step.filter === "normalize" ? 40 : step.filter === "blur" ? 17 : 30) * area;
    case "text":
      return 80 + 14 * area;
    case "watermark":
      return 60 + 32 * area;
    case "convert":
    case "quality":
    case "strip-metadata":
      return 0;
    default:
      return 3 * area;
  }
}

/** US dollars: what the first model of the route costs. */
function priceOf(step: BatchOp): number {
  if (step.op !== "edit") return 0;
  const [first] = flowOf(step.ask).candidates;
  return first === undefined ? 0 : catalogue[first].usdPerImage;
}
