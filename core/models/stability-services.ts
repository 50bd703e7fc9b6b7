/**
 * The Stability AI models of Amazon Bedrock as data: ids, fields, ranges and picture limits.
 * Source: "Stability AI Image Services" and the model parameter pages of the Bedrock user guide, 2026; the AWS sample
 * notebooks of 2025-10-31; refusals of unknown fields as seen on the live service (litellm issue 6826). The adapter
 * builds its requests by these lists and the embedded Bedrock checks what comes by them, so that a wrong field fails
 * on this machine as it would on AWS.
 */

export type Field =
  | { readonly kind: "text"; readonly max: number }
  | {
      readonly kind: "integer" | "number";
      readonly min: number;
      readonly max: number;
      readonly default?: number;
    }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "picture" | "mask" };

export interface PictureLimits {
  readonly minSidePx: number;
  readonly maxSidePx: number;
  readonly minPixels: number;
  readonly maxPixels: number;
  /** Width over height, at least and at most. */
  readonly aspect: readonly [number, number];
}

export interface ImageService {
  /** As the service names itself in refusals. */
  readonly name: ServiceName;
  readonly baseId: string;
  /** Called as "us." + baseId; the bare id is refused. Otherwise called by the bare id only. */
  readonly isProfileOnly: boolean;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Where this service's field differs from the common one. */
  readonly fields?: Readonly<Record<string, Field>>;
  readonly limits: PictureLimits;
}

const serviceNames = [
  "inpaint",
  "erase",
  "search-replace",
  "search-recolor",
  "outpaint",
  "remove-background",
  "control-structure",
  "control-sketch",
  "style-guide",
  "style-transfer",
  "fast-upscale",
  "conservative-upscale",
  "creative-upscale",
  "stable-image-core",
  "sd3-5-large",
  "stable-image-ultra",
] as const;
export type ServiceName = (typeof serviceNames)[number];

const seedMax = 4_294_967_294;
const aspectRatios = ["16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"] as const;

/** Fields that mean the same wherever they appear. */
export const commonFields: Readonly<Record<string, Field>> = {
  prompt: { kind: "text", max: 10_000 },
  negative_prompt: { kind: "text", max: 10_000 },
  search_prompt: { kind: "text", max: 10_000 },
  select_prompt: { kind: "text", max: 10_000 },
  image: { kind: "picture" },
  init_image: { kind: "picture" },
  style_image: { kind: "picture" },
  mask: { kind: "mask" },
  grow_mask: { kind: "integer", min: 0, max: 20, default: 5 },
  seed: { kind: "integer", min: 0, max: seedMax, default: 0 },
  output_format: { kind: "choice", of: ["jpeg", "png", "webp"] },
  aspect_ratio: { kind: "choice", of: aspectRatios },
  control_strength: { kind: "number", min: 0, max: 1, default: 0.7 },
  fidelity: { kind: "number", min: 0, max: 1, default: 0.5 },
  composition_fidelity: { kind: "number", min: 0, max: 1, default: 0.9 },
  style_strength: { kind: "number", min: 0, max: 1, default: 1 },
  change_strength: { kind: "number", min: 0.1, max: 1, default: 0.9 },
  strength: { kind: "number", min: 0, max: 1, default: 0.35 },
  creativity: { kind: "number", min: 0.1, max: 0.5, default: 0.35 },
  left: { kind: "integer", min: 0, max: 2000, default: 0 },
  right: { kind: "integer", min: 0, max: 2000, default: 0 },
  up: { kind: "integer", min: 0, max: 2000, default: 0 },
  down: { kind: "integer", min: 0, max: 2000, default: 0 },
  mode: { kind: "choice", of: ["text-to-image", "image-to-image"] },
  style_preset: {
    kind: "choice",
    of: [
      "3d-model",
      "analog-film",
      "anime",
      "cinematic",
      "comic-book",
      "digital-art",
      "enhance",
      "fantasy-art",
      "isometric",
      "line-art",
      "low-poly",
      "modeling-compound",
      "neon-punk",
      "origami",
      "photographic",
      "pixel-art",
      "tile-texture",
    ],
  },
};

const usual: PictureLimits = {
  minSidePx: 64,
  maxSidePx: Number.MAX_SAFE_INTEGER,
  minPixels: 4096,
  maxPixels: 9_437_184,
  aspect: [0.4, 2.5],
};
const anyAspect: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER];

