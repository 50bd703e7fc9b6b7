import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { asFault } from "#functions/aws/bedrock-fault.ts";
import { lookRequest, planRequest, readToolUse } from "#functions/aws/claude-request.ts";
import { embeddingRequest, readEmbedding } from "#functions/aws/embedding-adapter.ts";
import { readDrawing } from "#functions/aws/stability-answer.ts";
import { stabilityRequest } from "#functions/aws/stability-request.ts";
import { type Models } from "#functions/ports.ts";

/** Models on Bedrock. One attempt a call: each may be paid for, and our own policy decides on the next. */
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
  const invoke = async (modelId: ModelId, request: object, deadlineMs: number): Promise<string> => {
    const command = new InvokeModelCommand({
      modelId,
      contentType: "application/json",
      accept: "application/json",
      body: JSON.stringify(request),
    });
    const { body } = await clientFor(modelId).send(command, withDeadline(deadlineMs));
    return new TextDecoder().decode(body);
  };

  return {
    draw: (call) =>
      asFault(async () => readDrawing(await invoke(call.modelId, stabilityRequest(call), call.deadlineMs))),

    look: (call) =>
      asFault(async () => {
        const command = new ConverseCommand(lookRequest(call));
        const use = readToolUse(await clientFor(call.modelId).send(command, withDeadline(call.deadlineMs)));
        return "kind" in use ? use : { kind: "seen", answer: use.input };
      }),

    plan: (call) =>
      asFault(async () => {
        const command = new ConverseCommand(planRequest(call));
        const use = readToolUse(await clientFor(call.modelId).send(command, withDeadline(call.deadlineMs)));
        return "kind" in use ? use : { kind: "planned", tool: use.name, input: use.input };
      }),

    embed: (call) =>
      asFault(async () =>
        readEmbedding(call.modelId, await invoke(call.modelId, embeddingRequest(call), call.deadlineMs)),
      ),
  };
}

/** An aborted call is not tried again by the SDK; a timed-out one would be, and each may be paid for. */
const withDeadline = (ms: number): { readonly abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(ms),
});
