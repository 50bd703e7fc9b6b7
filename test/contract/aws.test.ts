import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { photoAnalysis } from "#core/analysis/analysis.ts";
import { editId, imageId, userId } from "#core/ids.ts";
import { modelRegions } from "#core/models/lifecycle.ts";
import { bedrockLists } from "#functions/aws/bedrock-lists.ts";
import { awsModels, awsQueue, awsStatus, awsStores } from "#functions/aws/cloud.ts";
import { type DrawCall } from "#functions/ports.ts";
import { objectsContract } from "#test/contract/objects-contract.ts";
import { recordsContract } from "#test/contract/records-contract.ts";
import { turnsContract } from "#test/contract/turns-contract.ts";
import { type CloudProcess, startCloudProcess } from "#test/local/support/cloud-process.ts";
import { freshDir } from "#test/local/support/stores.ts";

/** What the stand-in for Bedrock does wrong, by model. */
const modelFaults = [
  { model: "search-replace", fault: { kind: "throttle" } },
  { model: "search-recolor", fault: { kind: "model-error" } },
  { model: "control-structure", fault: { kind: "server-error" } },
  { model: "inpaint", fault: { kind: "filtered", reason: "output image" }, times: 1 },
  { model: "inpaint", fault: { kind: "filtered", reason: "prompt" }, times: 1 },
  { model: "inpaint", fault: { kind: "missing-image" } },
];

/** The adapters, as they run on AWS, against the embedded cloud: only the addresses differ. */
let cloud: CloudProcess;
const before = { ...process.env };
beforeAll(async () => {
  process.env["REIMAGINE_BEDROCK_FAULTS"] = JSON.stringify(modelFaults);
  cloud = await startCloudProcess(freshDir());
  Object.assign(process.env, cloud.env);
}, 60_000);
afterAll(async () => {
  process.env = before;
  await cloud.end("SIGTERM");
});

const variable = (name: string): string => cloud.env[name] ?? "";
const stores = () =>
  awsStores("test", { TABLE_NAME: variable("TABLE_NAME"), BUCKET_NAME: variable("BUCKET_NAME") });

recordsContract("DynamoDB", () => stores().records);
turnsContract("DynamoDB", () => stores().records, 25);
objectsContract("S3", () => stores().objects);

describe("signed addresses", () => {
  const key = () => `uploads/${randomUUID()}/${randomUUID()}`;
  const post = async (
    form: { url: string; fields: Record<string, string> },
    bytes: Buffer,
  ): Promise<number> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
    body.append("file", new Blob([new Uint8Array(bytes)]));
    return (await fetch(form.url, { method: "POST", body })).status;
  };
  const permit = { seconds: 300, contentType: "image/jpeg", minBytes: 1, maxBytes: 1000 };

  it("takes an upload by form, of the size, type and key that were signed, and no other", async () => {
    const { objects } = stores();
    const at = key();
    const form = await objects.presignPost(at, permit);
    expect(await post(form, Buffer.alloc(1000, 7))).toBeLessThan(300);
    expect(await objects.head(at)).toMatchObject({ sizeBytes: 1000, contentType: "image/jpeg" });
    expect(await post(form, Buffer.alloc(1001))).toBeGreaterThanOrEqual(400);
    expect(await post(form, Buffer.alloc(0))).toBeGreaterThanOrEqual(400);
    const elsewhere = { ...form, fields: { ...form.fields, key: key() } };
    expect(await post(elsewhere, Buffer.alloc(10))).toBe(403);
    const otherType = { ...form, fields: { ...form.fields, "Content-Type": "text/html" } };
    expect(await post(otherType, Buffer.alloc(10))).toBe(403);
  });

  it("gives a download with its own name and type, and nothing to who changes the address", async () => {
    const { objects } = stores();
    const at = key();
    await objects.put(at, Buffer.from("bytes"), "image/jpeg");
    const url = await objects.presignGet(at, {
      seconds: 60,
      contentType: "image/png",
      disposition: `attachment; filename="K.png"; filename*=UTF-8''K%C3%BCche.png`,
    });
    const answer = await fetch(url);
    expect(await answer.text()).toBe("bytes");
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toContain("K%C3%BCche.png");
    expect((await fetch(url.replace(at, key()))).status).toBe(403);
    expect((await fetch(url.replace("Expires=60", "Expires=6000"))).status).toBe(403);
  });
});

describe("the lists of models", () => {
  it.each(modelRegions)("are there for who signs in %s", async (at) => {
    const { models, profiles } = await bedrockLists(variable("AWS_ENDPOINT_URL_BEDROCK")).list(at);
    expect(models.length + profiles.length).toBeGreaterThan(0);
  });
});

describe("the queue", () => {
  it("carries a message as it was sent", async () => {
    // Its function does not know this message; that is all the same to the queue.
    const message = { kind: "delete-data", userId: userId.parse(randomUUID()) } as const;
    await expect(
      awsQueue({ EDIT_QUEUE_URL: variable("EDIT_QUEUE_URL") }).send(message),
    ).resolves.toBeUndefined();
    const gone = awsQueue({ EDIT_QUEUE_URL: `${variable("EDIT_QUEUE_URL")}-gone` });
    await expect(gone.send(message)).rejects.toThrow("Sending a message failed");
  });
});

