import * as z from "zod/mini";
import { catalogue, type Model, type ModelId, modelIds } from "./catalogue.ts";

/** What ListFoundationModels and ListInferenceProfiles say of one region. */
export const foundationModels = z.object({
  modelSummaries: z.array(
    z.object({
      modelId: z.string(),
      modelLifecycle: z.optional(z.object({ status: z.string(), endOfLifeTime: z.optional(z.string()) })),
    }),
  ),
});
export const inferenceProfiles = z.object({
  inferenceProfileSummaries: z.array(z.object({ inferenceProfileId: z.string(), status: z.string() })),
  nextToken: z.nullish(z.string()),
});

export interface Listing {
  readonly models: z.infer<typeof foundationModels>["modelSummaries"];
  readonly profiles: z.infer<typeof inferenceProfiles>["inferenceProfileSummaries"];
}

/** legacy: it still answers and will not for long. missing: it, or the profile it is called by, is not there. */
export type ModelState = "active" | "legacy" | "missing";

/** The regions that models of ours are called in. */
export const modelRegions: readonly string[] = [
  ...new Set(Object.values(catalogue).flatMap(({ region }) => (region === "here" ? [] : [region]))),
];

/** How each model of the catalogue stands by what its region lists. Models that run here always stand. */
export function judgeModels(
  listings: ReadonlyMap<string, Listing>,
): readonly { readonly id: ModelId; readonly state: ModelState }[] {
  return modelIds.map((id) => ({ id, state: stateOf(catalogue[id], listings.get(catalogue[id].region)) }));
}

function stateOf({ id, region }: Model, listing: Listing | undefined): ModelState {
  if (region === "here") return "active";
  if (listing === undefined) throw new RangeError(`The models of ${region} were not listed`);
  const profile = /^(?:us|global)\./.exec(id)?.[0];
  const listed = listing.models.find(({ modelId }) => modelId === id.slice(profile?.length ?? 0));
  const isCallable =
    profile === undefined
      ? listed !== undefined
      : listing.profiles.some(
          ({ inferenceProfileId, status }) => inferenceProfileId === id && status === "ACTIVE",
        );
  if (!isCallable || listed === undefined) return "missing";
  // A model without a word on its lifecycle is one that nobody has put an end to.
  return (listed.modelLifecycle?.status ?? "ACTIVE") === "ACTIVE" ? "active" : "legacy";
}
