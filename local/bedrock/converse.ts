import { randomUUID } from "node:crypto";
import sharp from "sharp";
import * as z from "zod/mini";
import { analysisTool } from "#core/analysis/analysis.ts";
import { batchTools } from "#core/batch/tools.ts";
import { renovationTool } from "#core/renovation/tool.ts";
import { sniff } from "#engine/codec/sniff.ts";
import { BedrockError, invalid, notServedLocally } from "./bedrock-error.ts";
import { answerCommand } from "./batch-command.ts";
import { type CalledModel } from "./model.ts";
import { answerWish } from "./renovation-wish.ts";
import { UndecodablePicture, type Studio } from "./studio.ts";

/**
 * Converse, for the things something can be said about here: a photo, by core's analysis tool, a command for a batch,
 * by core's batch tools, and a wish for a renovation, by core's renovation tool.
 */
export async function converse(
  studio: Studio,
  called: CalledModel,
  body: Buffer,
  now: () => number,
  signal: AbortSignal,
): Promise<object> {
  const startedMs = now();
  if (called.kind !== "chat") throw invalid("This model doesn't support the Converse operation.");
  const request = readConverseRequest(body);
  refuseForcedTool(called, request);
  const images = request.messages.flatMap(({ content }) =>
    content.flatMap((block) => ("image" in block ? [block.image] : [])),
  );
  const pixels = await checkImages(images);
  const { name, input } = await toolCall(studio, request, images.at(-1), signal);
  const outputTokens = Math.ceil(JSON.stringify(input).length / 3);
  const isCut = outputTokens > (request.inferenceConfig?.maxTokens ?? Number.POSITIVE_INFINITY);
  const inputTokens = Math.ceil(pixels / 750) + Math.ceil(textLength(request) / 4);
  return {
    output: {
      message: {
        role: "assistant",
        // A model that runs out of tokens leaves the tool's input unfinished, and its client must see that.
        content: [
          {
            toolUse: {
              toolUseId: `tooluse_${randomUUID().replaceAll("-", "").slice(0, 22)}`,
              name,
              input: isCut ? {} : input,
            },
          },
        ],
      },
    },
    stopReason: isCut ? "max_tokens" : "tool_use",
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs: Math.max(1, Math.round(now() - startedMs)) },
  };
}

interface ToolCall {
  readonly name: string;
  readonly input: object;
}

async function toolCall(
  studio: Studio,
  request: ConverseRequest,
  photo: z.infer<typeof image> | undefined,
  signal: AbortSignal,
): Promise<ToolCall> {
  if (asksForBatch(request)) return answerCommand(lastWords(request));
  if (isForced(request, renovationTool.name)) return answerWish(lastWords(request));
  return seen(studio, request, photo, signal);
}

const isForced = ({ toolConfig }: ConverseRequest, name: string): boolean =>
  toolConfig?.toolChoice !== undefined &&
  "tool" in toolConfig.toolChoice &&
  toolConfig.toolChoice.tool.name === name;

async function seen(
  studio: Studio,
  request: ConverseRequest,
  photo: z.infer<typeof image> | undefined,
  signal: AbortSignal,
): Promise<ToolCall> {
  const schema = analysisSchema(request);
  if (schema === undefined) throw notServedLocally(`Converse without the tool ${analysisTool.name}`);
  if (photo === undefined) throw notServedLocally("Converse without an image");
  const found = await analysed(studio, photo.source.bytes, signal);
  return { name: analysisTool.name, input: shapedBy(schema, found) };
}

/** It has to answer with a tool, whichever, and has all of the batch's. */
const asksForBatch = ({ toolConfig }: ConverseRequest): boolean =>
  toolConfig?.toolChoice !== undefined &&
  "any" in toolConfig.toolChoice &&
  batchTools.every(({ name }) => toolConfig.tools.some(({ toolSpec }) => toolSpec.name === name));

const lastWords = ({ messages }: ConverseRequest): string =>
  (messages.at(-1)?.content ?? []).flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");

const image = z.strictObject({
  format: z.enum(["png", "jpeg", "gif", "webp"]),
  source: z.strictObject({ bytes: z.string() }),
});
const tool = z.strictObject({
  toolSpec: z.strictObject({
    name: z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/)),
    description: z.optional(z.string().check(z.minLength(1))),
    strict: z.optional(z.boolean()),
    inputSchema: z.strictObject({ json: z.looseObject({ type: z.literal("object") }) }),
  }),
});
const block = z.union([
  z.strictObject({ text: z.string().check(z.minLength(1)) }),
  z.strictObject({ image }),
  z.strictObject({ toolUse: z.looseObject({ toolUseId: z.string(), name: z.string() }) }),
  z.strictObject({ toolResult: z.looseObject({ toolUseId: z.string() }) }),
]);
const converseRequest = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(["user", "assistant"]), content: z.array(block) }))
    .check(z.minLength(1)),
  system: z.optional(z.array(z.strictObject({ text: z.string().check(z.minLength(1)) }))),
  inferenceConfig: z.optional(
    z.strictObject({
      maxTokens: z.optional(z.int().check(z.minimum(1))),
      temperature: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
      topP: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
      stopSequences: z.optional(z.array(z.string())),
    }),
  ),
  toolConfig: z.optional(
    z.strictObject({
      tools: z.array(tool).check(z.minLength(1)),
      toolChoice: z.optional(
        z.union([
          z.strictObject({ auto: z.strictObject({}) }),
          z.strictObject({ any: z.strictObject({}) }),
          z.strictObject({ tool: z.strictObject({ name: z.string() }) }),
        ]),
      ),
    }),
  ),
});
type ConverseRequest = z.infer<typeof converseRequest>;

