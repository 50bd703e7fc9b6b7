import * as z from "zod/mini";
import { maxObjectNameLength } from "../limits/limits.ts";
import { paramsOf } from "../edit/params.ts";

/** Nine places on a picture, as compass words. */
export const places = [
  "north-west",
  "north",
  "north-east",
  "west",
  "centre",
  "east",
  "south-west",
  "south",
  "south-east",
] as const;
export type Place = (typeof places)[number];

export const batchFormats = ["jpeg", "png", "webp", "avif"] as const;
export type BatchFormat = (typeof batchFormats)[number];

export const filterNames = ["grayscale", "sepia", "blur", "sharpen", "negate", "normalize"] as const;
export type FilterName = (typeof filterNames)[number];

export const textFonts = ["sans", "serif", "mono"] as const;
export type TextFont = (typeof textFonts)[number];

const maxSidePx = 12_000;
const side = z.int().check(z.minimum(1), z.maximum(maxSidePx));
const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/, { error: "must be a colour like #1f6feb" }));
const place = z.enum(places);
const line = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(120), z.regex(/^[^\p{Cc}]*$/u, { error: "must be one line" }));
const percent = z.int().check(z.minimum(1), z.maximum(100));

const resize = z
  .object({
    op: z.literal("resize"),
    width: z.optional(side),
    height: z.optional(side),
    /** Of each side: 0.5 is half as wide and half as high. */
    scale: z.optional(z.number().check(z.minimum(0.01), z.maximum(4))),
    /** With both sides given. inside: within, shape kept · cover: fills, cut · contain: within, padded · fill: stretched. */
    fit: z.optional(z.enum(["inside", "cover", "contain", "fill"])),
    /** Colour of the padding of `contain`, white unless told. */
    background: z.optional(colour),
    /** Smaller pictures are left as they are unless this is true. */
    enlarge: z.optional(z.boolean()),
  })
  .check(
    z.refine(
      ({ width, height, scale }) =>
        scale === undefined ? width !== undefined || height !== undefined : (width ?? height) === undefined,
      { error: "needs a width, a height or both, or else a scale", path: ["width"] },
    ),
  );

const crop = z
  .object({
    op: z.literal("crop"),
    /** Pixels from the left and the top; with width and height. */
    left: z.optional(z.int().check(z.minimum(0), z.maximum(maxSidePx))),
    top: z.optional(z.int().check(z.minimum(0), z.maximum(maxSidePx))),
    width: z.optional(side),
    height: z.optional(side),
    /** Width over height, as large as fits. 1.5 is 3:2. */
    ratio: z.optional(z.number().check(z.minimum(0.1), z.maximum(10))),
    /** The part that stays, the centre unless told. Not together with left and top. */
    place: z.optional(place),
  })
  .check(
    z.refine(
      ({ ratio, width, height }) =>
        ratio === undefined ? width !== undefined && height !== undefined : (width ?? height) === undefined,
      { error: "needs a width and a height, or else a ratio", path: ["width"] },
    ),
    z.refine(
      ({ left, top, place: at, ratio }) =>
        (left === undefined) === (top === undefined) &&
        (left === undefined || (at === undefined && ratio === undefined)),
      { error: "takes left and top together, and then neither place nor ratio", path: ["left"] },
    ),
  );

const text = z.object({
  op: z.literal("text"),
  text: line,
  place: z.optional(place),
  /** Height of a line in percent of the picture's shorter side, 4 unless told. */
  size: z.optional(z.number().check(z.minimum(0.5), z.maximum(40))),
  font: z.optional(z.enum(textFonts)),
  colour: z.optional(colour),
  /** Drawn round each letter. */
  outline: z.optional(colour),
  shadow: z.optional(z.boolean()),
});

const watermark = z.object({
  op: z.literal("watermark"),
  text: line,
  /** Percent, 35 unless told. */
  opacity: z.optional(percent),
  /** Tiled over the whole picture when absent. */
  place: z.optional(place),
});

/** An edit type as a step. What is shown on the photo (a mask, a surface) cannot be part of one: every photo would need its own. */
const stepAsk = z.discriminatedUnion("editType", [
  z.object({ editType: z.literal("virtual-staging"), params: paramsOf["virtual-staging"] }),
  z.object({ editType: z.literal("day-to-dusk"), params: paramsOf["day-to-dusk"] }),
  z.object({ editType: z.literal("enhance"), params: paramsOf.enhance }),
  z.object({
    editType: z.literal("virtual-renovation"),
    params: z.omit(paramsOf["virtual-renovation"], { maskData: true, surfaces: true }),
  }),
]);
export type StepAsk = z.infer<typeof stepAsk>;

/**
 * One deterministic change of a batch: the source of the types, the checks, the forms and the language model's tool.
 * Sizes in pixels of the upright picture, colours in sRGB hex.
 */
export const batchOp = z.discriminatedUnion("op", [
  resize,
  z.object({ op: z.literal("rotate"), degrees: z.literal([90, 180, 270]) }),
  z.object({ op: z.literal("flip"), axis: z.enum(["horizontal", "vertical"]) }),
  crop,
  z.object({ op: z.literal("convert"), format: z.enum(batchFormats) }),
  /** Of JPEG, WebP and AVIF; PNG has none. */
  z.object({ op: z.literal("quality"), quality: percent }),
  z.object({
    op: z.literal("filter"),
    filter: z.enum(filterNames),
    /** Percent of the full effect: blur 100 is a sigma of 2 % of the shorter side. */
    amount: z.optional(percent),
  }),
  z.object({
    op: z.literal("border"),
    width: z.int().check(z.minimum(1), z.maximum(1000)),
    colour: z.optional(colour),
  }),
  text,
  z.object({ op: z.literal("auto-enhance") }),
  /** By its own measure unless degrees are given: positive turns clockwise. The corners are cut off. */
  z.object({
    op: z.literal("straighten"),
    degrees: z.optional(z.number().check(z.minimum(-15), z.maximum(15))),
  }),
  watermark,
  z.object({ op: z.literal("strip-metadata") }),
  z.object({ op: z.literal("edit"), ask: stepAsk }),
]);
export type BatchOp = z.infer<typeof batchOp>;
export type OpName = BatchOp["op"];
export type OpOf<N extends OpName> = Extract<BatchOp, { readonly op: N }>;

export const maxRecipeLength = 20;

/** Ops in the order they are done. */
export const recipe = z.array(batchOp).check(z.minLength(1), z.maxLength(maxRecipeLength));
export type Recipe = z.infer<typeof recipe>;

/** A recipe someone keeps, with its name. */
export const recipeName = z.string().check(z.trim(), z.minLength(1), z.maxLength(maxObjectNameLength));
