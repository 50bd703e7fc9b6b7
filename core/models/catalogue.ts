/** What can be done to a photo by a model that draws. */
export type EditingTask =
  "inpaint" | "erase" | "search-replace" | "search-recolor" | "control-structure" | "image-to-image";

/** How a model is spoken to: each adapter in functions/aws serves some of these. */
export type Task = EditingTask | "upscale" | "text-to-image" | "vision" | "embedding" | "studio";

export interface Model {
  /** What is called: an inference profile id, a model id, or the studio's own name. Stored on the edit. */
  readonly id: ModelId;
  readonly name: string;
  readonly task: Task;
  readonly region: "us-west-2" | "us-east-1" | "here";
  readonly lifecycle: "active" | "legacy" | "retired";
  readonly minSidePx: number;
  readonly maxPixels: number;
  /** Longer side over shorter side, at most. */
  readonly maxAspect: number;
  readonly requestsPerMinute: number;
  readonly deadlineMs: number;
  readonly usdPerImage: number;
  /** Of models that are paid by what they read and write: dollars per million tokens. `usdPerImage` is then of a usual call. */
  readonly usdPerMillionTokens?: { readonly read: number; readonly written: number };
  readonly forcedTool: boolean;
}

export const modelIds = [
  "us.stability.stable-image-inpaint-v1:0",
  "us.stability.stable-image-erase-object-v1:0",
  "us.stability.stable-image-search-replace-v1:0",
  "us.stability.stable-image-search-recolor-v1:0",
  "us.stability.stable-image-control-structure-v1:0",
  "us.stability.stable-fast-upscale-v1:0",
  "stability.sd3-5-large-v1:0",
  "stability.stable-image-core-v1:1",
  "amazon.nova-2-multimodal-embeddings-v1:0",
  "amazon.titan-embed-image-v1",
  "us.anthropic.claude-sonnet-4-6",
  "us.anthropic.claude-haiku-4-5-20251001-v1:0",
  "reimagine.studio-v1",
] as const;
export type ModelId = (typeof modelIds)[number];

const service = (id: ModelId, name: string, task: Task): Model => ({
  id,
  name,
  task,
  region: "us-west-2",
  lifecycle: "active",
  minSidePx: 64,
  maxPixels: 9_437_184,
  maxAspect: 2.5,
  requestsPerMinute: 10,
  deadlineMs: 60_000,
  usdPerImage: 0.07,
  forcedTool: false,
});

const vision = (
  id: ModelId,
  name: string,
  usdPerMillionTokens: { read: number; written: number },
): Model => ({
  ...service(id, name, "vision"),
  maxPixels: 64_000_000,
  maxAspect: 20,
  requestsPerMinute: 5000,
  usdPerImage: tokenPrice(usdPerMillionTokens, usualLook),
  usdPerMillionTokens,
  forcedTool: true,
});

/** Tokens of one analysis: a picture of 1568 px at 750 pixels a token, the tool and the prompt; half a page of answer. */
const usualLook = { read: 3300, written: 220 };

/** Dollars for so many tokens. */
export const tokenPrice = (
  perMillion: { readonly read: number; readonly written: number },
  tokens: { readonly read: number; readonly written: number },
): number => (perMillion.read * tokens.read + perMillion.written * tokens.written) / 1_000_000;

const embedding = (id: ModelId, name: string, region: Model["region"], maxPixels: number): Model => ({
  ...service(id, name, "embedding"),
  region,
  minSidePx: 1,
  maxPixels,
  maxAspect: 20,
  requestsPerMinute: 2000,
  usdPerImage: 0.00006,
});

/** Facts as of November 2026 from the AWS documentation; deployment asks ListFoundationModels whether they still hold. */
export const catalogue: Readonly<Record<ModelId, Model>> = {
  "us.stability.stable-image-inpaint-v1:0": service(
    "us.stability.stable-image-inpaint-v1:0",
    "Stable Image Inpaint",
    "inpaint",
  ),
  "us.stability.stable-image-erase-object-v1:0": service(
    "us.stability.stable-image-erase-object-v1:0",
    "Stable Image Erase Object",
    "erase",
  ),
  "us.stability.stable-image-search-replace-v1:0": service(
    "us.stability.stable-image-search-replace-v1:0",
    "Stable Image Search and Replace",
    "search-replace",
  ),
  "us.stability.stable-image-search-recolor-v1:0": service(
    "us.stability.stable-image-search-recolor-v1:0",
    "Stable Image Search and Recolor",
    "search-recolor",
  ),
  "us.stability.stable-image-control-structure-v1:0": service(
    "us.stability.stable-image-control-structure-v1:0",
    "Stable Image Control Structure",
    "control-structure",
  ),
  "us.stability.stable-fast-upscale-v1:0": {
    ...service("us.stability.stable-fast-upscale-v1:0", "Stable Fast Upscale", "upscale"),
    minSidePx: 32,
    maxPixels: 1_048_576,
    maxAspect: 48,
    usdPerImage: 0.03,
  },
  "stability.sd3-5-large-v1:0": {
    ...service("stability.sd3-5-large-v1:0", "Stable Diffusion 3.5 Large", "image-to-image"),
    requestsPerMinute: 15,
    usdPerImage: 0.08,
  },
  "stability.stable-image-core-v1:1": {
    ...service("stability.stable-image-core-v1:1", "Stable Image Core", "text-to-image"),
    requestsPerMinute: 90,
    usdPerImage: 0.04,
  },
  "amazon.nova-2-multimodal-embeddings-v1:0": embedding(
    "amazon.nova-2-multimodal-embeddings-v1:0",
    "Nova 2 Multimodal Embeddings",
    "us-east-1",
    4_194_304,
  ),
  "amazon.titan-embed-image-v1": embedding(
    "amazon.titan-embed-image-v1",
    "Titan Multimodal Embeddings",
    "us-west-2",
    4_194_304,
  ),
  "us.anthropic.claude-sonnet-4-6": vision("us.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6", {
    read: 3,
    written: 15,
  }),
  "us.anthropic.claude-haiku-4-5-20251001-v1:0": vision(
    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    "Claude Haiku 4.5",
    { read: 1, written: 5 },
  ),
  "reimagine.studio-v1": {
    ...service("reimagine.studio-v1", "Reimagine Studio", "studio"),
    region: "here",
    maxPixels: 50_000_000,
    maxAspect: 20,
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
    usdPerImage: 0,
  },
};
