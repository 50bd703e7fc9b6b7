import { beforeEach, describe, expect, it, vi } from "vitest";
import { embeddingLength } from "#core/models/embedding.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { bedrockModels } from "#functions/aws/bedrock-models.ts";
import { readToolUse } from "#functions/aws/claude-request.ts";
import { readEmbedding } from "#functions/aws/embedding-adapter.ts";
import { anAnalysis } from "#test/functions/fakes/paper-studio.ts";
import { photo } from "#test/local/bedrock/pictures.ts";
import { servedBedrock } from "#test/local/bedrock/served-bedrock.ts";

const titan: ModelId = "amazon.titan-embed-image-v1";
const haiku: ModelId = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

const bedrock = servedBedrock(["us-west-2"], {
  edit: async (job) => job.image,
  analyse: async () => anAnalysis({ roomType: "kitchen", furnishing: "empty" }),
  close: async () => {},
});

beforeEach(() => {
  vi.stubEnv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.url());
});

const upscale = async (deadlineMs = 20_000) =>
  bedrockModels().draw({
    modelId: "us.stability.stable-fast-upscale-v1:0",
    instruction: { task: "upscale" },
    image: await photo(),
    seed: 1,
    deadlineMs,
  });

describe("the official client against this machine's Bedrock", () => {
  it.each([
    [{ kind: "throttle" }, "busy"],
    [{ kind: "not-ready" }, "busy"],
    [{ kind: "server-error" }, "busy"],
    [{ kind: "quota" }, "quota"],
    [{ kind: "model-error" }, "broken"],
    [{ kind: "access-pending" }, "no-access"],
    [{ kind: "retired" }, "retired"],
    [{ kind: "filtered", reason: "prompt" }, "filtered-words"],
    [{ kind: "filtered", reason: "input image" }, "filtered-words"],
    [{ kind: "filtered", reason: "output image" }, "filtered-result"],
    [{ kind: "missing-image" }, "broken"],
  ] as const)("%j is %s, after one attempt", async (fault, meant) => {
    bedrock.faults.set({ model: "", fault, times: 1 });
    expect(await upscale()).toMatchObject({ kind: "fault", fault: meant });
    expect(await upscale()).toMatchObject({ kind: "drawn" });
  });

  it("gives up at its deadline", async () => {
    bedrock.faults.set({ model: "", fault: { kind: "timeout", delayMs: 60_000 }, times: 1 });
    expect(await upscale(300)).toMatchObject({ kind: "fault", fault: "timeout" });
  });

  it("does not send what breaks the service's rules", async () => {
    const answer = await bedrockModels().draw({
      modelId: "us.stability.stable-image-inpaint-v1:0",
      instruction: { task: "inpaint", prompt: "x".repeat(10_001), negativePrompt: "" },
      image: await photo(),
      seed: 1,
      deadlineMs: 20_000,
    });
    expect(answer).toMatchObject({ kind: "fault", fault: "rejected" });
    expect(answer.kind === "fault" && answer.detail).toContain("WrongRequest");
  });

  it("reads a renovation's plan out of a forced tool", async () => {
    const words = 'Wish: "sage green walls"';
    const answer = await bedrockModels().plan({
      modelId: haiku,
      toolset: "renovation",
      words,
      deadlineMs: 20_000,
    });
    expect(answer).toMatchObject({ kind: "planned", tool: "plan_renovation" });
  });

  it("finds the photo of an empty kitchen by its words, and not by others", async () => {
    const models = bedrockModels();
    const vectorOf = async (of: { image: Uint8Array } | { words: string }): Promise<readonly number[]> => {
      const answer = await models.embed({ modelId: titan, of, deadlineMs: 20_000 });
      if (answer.kind !== "embedded") throw new Error(answer.detail);
      return answer.vector;
    };
    const seen = await vectorOf({ image: await photo() });
    expect(seen).toHaveLength(embeddingLength);
    const likeness = async (words: string): Promise<number> =>
      (await vectorOf({ words })).reduce((sum, value, at) => sum + value * (seen[at] ?? 0), 0);
    expect(await likeness("empty kitchens")).toBeGreaterThan(0.4);
    expect(await likeness("furnished bedroom at night")).toBeLessThan(0.2);
  });
});

describe("reading answers", () => {
  const use = { toolUse: { name: "plan_batch", input: {} } };
  const said = (content: readonly object[], stopReason: string) => ({
    output: { message: { content } },
    stopReason,
  });

  it.each([
    [[use], "tool_use", "plan_batch"],
    [[{ text: "Well…" }, use], "tool_use", "plan_batch"],
    [[use], "max_tokens", "broken"],
    [[use], "malformed_tool_use", "broken"],
    [[use], "model_context_window_exceeded", "broken"],
    [[{ text: "I would rather not." }], "end_turn", "broken"],
    [[], "content_filtered", "filtered-words"],
    [[use], "guardrail_intervened", "filtered-words"],
  ] as const)("%j stopped by %s is %s", (content, stopReason, meant) => {
    const read = readToolUse(said(content, stopReason));
    expect("kind" in read ? read.fault : read.name).toBe(meant);
  });

  const whole = Array.from({ length: embeddingLength }, () => 0.5);
  it.each([
    ["Titan's vector", titan, { embedding: whole, inputTextTokenCount: 9, message: null }, "embedded"],
    ["a message inside a 200", titan, { embedding: null, message: "image too large" }, "broken"],
    ["a vector of another length", titan, { embedding: [1, 2] }, "broken"],
    ["another shape", titan, { embedding: "no" }, "broken"],
    [
      "Nova's vector",
      "amazon.nova-2-multimodal-embeddings-v1:0",
      { embeddings: [{ embeddingType: "IMAGE", embedding: whole }] },
      "embedded",
    ],
    ["Nova without any", "amazon.nova-2-multimodal-embeddings-v1:0", { embeddings: [] }, "broken"],
  ] as const)("%s", (_what, modelId, body, meant) => {
    const read = readEmbedding(modelId, JSON.stringify(body));
    expect(read.kind === "fault" ? read.fault : read.kind).toBe(meant);
  });
});
