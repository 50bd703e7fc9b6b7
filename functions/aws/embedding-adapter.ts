import {
  embeddingLength,
  novaAnswer,
  novaRequest,
  titanAnswer,
  titanRequest,
} from "#core/models/embedding.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { faulty } from "#functions/aws/bedrock-fault.ts";
import { type EmbedCall, type Fault } from "#functions/ports.ts";

const nova: ModelId = "amazon.nova-2-multimodal-embeddings-v1:0";

/** The body that asks an embedding model for one vector of `embeddingLength`. */
export function embeddingRequest({ modelId, of }: Pick<EmbedCall, "modelId" | "of">): object {
  if (modelId !== nova)
    return titanRequest.parse({
      ...("image" in of ? { inputImage: base64(of.image) } : { inputText: of.words }),
      embeddingConfig: { outputEmbeddingLength: embeddingLength },
    });
  return novaRequest.parse({
    schemaVersion: "nova-multimodal-embed-v1",
    taskType: "SINGLE_EMBEDDING",
    singleEmbeddingParams: {
      // What is looked for and what it is looked for in are turned into vectors differently.
      embeddingPurpose: "image" in of ? "GENERIC_INDEX" : "IMAGE_RETRIEVAL",
      embeddingDimension: embeddingLength,
      ...("image" in of
        ? {
            image: {
              format: "jpeg",
              detailLevel: "STANDARD_IMAGE",
              source: { bytes: base64(of.image) },
            },
          }
        : { text: { truncationMode: "END", value: of.words } }),
    },
  });
}

/** The vector of an answer; a wrong length or a message in its place is a fault. */
export function readEmbedding(
  modelId: ModelId,
  body: string,
): { readonly kind: "embedded"; readonly vector: readonly number[] } | Fault {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return faulty("broken", "its answer is not JSON");
  }
  const vector = modelId === nova ? readNova(json) : readTitan(json);
  if (typeof vector === "string") return faulty("broken", vector);
  return vector.length === embeddingLength
    ? { kind: "embedded", vector }
    : faulty("broken", `its vector has ${vector.length} numbers, not ${embeddingLength}`);
}

function readNova(json: unknown): readonly number[] | string {
  const read = novaAnswer.safeParse(json);
  return read.success ? (read.data.embeddings[0]?.embedding ?? []) : "its answer has another shape";
}

function readTitan(json: unknown): readonly number[] | string {
  const read = titanAnswer.safeParse(json);
  if (!read.success) return "its answer has another shape";
  return read.data.message ?? read.data.embedding ?? "it sent no vector";
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
