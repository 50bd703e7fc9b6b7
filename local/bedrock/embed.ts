import { createHash } from "node:crypto";
import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { novaRequest, titanRequest } from "#core/models/embedding.ts";
import { BedrockError, invalid } from "./bedrock-error.ts";
import { UndecodablePicture, type Studio } from "./studio.ts";

/**
 * Both embedding models, from what the studio sees: a photo is the words of its analysis, words are themselves, and
 * either is a bag of words hashed into the vector (Weinberger et al. 2009, "Feature Hashing"). So "empty kitchen" finds
 * empty kitchens; what the studio has no word for, it does not find.
 */
export async function embed(
  studio: Studio,
  modelId: EmbeddingId,
  body: Buffer,
  signal: AbortSignal,
): Promise<object> {
  return modelId === "amazon.titan-embed-image-v1"
    ? titan(studio, read(titanRequest, body), signal)
    : nova(studio, read(novaRequest, body), signal);
}

export const embeddingIds = [
  "amazon.nova-2-multimodal-embeddings-v1:0",
  "amazon.titan-embed-image-v1",
] as const;
export type EmbeddingId = (typeof embeddingIds)[number];

async function titan(
  studio: Studio,
  { inputText, inputImage, embeddingConfig }: ReturnType<typeof titanRequest.parse>,
  signal: AbortSignal,
): Promise<object> {
  const length = embeddingConfig?.outputEmbeddingLength ?? 1024;
  const vectors = [
    ...(inputText === undefined ? [] : [vectorOf(wordsIn(inputText), length)]),
    ...(inputImage === undefined ? [] : [vectorOf(await wordsSeen(studio, inputImage, signal), length)]),
  ];
  return {
    embedding: mean(vectors),
    inputTextTokenCount: inputText === undefined ? 0 : wordsIn(inputText).length,
    message: null,
  };
}

async function nova(
  studio: Studio,
  {
    singleEmbeddingParams: { embeddingDimension: length = 3072, text, image },
  }: ReturnType<typeof novaRequest.parse>,
  signal: AbortSignal,
): Promise<object> {
  const words =
    image === undefined ? wordsIn(text?.value ?? "") : await wordsSeen(studio, image.source.bytes, signal);
  return {
    embeddings: [
      { embeddingType: image === undefined ? "TEXT" : "IMAGE", embedding: vectorOf(words, length) },
    ],
  };
}

interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

function read<T>(schema: Schema<T>, body: Buffer): T {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("Malformed input request, please reformat your input and try again.");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(
    `Malformed input request: #/${issue?.path.map(String).join("/") ?? ""}: ${issue?.message ?? ""}, please reformat your input and try again.`,
  );
}

async function wordsSeen(studio: Studio, base64: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    return wordsOf(await studio.analyse(Buffer.from(base64, "base64"), signal));
  } catch (error) {
    if (error instanceof UndecodablePicture)
      throw Object.assign(invalid("Could not process image"), { cause: error });
    if (!signal.aborted) console.error("The studio failed", error);
    throw new BedrockError("ModelErrorException", "The model failed to process the image.", {
      originalStatusCode: 500,
      resourceName: "studio",
    });
  }
}

const wordsOf = (seen: PhotoAnalysis): readonly string[] =>
  wordsIn(
    [
      seen.scene,
      seen.roomType === "none" ? "" : seen.roomType,
      seen.scene === "interior" ? seen.furnishing : "",
      seen.timeOfDay === "unclear" ? "" : seen.timeOfDay,
      seen.skyVisible ? "sky" : "",
      ...seen.issues,
      ...seen.distractions.map(({ name }) => name),
      ...seen.datedFeatures,
    ].join(" "),
  );

const idle: ReadonlySet<string> = new Set(
  "a an and are at by for from in into is it of on or photo photos picture room rooms show that the this to with".split(
    " ",
  ),
);

/** Each word once, without its plural's s. */
const wordsIn = (text: string): readonly string[] => [
  ...new Set(
    (text.toLowerCase().match(/[a-z]+/g) ?? [])
      .filter((word) => !idle.has(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word)),
  ),
];

/** Each word adds or takes one at eight places of its own. Length 1, or all zero for no words. */
function vectorOf(words: readonly string[], length: number): readonly number[] {
  const vector = Array.from({ length }, () => 0);
  for (const word of words) {
    const hash = createHash("sha256").update(word).digest();
    for (let n = 0; n < 8; n++) {
      const value = hash.readUInt32BE(n * 4);
      const at = (value >>> 1) % length;
      vector[at] = (vector[at] ?? 0) + (value & 1 ? 1 : -1);
    }
  }
  return unit(vector);
}

const mean = (vectors: readonly (readonly number[])[]): readonly number[] =>
  unit((vectors[0] ?? []).map((_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0)));

function unit(vector: readonly number[]): readonly number[] {
  const size = Math.hypot(...vector);
  return size === 0 ? vector : vector.map((value) => value / size);
}
