import {
  BedrockRuntimeClient,
  ConverseCommand,
  InvokeModelCommand,
  type ConverseCommandInput,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { analysisTool, type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { stabilityServices } from "#core/models/stability-services.ts";
import { createBedrock, type Bedrock } from "#local/bedrock/server.ts";

import {
  CannotDraw,
  EmptyMask,
  UndecodablePicture,
  type Studio,
  type StudioJob,
} from "#local/bedrock/studio.ts";
import { region } from "#local/config.ts";
import { createSigV4 } from "#local/sigv4.ts";
import { serving, type Serving } from "../cognito/serving.ts";
import { cases } from "./cases.ts";
import { cutout, mask, photo } from "./pictures.ts";

const credentials = { accessKeyId: "AKIALOCALTEST", secretAccessKey: "secret-of-this-machine" };
const inpaint = "us.stability.stable-image-inpaint-v1:0";
const sonnet = "us.anthropic.claude-sonnet-4-6";
const analysis: PhotoAnalysis = {
  isProperty: true,
  scene: "interior",
  roomType: "living-room",
  furnishing: "empty",
  timeOfDay: "day",
  skyVisible: false,
  issues: ["dark"],
  distractions: [],
  datedFeatures: [],
  confidence: 0.8,
};

let bedrock: Bedrock;
let server: Serving;
let client: BedrockRuntimeClient;
let jobs: StudioJob[];
let fails: Error | undefined;
let pictures: Readonly<Record<string, string>>;

beforeAll(async () => {
  const studio: Studio = {
    async edit(job) {
      jobs.push(job);
      if (fails !== undefined) throw fails;
      return job.image;
    },
    analyse: async () => analysis,
    close: async () => {},
  };
  bedrock = createBedrock({
    verifySigV4: createSigV4({ credentials, region, clock: Date.now }),
    studio,
    faults: "",
  });
  server = await serving(bedrock.handle);
  client = connect(credentials);
  const base64 = async (picture: Promise<Buffer>): Promise<string> => (await picture).toString("base64");
  pictures = {
    "@photo": await base64(photo()),
    "@mask": await base64(mask()),
    "@cutout": await base64(cutout()),
  };
});

afterAll(async () => {
  client.destroy();
  await bedrock.close();
  await server.close();
});

beforeEach(() => {
  jobs = [];
  fails = undefined;
  bedrock.faults.clear();
});

function connect(keys: typeof credentials): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    endpoint: server.url,
    region,
    credentials: keys,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
}

interface ImageAnswer {
  readonly seeds?: number[];
  readonly finish_reasons: (string | null)[];
  readonly images?: string[];
}

async function invoke(modelId: string, request: object, via = client): Promise<ImageAnswer> {
  const body = JSON.stringify(request, (_key, value: unknown) =>
    typeof value === "string" ? (pictures[value] ?? value) : value,
  );
  const { body: answer } = await via.send(
    new InvokeModelCommand({ modelId, body, contentType: "application/json" }),
  );
  return JSON.parse(answer.transformToString()) as ImageAnswer;
}

const refusal = async (
  attempt: Promise<unknown>,
): Promise<{ name: string; message: string; status: number | undefined }> => {
  const error = await attempt.then(
    () => new Error("was not refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new TypeError("threw something else");
  const metadata = "$metadata" in error ? (error.$metadata as { httpStatusCode?: number }) : {};
  return { name: error.name, message: error.message, status: metadata.httpStatusCode };
};

describe("InvokeModel", () => {
  it.each(cases.filter(({ expected }) => expected === "served"))(
    "serves $model: $what",
    async ({ model, request }) => {
      const answer = await invoke(model, request);
      expect(answer).toMatchObject({
        finish_reasons: [null],
        seeds: [expect.any(Number)],
        images: [expect.any(String)],
      });
      expect(jobs).toHaveLength(1);
    },
  );

  it.each(cases.filter(({ expected }) => expected !== "served"))(
    "refuses $model: $what",
    async ({ model, request, expected }) => {
      const refused = await refusal(invoke(model, request));
      expect(refused).toMatchObject({ name: "ValidationException", status: 400 });
      expect(refused.message).toContain(
        typeof expected === "string" ? "not served locally" : expected.refused,
      );
      expect(jobs).toEqual([]);
    },
  );

  it("has a case for every service, so that a table without a test stands out", () => {
    const named = stabilityServices.filter(
      ({ baseId }) => !cases.some(({ model }) => model.endsWith(baseId)),
    );
    expect(named).toEqual([]);
  });

  it.each([
    ["an unknown id", "us.stability.stable-image-magic-v1:0", "ValidationException", "identifier is invalid"],
    [
      "a profile that does not exist",
      "us.stability.sd3-5-large-v1:0",
      "ValidationException",
      "identifier is invalid",
    ],
    [
      "a bare id of a profile",
      "stability.stable-image-inpaint-v1:0",
      "ValidationException",
      "on-demand throughput isn't supported",
    ],
    [
      "a bare id of a chat profile",
      "anthropic.claude-sonnet-4-6",
      "ValidationException",
      "on-demand throughput isn't supported",
    ],
    ["a retired id", "amazon.nova-canvas-v1:0", "ResourceNotFoundException", "end of its life"],
    [
      "another retired id",
      "stability.stable-diffusion-xl-v1",
      "ResourceNotFoundException",
      "end of its life",
    ],
    [
      "a language model nobody stands in for",
      "us.amazon.nova-2-lite-v1:0",
      "ValidationException",
      "not served locally",
    ],
  ])("refuses %s", async (_what, model, name, message) => {
    const refused = await refusal(invoke(model, { prompt: "x", image: "@photo", mask: "@mask" }));
    expect(refused.name).toBe(name);
    expect(refused.message).toContain(message);
  });

  it("knows an inference profile by its ARN", async () => {
    const arn = `arn:aws:bedrock:us-west-2:111122223333:inference-profile/${inpaint}`;
    expect((await invoke(arn, { prompt: "x", image: "@photo", mask: "@mask" })).finish_reasons).toEqual([
      null,
    ]);
  });

  it("answers with the seed that was asked for, and with a drawn one for 0", async () => {
    const request = { image: "@photo", mask: "@mask" };
    const erase = "us.stability.stable-image-erase-object-v1:0";
    expect((await invoke(erase, { ...request, seed: 4_294_967_294 })).seeds).toEqual([4_294_967_294]);
    const [drawn] = (await invoke(erase, { ...request, seed: 0 })).seeds ?? [];
    expect(drawn).toBeGreaterThan(0);
    expect(jobs.map(({ seed }) => seed)).toEqual([4_294_967_294, drawn]);
  });

  it.each([
    ["a side under 64 pixels", 63, 200, "at least 64"],
    ["a strip", 600, 64, "aspect ratio"],
    ["more than 9,437,184 pixels", 3073, 3072, "total pixels"],
  ])("refuses a photo with %s", async (_what, width, height, message) => {
    const image = (await photo(width, height)).toString("base64");
    expect((await refusal(invoke(inpaint, { image, mask: "@mask", prompt: "x" }))).message).toContain(
      message,
    );
  });

  it("refuses what is no picture, or a data: address of one", async () => {
    for (const image of ["aGVsbG8=", `data:image/png;base64,${pictures["@photo"]}`, "not base64!"])
      expect((await refusal(invoke(inpaint, { image, mask: "@mask", prompt: "x" }))).name).toBe(
        "ValidationException",
      );
  });

  it("refuses a body over 25 MB", async () => {
    const big = { image: "A".repeat(25_000_000), prompt: "x" };
    expect((await refusal(invoke(inpaint, big))).message).toContain("too long");
  });

  it("refuses a picture that breaks off and a mask that marks nothing; a failing studio is a model error", async () => {
    const request = { image: "@photo", mask: "@mask", prompt: "x" };
    fails = new UndecodablePicture("The image could not be decoded.");
    expect(await refusal(invoke(inpaint, request))).toMatchObject({ name: "ValidationException" });
    fails = new EmptyMask("The mask marks nothing to edit.");
    expect(await refusal(invoke(inpaint, request))).toMatchObject({ name: "ValidationException" });
    fails = new CannotDraw("The room cannot be furnished.");
    expect(await invoke(inpaint, request)).toEqual({ finish_reasons: ["Inference error"] });
    fails = new Error("out of memory");
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await refusal(invoke(inpaint, request))).toMatchObject({
      name: "ModelErrorException",
      status: 424,
    });
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });

  it("refuses a signature with another secret", async () => {
    const stranger = connect({ ...credentials, secretAccessKey: "another" });
    const refused = await refusal(invoke(inpaint, { image: "@photo", prompt: "x" }, stranger));
    expect(refused).toMatchObject({ name: "InvalidSignatureException", status: 403 });
    stranger.destroy();
  });
});

describe("faults", () => {
  const request = { image: "@photo", mask: "@mask", prompt: "x" };

  it.each([
    [{ kind: "throttle" }, "ThrottlingException", 429],
    [{ kind: "model-error" }, "ModelErrorException", 424],
    [{ kind: "server-error" }, "InternalServerException", 500],
  ] as const)("%o once, then well again", async (fault, name, status) => {
    bedrock.faults.set({ model: "inpaint", fault, times: 1 });
    expect(await refusal(invoke(inpaint, request))).toMatchObject({ name, status });
    expect((await invoke(inpaint, request)).images).toHaveLength(1);
  });

  it("filter, lose the picture, come late, and leave other models alone", async () => {
    bedrock.faults.set({ model: "inpaint", fault: { kind: "filtered", reason: "output image" }, times: 1 });
    bedrock.faults.set({ model: "inpaint", fault: { kind: "missing-image" }, times: 1 });
    bedrock.faults.set({ model: "inpaint", fault: { kind: "timeout", delayMs: 120 }, times: 1 });
    const recolour = "us.stability.stable-image-search-recolor-v1:0";
    const asked = { image: "@photo", select_prompt: "walls", prompt: "white walls" };
    expect((await invoke(recolour, asked)).images).toHaveLength(1);
    expect(await invoke(inpaint, request)).toEqual({ finish_reasons: ["Filter reason: output image"] });
    expect(await invoke(inpaint, request)).toEqual({ seeds: [1], finish_reasons: [null], images: [] });
    const startedMs = performance.now();
    expect((await invoke(inpaint, request)).images).toHaveLength(1);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(110);
  });

  it("can come from the environment, and nonsense there is refused at the start", () => {
    const verifySigV4 = createSigV4({ credentials, region, clock: Date.now });
    const studio: Studio = {
      edit: async (job) => job.image,
      analyse: async () => analysis,
      close: async () => {},
    };
    const faults = '[{"model":"claude","fault":{"kind":"throttle"}}]';
    expect(createBedrock({ verifySigV4, studio, faults }).faults.next(sonnet)).toEqual({ kind: "throttle" });
    expect(() =>
      createBedrock({ verifySigV4, studio, faults: '[{"model":"claude","fault":"throttle"}]' }),
    ).toThrow("Invalid input");
  });
});

describe("Converse", () => {
  async function ask(more: Partial<ConverseCommandInput> = {}): Promise<ConverseCommandInput> {
    // Allowed: the SDK's document type does not know that a JSON schema is JSON.
    const json = analysisTool.inputSchema() as never;
    return {
      modelId: sonnet,
      messages: [
        {
          role: "user",
          content: [{ image: { format: "png", source: { bytes: await photo() } } }, { text: "Look." }],
        },
      ],
      inferenceConfig: { maxTokens: 1500, temperature: 0 },
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: analysisTool.name,
              description: analysisTool.description,
              inputSchema: { json },
            },
          },
        ],
        toolChoice: { tool: { name: analysisTool.name } },
      },
      ...more,
    };
  }

  it("records the analysis with the forced tool", async () => {
    const answer = await client.send(new ConverseCommand(await ask()));
    expect(answer.stopReason).toBe("tool_use");
    expect(answer.output?.message?.content).toMatchObject([
      { toolUse: { name: analysisTool.name, input: analysis } },
    ]);
    expect(answer.usage?.inputTokens).toBeGreaterThan(0);
  });

  it("gives only what the tool's schema asks for, and refuses a fact nobody measures", async () => {
    const { toolConfig } = await ask();
    const withSchema = async (properties: Record<string, object>): Promise<ConverseCommandInput> => {
      const json = { type: "object", properties, required: Object.keys(properties) } as never;
      return ask({
        toolConfig: {
          ...toolConfig,
          tools: [{ toolSpec: { name: analysisTool.name, inputSchema: { json } } }],
        },
      });
    };
    const answer = await client.send(new ConverseCommand(await withSchema({ scene: { type: "string" } })));
    expect(answer.output?.message?.content).toMatchObject([{ toolUse: { input: { scene: "interior" } } }]);
    expect(answer.output?.message?.content?.[0]?.toolUse?.input).toEqual({ scene: "interior" });
    const unmeasured = client.send(new ConverseCommand(await withSchema({ price: { type: "number" } })));
    expect((await refusal(unmeasured)).message).toContain("not served locally");
  });

  it("stops short when there are not enough tokens, as a model does", async () => {
    const answer = await client.send(new ConverseCommand(await ask({ inferenceConfig: { maxTokens: 5 } })));
    expect(answer.stopReason).toBe("max_tokens");
  });

  it("refuses what the service refuses", async () => {
    const picture = { image: { format: "png" as const, source: { bytes: await photo() } } };
    const wrong: Partial<ConverseCommandInput>[] = [
      { modelId: inpaint },
      { modelId: "global.anthropic.claude-sonnet-5-5" },
      { messages: [] },
      { messages: [{ role: "assistant", content: [{ text: "Hello" }] }] },
      { messages: [{ role: "user", content: Array.from({ length: 21 }, () => picture) }] },
      {
        messages: [
          { role: "user", content: [{ image: { format: "jpeg", source: { bytes: await photo() } } }] },
        ],
      },
      { inferenceConfig: { temperature: 2 } },
      { messages: [{ role: "user", content: [{ text: "" }] }] },
    ];
    for (const more of wrong)
      expect(await refusal(client.send(new ConverseCommand(await ask(more))))).toMatchObject({
        name: "ValidationException",
      });
  });

  it("says that it has no language model for anything else", async () => {
    const chat: Partial<ConverseCommandInput>[] = [
      { toolConfig: undefined, messages: [{ role: "user", content: [{ text: "Write me a poem." }] }] },
      { messages: [{ role: "user", content: [{ text: "No picture here." }] }] },
    ];
    for (const more of chat)
      expect((await refusal(client.send(new ConverseCommand(await ask(more))))).message).toContain(
        "not served locally",
      );
  });
});