describe("status", () => {
  const news = () => ({
    owner: userId.parse(randomUUID()),
    kind: "edit" as const,
    imageId: imageId.parse(randomUUID()),
    editId: editId.parse(randomUUID()),
    status: "processing",
    step: "editing" as const,
    updatedAt: new Date(0).toISOString(),
  });

  it("is published with the function's own signature", async () => {
    const board = awsStatus({ GRAPHQL_URL: variable("GRAPHQL_URL"), AWS_REGION: variable("AWS_REGION") });
    await expect(board.publish(news())).resolves.toBeUndefined();
  });

  it("is refused with a signature for another region", async () => {
    const board = awsStatus({ GRAPHQL_URL: variable("GRAPHQL_URL"), AWS_REGION: "eu-central-1" });
    await expect(board.publish(news())).rejects.toThrow("Publishing a status failed");
  });
});

describe("models", () => {
  const models = (): ReturnType<typeof awsModels> => awsModels(stores(), { MODEL_RATE: 1000 });
  const room = (): Promise<Buffer> =>
    sharp({ create: { width: 160, height: 120, channels: 3, background: "#c8c0b0" } })
      .jpeg()
      .toBuffer();
  const mask = (): Promise<Buffer> =>
    sharp({ create: { width: 160, height: 120, channels: 3, background: "#000" } })
      .composite([
        { input: { create: { width: 40, height: 30, channels: 3, background: "#fff" } }, left: 60, top: 60 },
      ])
      .toColourspace("b-w")
      .png()
      .toBuffer();
  const erase = async (more: Partial<DrawCall> = {}): Promise<DrawCall> => ({
    modelId: "us.stability.stable-image-erase-object-v1:0",
    instruction: { task: "erase" },
    image: await room(),
    mask: await mask(),
    seed: 7,
    deadlineMs: 30_000,
    ...more,
  });

  it("draw what they are asked", async () => {
    const drawn = await models().draw(await erase());
    expect(drawn.kind).toBe("drawn");
    expect(await sharp(drawn.kind === "drawn" ? drawn.image : undefined).metadata()).toMatchObject({
      format: "png",
    });
  });

  it("are given no more time than the deadline", async () => {
    const drawn = await models().draw(await erase({ deadlineMs: 1 }));
    expect(drawn).toMatchObject({ kind: "fault", fault: "timeout" });
  });

  it("say that they cannot take a request: too small a picture", async () => {
    const tiny = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } })
      .jpeg()
      .toBuffer();
    const small = await models().draw(await erase({ image: tiny, mask: undefined }));
    expect(small).toMatchObject({ kind: "fault", fault: "rejected" });
  });

  it("say in our words what went wrong", async () => {
    const faultOf = async (modelId: DrawCall["modelId"], instruction: DrawCall["instruction"]) => {
      const drawn = await models().draw(await erase({ modelId, instruction, mask: undefined }));
      return drawn.kind === "fault" ? drawn.fault : "none";
    };
    const words = { prompt: "a sofa", negativePrompt: "text" };
    const inpaint = { task: "inpaint", ...words } as const;
    expect([
      await faultOf("us.stability.stable-image-search-replace-v1:0", {
        task: "search-replace",
        searchPrompt: "sky",
        ...words,
      }),
      await faultOf("us.stability.stable-image-search-recolor-v1:0", {
        task: "search-recolor",
        selectPrompt: "wall",
        prompt: "green",
      }),
      await faultOf("us.stability.stable-image-control-structure-v1:0", {
        task: "control-structure",
        controlStrength: 0.9,
        ...words,
      }),
    ]).toEqual(["busy", "broken", "busy"]);
    const masked = async () => {
      const drawn = await models().draw(
        await erase({ modelId: "us.stability.stable-image-inpaint-v1:0", instruction: inpaint }),
      );
      return drawn.kind === "fault" ? drawn.fault : "none";
    };
    expect([await masked(), await masked(), await masked()]).toEqual([
      "filtered-result",
      "filtered-words",
      "broken",
    ]);
  });

  it("say so when nothing listens", async () => {
    const { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: real } = process.env;
    process.env["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = "http://127.0.0.1:1";
    const drawn = await models().draw(await erase());
    process.env["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = real;
    expect(drawn).toMatchObject({ kind: "fault", fault: "busy" });
  });

  it("look at a photo through the forced tool, and their answer fits the schema", async () => {
    const seen = await models().look({
      modelId: "us.anthropic.claude-sonnet-4-6",
      image: await room(),
      deadlineMs: 30_000,
    });
    expect(seen.kind).toBe("seen");
    expect(photoAnalysis.safeParse(seen.kind === "seen" ? seen.answer : undefined).error).toBeUndefined();
  });
});