const editing = (
  name: ServiceName,
  baseId: string,
  required: readonly string[],
  optional: readonly string[],
  more: Partial<Pick<ImageService, "fields" | "limits">> = {},
): ImageService => ({ name, baseId, isProfileOnly: true, required, optional, limits: usual, ...more });

const drawing = (
  name: ServiceName,
  baseId: string,
  optional: readonly string[],
  more: Partial<Pick<ImageService, "fields" | "limits">> = {},
): ImageService => ({
  name,
  baseId,
  isProfileOnly: false,
  required: ["prompt"],
  optional,
  limits: usual,
  ...more,
});

export const stabilityServices: readonly ImageService[] = [
  editing(
    "inpaint",
    "stability.stable-image-inpaint-v1:0",
    ["prompt", "image"],
    ["style_preset", "negative_prompt", "seed", "output_format", "mask", "grow_mask"],
  ),
  editing(
    "erase",
    "stability.stable-image-erase-object-v1:0",
    ["image"],
    ["seed", "output_format", "mask", "grow_mask"],
  ),
  editing(
    "search-replace",
    "stability.stable-image-search-replace-v1:0",
    ["prompt", "image", "search_prompt"],
    ["style_preset", "negative_prompt", "seed", "output_format", "grow_mask"],
  ),
  editing(
    "search-recolor",
    "stability.stable-image-search-recolor-v1:0",
    ["prompt", "image", "select_prompt"],
    ["style_preset", "negative_prompt", "seed", "output_format", "grow_mask"],
  ),
  editing(
    "outpaint",
    "stability.stable-outpaint-v1:0",
    ["image"],
    ["prompt", "style_preset", "seed", "output_format", "creativity", "left", "right", "up", "down"],
    { fields: { creativity: { kind: "number", min: 0.1, max: 1, default: 0.5 } } },
  ),
  editing("remove-background", "stability.stable-image-remove-background-v1:0", ["image"], ["output_format"]),
  editing(
    "control-structure",
    "stability.stable-image-control-structure-v1:0",
    ["image", "prompt"],
    ["control_strength", "negative_prompt", "seed", "output_format", "style_preset"],
  ),
  editing(
    "control-sketch",
    "stability.stable-image-control-sketch-v1:0",
    ["image", "prompt"],
    ["control_strength", "negative_prompt", "seed", "output_format", "style_preset"],
  ),
  editing(
    "style-guide",
    "stability.stable-image-style-guide-v1:0",
    ["image", "prompt"],
    ["aspect_ratio", "negative_prompt", "seed", "output_format", "fidelity", "style_preset"],
  ),
  editing(
    "style-transfer",
    "stability.stable-style-transfer-v1:0",
    ["init_image", "style_image"],
    [
      "prompt",
      "negative_prompt",
      "seed",
      "output_format",
      "composition_fidelity",
      "style_strength",
      "change_strength",
    ],
  ),
  editing("fast-upscale", "stability.stable-fast-upscale-v1:0", ["image"], ["output_format"], {
    limits: { minSidePx: 32, maxSidePx: 1536, minPixels: 1024, maxPixels: 1_048_576, aspect: anyAspect },
  }),
  editing(
    "conservative-upscale",
    "stability.stable-conservative-upscale-v1:0",
    ["prompt", "image"],
    ["creativity", "negative_prompt", "seed", "output_format"],
  ),
  editing(
    "creative-upscale",
    "stability.stable-creative-upscale-v1:0",
    ["prompt", "image"],
    ["creativity", "negative_prompt", "seed", "output_format", "style_preset"],
    {
      fields: { creativity: { kind: "number", min: 0.1, max: 0.5, default: 0.3 } },
      limits: { ...usual, maxPixels: 1_048_576, aspect: anyAspect },
    },
  ),
  drawing("stable-image-core", "stability.stable-image-core-v1:1", [
    "negative_prompt",
    "seed",
    "output_format",
    "aspect_ratio",
  ]),
  drawing(
    "sd3-5-large",
    "stability.sd3-5-large-v1:0",
    ["negative_prompt", "mode", "strength", "seed", "output_format", "image", "aspect_ratio"],
    { fields: { strength: { kind: "number", min: 0, max: 1 } } },
  ),
  drawing("stable-image-ultra", "stability.stable-image-ultra-v1:1", [
    "negative_prompt",
    "mode",
    "strength",
    "seed",
    "output_format",
    "image",
    "aspect_ratio",
  ]),
];
