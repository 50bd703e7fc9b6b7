import * as z from "zod/mini";

/** Both models can make vectors of this length. Vectors of two models never share an index. */
export const embeddingLength = 1024;

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const words = z.string().check(z.minLength(1), z.maxLength(8192));

/** Amazon Titan Multimodal Embeddings G1: words, a picture, or the mean of both. */
export const titanRequest = z
  .strictObject({
    inputText: z.optional(words),
    inputImage: z.optional(base64),
    embeddingConfig: z.optional(
      z.strictObject({ outputEmbeddingLength: z.optional(z.literal([256, 384, 1024])) }),
    ),
  })
  .check(
    z.refine(({ inputText, inputImage }) => (inputText ?? inputImage) !== undefined, {
      error: "needs inputText, inputImage or both",
    }),
  );

/** A message that is there is an error, although the status says 200. */
export const titanAnswer = z.object({
  embedding: z.nullish(z.array(z.number())),
  message: z.nullish(z.string()),
});

const novaParams = z
  .strictObject({
    embeddingPurpose: z.enum([
      "GENERIC_INDEX",
      "GENERIC_RETRIEVAL",
      "TEXT_RETRIEVAL",
      "IMAGE_RETRIEVAL",
      "CLASSIFICATION",
      "CLUSTERING",
    ]),
    embeddingDimension: z.optional(z.literal([256, 384, 1024, 3072])),
    text: z.optional(z.strictObject({ truncationMode: z.enum(["START", "END", "NONE"]), value: words })),
    image: z.optional(
      z.strictObject({
        format: z.enum(["png", "jpeg", "gif", "webp"]),
        detailLevel: z.optional(z.enum(["STANDARD_IMAGE", "DOCUMENT_IMAGE"])),
        source: z.strictObject({ bytes: base64 }),
      }),
    ),
  })
  .check(
    z.refine(({ text, image }) => (text === undefined) !== (image === undefined), {
      error: "needs exactly one of text and image",
    }),
  );

/** Amazon Nova Multimodal Embeddings, of one thing at a time. */
export const novaRequest = z.strictObject({
  schemaVersion: z.optional(z.literal("nova-multimodal-embed-v1")),
  taskType: z.literal("SINGLE_EMBEDDING"),
  singleEmbeddingParams: novaParams,
});

export const novaAnswer = z.object({
  embeddings: z
    .array(z.object({ embeddingType: z.string(), embedding: z.array(z.number()) }))
    .check(z.minLength(1)),
});
