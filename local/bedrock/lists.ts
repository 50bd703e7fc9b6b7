import { stabilityServices } from "#core/models/stability-services.ts";
import { type BedrockFaults } from "./faults.ts";
import { embeddingIds } from "./embed.ts";
import { chatModels, unservedModels } from "./other-models.ts";

/** ListFoundationModels, less the fields that nobody here reads. A fault of kind "legacy" or "retired" shows here too. */
export function listFoundationModels(faults: BedrockFaults): object {
  return {
    modelSummaries: baseIds()
      .filter((id) => faults.standing(id) !== "retired")
      .map((modelId) => ({
        modelArn: `arn:aws:bedrock:us-west-2::foundation-model/${modelId}`,
        modelId,
        modelName: modelId,
        providerName: modelId.slice(0, modelId.indexOf(".")),
        inferenceTypesSupported: [isProfileOnly(modelId) ? "INFERENCE_PROFILE" : "ON_DEMAND"],
        modelLifecycle: { status: faults.standing(modelId) === "legacy" ? "LEGACY" : "ACTIVE" },
      })),
  };
}

/** ListInferenceProfiles of type SYSTEM_DEFINED, on one page. */
export function listInferenceProfiles(faults: BedrockFaults): object {
  return {
    inferenceProfileSummaries: profileIds()
      .filter((id) => faults.standing(id) !== "retired")
      .map((id) => ({
        inferenceProfileId: id,
        inferenceProfileName: id,
        inferenceProfileArn: `arn:aws:bedrock:us-west-2:000000000000:inference-profile/${id}`,
        status: "ACTIVE",
        type: "SYSTEM_DEFINED",
        models: [{ modelArn: `arn:aws:bedrock:us-west-2::foundation-model/${withoutPlace(id)}` }],
      })),
  };
}

const withoutPlace = (id: string): string => id.replace(/^(?:us|global)\./, "");

const profileIds = (): readonly string[] => [
  ...stabilityServices.flatMap(({ baseId, isProfileOnly: only }) => (only ? [`us.${baseId}`] : [])),
  ...chatModels.map(({ id }) => id),
];

const isProfileOnly = (baseId: string): boolean => profileIds().some((id) => withoutPlace(id) === baseId);

const baseIds = (): readonly string[] => [
  ...new Set([
    ...stabilityServices.map(({ baseId }) => baseId),
    ...chatModels.map(({ id }) => withoutPlace(id)),
    ...unservedModels.map(withoutPlace),
    ...embeddingIds,
  ]),
];
