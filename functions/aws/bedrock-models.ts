import {
  BedrockRuntimeClient,
  BedrockRuntimeServiceException,
  ConverseCommand,
  InvokeModelCommand,
  type Tool,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import * as z from "zod/mini";
import { batchPrompt, batchTools } from "#core/batch/tools.ts";
import { analysisPrompt, analysisTool } from "#core/analysis/analysis.ts";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { stabilityRequest } from "#functions/aws/stability-request.ts";
import { type Fault, type ModelFault, type Models } from "#functions/ports.ts";

/** Image and vision models on Bedrock. One attempt a call: each may be paid for, and our own policy decides on the next. */
export function bedrockModels(): Models {
  const clients = new Map<string, BedrockRuntimeClient>();
  const clientFor = (modelId: ModelId): BedrockRuntimeClient => {
    const { region } = catalogue[modelId];
    const known = clients.get(region);
    if (known) return known;
    const client = new BedrockRuntimeClient({
      region,
      maxAttempts: 1,
      // The default speaks HTTP/2 only; the deadline is the signal's.
      requestHandler: new NodeHttpHandler({ connectionTimeout: 5000, requestTimeout: 0 }),
    });
    clients.set(region, client);
    return client;
  };

  return {
    draw: (call) =>
      asFault(async () => {
        const command = new InvokeModelCommand({
          modelId: call.modelId,
          contentType: "application/json",
          accept: "application/json",
          body: JSON.stringify(stabilityRequest(call)),
        });
        const { body } = await clientFor(call.modelId).send(command, withDeadline(call.deadlineMs));
        return readDrawing(new TextDecoder().decode(body));
      }),

    look: ({ modelId, image, deadlineMs }) =>
      asFault(async () => {
        const command = new ConverseCommand({
          modelId,
          system: [{ text: analysisPrompt }],
          messages: [
            {
              role: "user",
              content: [
                { image: { format: "jpeg", source: { bytes: image } } },
                { text: "Record what this photo shows." },
              ],
            },
          ],
          inferenceConfig: { maxTokens: 2000, temperature: 0 },
          toolConfig: {
            tools: [asToolSpec(analysisTool)],
            toolChoice: { tool: { name: analysisTool.name } },
          },
        });
        const { output, stopReason } = await clientFor(modelId).send(command, withDeadline(deadlineMs));
        const use = output?.message?.content?.find(
          ({ toolUse }) => toolUse?.name === analysisTool.name,
        )?.toolUse;
        if (use === undefined || isCutOff(stopReason)) return unanswered(stopReason);
        return { kind: "seen", answer: use.input };
      }),

    plan: ({ modelId, words, deadlineMs }) =>
      asFault(async () => {
        const command = new ConverseCommand({
          modelId,
          system: [{ text: batchPrompt }],
          messages: [{ role: "user", content: [{ text: words }] }],
          inferenceConfig: { maxTokens: 4000, temperature: 0 },
          toolConfig: { tools: batchTools.map(asToolSpec), toolChoice: { any: {} } },
        });
        const { output, stopReason } = await clientFor(modelId).send(command, withDeadline(deadlineMs));
        const use = output?.message?.content?.find(({ toolUse }) => toolUse !== undefined)?.toolUse;
        if (use?.name === undefined || isCutOff(stopReason)) return unanswered(stopReason);
        return { kind: "planned", tool: use.name, input: use.input };
      }),
  };
}

const asToolSpec = ({ name, description, inputSchema }: Described): Tool => ({
  // Plain JSON, which the SDK's own document type cannot be shown to be.
  toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(inputSchema())) } },
});

interface Described {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: () => object;
}

/** An answer cut off at its length may parse and still be half of it. */
const isCutOff = (stopReason: string | undefined): boolean =>
  ["max_tokens", "content_filtered", "guardrail_intervened"].includes(stopReason ?? "");

const unanswered = (stopReason: string | undefined): Fault =>
  stopReason === "content_filtered" || stopReason === "guardrail_intervened"
    ? faulty("filtered-words", stopReason)
    : faulty("broken", `stopped for ${stopReason ?? "no reason"} without a whole tool call`);

const drawing = z.object({
  images: z.optional(z.array(z.nullable(z.string()))),
  finish_reasons: z.optional(z.array(z.nullable(z.string()))),
});

/** The service answers 200 also when it declined; then there may be no image at all. */
export function readDrawing(body: string): { readonly kind: "drawn"; readonly image: Uint8Array } | Fault {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return faulty("broken", "its answer is not JSON");
  }
  const parsed = drawing.safeParse(json);
  if (!parsed.success) return faulty("broken", "its answer has another shape");
  const reason = parsed.data.finish_reasons?.[0];
  if (reason?.startsWith("Filter reason"))
    return faulty(reason.endsWith("output image") ? "filtered-result" : "filtered-words", reason);
  if (reason) return faulty("broken", reason);
  const image = parsed.data.images?.[0];
  return image
    ? { kind: "drawn", image: Buffer.from(image, "base64") }
    : faulty("broken", "it sent no image");
}

const faultOf: Readonly<Record<string, ModelFault>> = {
  ThrottlingException: "busy",
  ModelNotReadyException: "busy",
  ServiceUnavailableException: "busy",
  InternalServerException: "busy",
  ServiceQuotaExceededException: "busy",
  ModelTimeoutException: "timeout",
  AbortError: "timeout",
  TimeoutError: "timeout",
  ModelErrorException: "broken",
  ValidationException: "unavailable",
  AccessDeniedException: "unavailable",
  ResourceNotFoundException: "unavailable",
};

async function asFault<T>(call: () => Promise<T>): Promise<T | Fault> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known = faultOf[error.name];
    const detail = `${error.name}: ${error.message}`.slice(0, 300);
    if (known) return faulty(known, detail);
    if (error instanceof BedrockRuntimeServiceException)
      return faulty(error.$fault === "server" ? "busy" : "unavailable", detail);
    // A connection that was refused or cut off has a code of the operating system.
    if ("code" in error && typeof error.code === "string") return faulty("busy", detail);
    throw error;
  }
}

const faulty = (fault: ModelFault, detail: string): Fault => ({ kind: "fault", fault, detail });

/** An aborted call is not tried again by the SDK; a timed-out one would be, and each may be paid for. */
const withDeadline = (ms: number): { readonly abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(ms),
});
