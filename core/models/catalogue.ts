/** How a model is spoken to: each adapter in functions/aws serves one of these. */
export type Task =
  | "inpaint"
  | "erase"
  | "search-replace"
  | "search-recolor"
  | "control-structure"
  | "image-to-image"
  | "upscale"
  | "vision"
  | "studio";

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

const vision = (id: ModelId, name: string, usdPerImage: number): Model => ({
  ...service(id, name, "vision"),
  maxPixels: 64_000_000,
  maxAspect: 20,
  requestsPerMinute: 5000,
  usdPerImage,
  forcedTool: true,
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
  "us.anthropic.claude-sonnet-4-6": vision("us.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6", 0.013),
  "us.anthropic.claude-haiku-4-5-20251001-v1:0": vision(
    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    "Claude Haiku 4.5",
    0.005,
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
