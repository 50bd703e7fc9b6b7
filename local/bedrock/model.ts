import { embeddingIds, type EmbeddingId } from "./embed.ts";
import { BedrockError, invalid, notServedLocally } from "./bedrock-error.ts";
import { stabilityServices, type ImageService } from "#core/models/stability-services.ts";
import { chatModels, retiredModels, unservedModels, type ChatModel } from "./other-models.ts";

export type CalledModel =
  | { readonly kind: "image"; readonly service: ImageService }
  | { readonly kind: "chat"; readonly model: ChatModel }
  | { readonly kind: "embedding"; readonly id: EmbeddingId };

/**
 * What a model id, inference profile id or ARN of one names. Throws as the service does for what is unknown, has
 * retired, or may be called by its inference profile only.
 */
export function modelNamed(idOrArn: string): CalledModel {
  const id = idOrArn.startsWith("arn:") ? idOrArn.slice(idOrArn.lastIndexOf("/") + 1) : idOrArn;
  const service = stabilityServices.find(
    ({ baseId, isProfileOnly }) => id === (isProfileOnly ? `us.${baseId}` : baseId),
  );
  if (service !== undefined) return { kind: "image", service };
  const model = chatModels.find((known) => known.id === id);
  if (model !== undefined) return { kind: "chat", model };
  const embedding = embeddingIds.find((known) => known === id);
  if (embedding !== undefined) return { kind: "embedding", id: embedding };
  if (retiredModels.includes(id))
    throw new BedrockError(
      "ResourceNotFoundException",
      "This model version has reached the end of its life. Please refer to the AWS documentation for more details.",
    );
  if (isBareIdOfProfile(id))
    throw invalid(
      `Invocation of model ID ${id} with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  if (unservedModels.includes(id)) throw notServedLocally(id);
  throw invalid("The provided model identifier is invalid.");
}

const isBareIdOfProfile = (id: string): boolean =>
  stabilityServices.some(({ baseId, isProfileOnly }) => isProfileOnly && baseId === id) ||
  chatModels.some((model) => model.id.replace(/^(us|global)\./, "") === id);