/** Throws ValidationException for what the service would refuse. */
export function readConverseRequest(body: Buffer): ConverseRequest {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("Malformed input request, please reformat your input and try again.");
  }
  const read = converseRequest.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(
      `The value at ${issue?.path.join(".") || "the request"} is invalid: ${issue?.message ?? ""}`,
    );
  }
  const [first] = read.data.messages;
  if (first?.role !== "user")
    throw invalid(
      "A conversation must start with a user message. Try again with a conversation that starts with a user message.",
    );
  if (
    read.data.messages.some(
      ({ role, content }) => role === "assistant" && content.some((part) => "image" in part),
    )
  )
    throw invalid("The image content block can only be included in user messages.");
  return read.data;
}

function refuseForcedTool(called: CalledModel, { toolConfig }: ConverseRequest): void {
  const choice = toolConfig?.toolChoice;
  if (toolConfig === undefined || choice === undefined || !("tool" in choice)) return;
  if (called.kind === "chat" && !called.model.forcedTool)
    throw invalid(
      "This model doesn't support the toolConfig.toolChoice.tool field. Remove toolConfig.toolChoice.tool and try again.",
    );
  if (!toolConfig.tools.some(({ toolSpec }) => toolSpec.name === choice.tool.name))
    throw invalid(`The toolChoice names ${choice.tool.name}, which is not among the tools.`);
}

const maxImages = 20;
const maxImageBytes = 3.75 * 1024 * 1024;
const maxImageSidePx = 8000;

/** The pixels of all images together. */
async function checkImages(images: readonly z.infer<typeof image>[]): Promise<number> {
  if (images.length > maxImages)
    throw invalid(`At most ${maxImages} images are allowed, got ${images.length}.`);
  let pixels = 0;
  for (const { format, source } of images) {
    const bytes = Buffer.from(source.bytes, "base64");
    if (bytes.length > maxImageBytes)
      throw invalid(`The image is ${bytes.length} bytes, ${maxImageBytes} are allowed.`);
    if (sniff(bytes) !== format)
      throw invalid(`The provided image does not match the specified ${format} format.`);
    const { width, height } = await sharp(bytes, { limitInputPixels: false })
      .metadata()
      .catch((error: unknown) => {
        throw Object.assign(invalid("Could not process image"), { cause: error });
      });
    if (Math.max(width, height) > maxImageSidePx)
      throw invalid(`The image is ${width}x${height}, ${maxImageSidePx}x${maxImageSidePx} is allowed.`);
    pixels += width * height;
  }
  return pixels;
}

/** The JSON schema of the analysis tool when the model is free or told to use it. */
function analysisSchema({ toolConfig }: ConverseRequest): Readonly<Record<string, unknown>> | undefined {
  const choice = toolConfig?.toolChoice;
  if (choice !== undefined && "tool" in choice && choice.tool.name !== analysisTool.name) return undefined;
  return toolConfig?.tools.find(({ toolSpec }) => toolSpec.name === analysisTool.name)?.toolSpec.inputSchema
    .json;
}

const propertiesOf = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.optional(z.array(z.string())),
});

/** The measured facts the tool asks for, and no other. Throws when it asks for something nobody measured. */
function shapedBy(
  schema: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): object {
  const { properties, required = [] } = propertiesOf.parse(schema);
  const unmeasured = required.find((name) => !(name in found));
  if (unmeasured !== undefined) throw notServedLocally(`The fact "${unmeasured}"`);
  return Object.fromEntries(Object.entries(found).filter(([name]) => name in properties));
}

async function analysed(
  studio: Studio,
  base64: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await studio.analyse(Buffer.from(base64, "base64"), signal);
  } catch (error) {
    if (error instanceof UndecodablePicture)
      throw Object.assign(invalid("Could not process image"), { cause: error });
    if (!signal.aborted) console.error("The studio failed", error);
    throw new BedrockError(
      "ModelErrorException",
      "The system encountered an unexpected error during processing. Try your request again.",
      { originalStatusCode: 500, resourceName: "studio" },
    );
  }
}

const textLength = ({ messages, system = [] }: ConverseRequest): number =>
  JSON.stringify(system).length +
  messages
    .flatMap(({ content }) => content)
    .reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0);
