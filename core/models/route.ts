import { type KeptAsk } from "../edit/ask.ts";
import { flowOf } from "../edit/flows/index.ts";
import { catalogue, type Model, type ModelId } from "./catalogue.ts";

export interface PhotoShape {
  readonly width: number;
  readonly height: number;
}

/**
 * The models that can serve this edit, the one we would rather use first. The studio is always last, so that
 * an edit has somewhere to go when every service is down.
 * @param down models known not to answer now
 */
export function route(
  ask: KeptAsk,
  photo: PhotoShape,
  down: ReadonlySet<ModelId> = new Set(),
): readonly Model[] {
  return flowOf(ask)
    .candidates.map((id) => catalogue[id])
    .filter((model) => model.lifecycle !== "retired" && !down.has(model.id) && fits(model, photo));
}

/** The vision models that analyse photos, in order. */
export const analysisRoute: readonly ModelId[] = [
  "us.anthropic.claude-sonnet-4-6",
  "us.anthropic.claude-haiku-4-5-20251001-v1:0",
];

/** The language models that turn words into a plan: the quick and cheap one first, it keeps to a schema as well. */
export const planRoute: readonly ModelId[] = [
  "us.anthropic.claude-haiku-4-5-20251001-v1:0",
  "us.anthropic.claude-sonnet-4-6",
];

/** A photo too large is scaled down for a model; too small or too long a shape is not served by it. */
function fits(model: Model, { width, height }: PhotoShape): boolean {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  return short >= model.minSidePx && long / short <= model.maxAspect;
}
