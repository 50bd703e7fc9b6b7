import { describe, expect, it } from "vitest";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { type Instruction } from "#core/models/instruction.ts";
import { wrongInBody } from "#core/models/stability-body.ts";
import { stabilityServices } from "#core/models/stability-services.ts";
import { readDrawing } from "#functions/aws/stability-answer.ts";
import { stabilityRequest } from "#functions/aws/stability-request.ts";
import { type DrawCall } from "#functions/ports.ts";

type Drawing = Exclude<Instruction, { task: "studio" }>;
const words = { prompt: "a sofa", negativePrompt: "text" };

const calls: readonly (readonly [ModelId, Drawing])[] = [
  ["us.stability.stable-image-inpaint-v1:0", { task: "inpaint", ...words }],
  ["us.stability.stable-image-erase-object-v1:0", { task: "erase" }],
  [
    "us.stability.stable-image-search-replace-v1:0",
    { task: "search-replace", searchPrompt: "sky", ...words },
  ],
  [
    "us.stability.stable-image-search-recolor-v1:0",
    { task: "search-recolor", selectPrompt: "wall", prompt: "green" },
  ],
  [
    "us.stability.stable-image-control-structure-v1:0",
    { task: "control-structure", controlStrength: 0.9, ...words },
  ],
  ["stability.sd3-5-large-v1:0", { task: "image-to-image", strength: 0.35, ...words }],
  ["stability.sd3-5-large-v1:0", { task: "text-to-image", aspectRatio: "3:2", ...words }],
  ["stability.stable-image-core-v1:1", { task: "text-to-image", aspectRatio: "3:2", ...words }],
  ["us.stability.stable-fast-upscale-v1:0", { task: "upscale" }],
];

const call = (modelId: ModelId, instruction: Drawing, more: Partial<DrawCall> = {}): DrawCall => ({
  modelId,
  instruction,
  ...(instruction.task === "text-to-image" ? {} : { image: Uint8Array.of(1, 2, 3) }),
  ...(instruction.task === "inpaint" || instruction.task === "erase" ? { mask: Uint8Array.of(4) } : {}),
  seed: 4_294_967_295,
  deadlineMs: 1,
  ...more,
});

describe("requests to Stability's services", () => {
  it("has a call for every model of the catalogue that draws", () => {
    const drawing = Object.values(catalogue).filter(
      ({ task }) => task !== "vision" && task !== "embedding" && task !== "studio",
    );
    expect(drawing.filter(({ id }) => !calls.some(([known]) => known === id))).toEqual([]);
  });

  it.each(calls)("%s is told what its list of fields takes, for %j", (modelId, instruction) => {
    const body = stabilityRequest(call(modelId, instruction));
    const service = stabilityServices.find(({ baseId }) => modelId.endsWith(baseId));
    if (service === undefined) throw new Error("no such service");
    expect(wrongInBody(service, body)).toBeUndefined();
    expect(Object.keys(body)).toEqual(expect.arrayContaining([...service.required]));
    expect(body["image"]).toBe(instruction.task === "text-to-image" ? undefined : "AQID");
    expect(body["mask"]).toBe(
      instruction.task === "inpaint" || instruction.task === "erase" ? "BA==" : undefined,
    );
    // 0 would be any seed, and 4294967295 is one too many.
    expect(body["seed"] ?? 1).toBe(1);
  });

  it("is not sent when it breaks the service's rules", () => {
    const inpaint = "us.stability.stable-image-inpaint-v1:0";
    const tooLong = { task: "inpaint", prompt: "x".repeat(10_001), negativePrompt: "" } as const;
    const noPicture = { image: undefined, mask: undefined };
    const tooLarge = { image: new Uint8Array(18_100_000) };
    const maskless = { mask: Uint8Array.of(4) };
    expect(() => stabilityRequest(call(inpaint, tooLong))).toThrow("at most 10000 characters");
    expect(() => stabilityRequest(call(inpaint, { task: "inpaint", ...words }, noPicture))).toThrow(
      "'image'",
    );
    expect(() => stabilityRequest(call(inpaint, { task: "inpaint", ...words }, tooLarge))).toThrow(
      "24000000",
    );
    const sky = { task: "search-replace", searchPrompt: "sky", ...words } as const;
    expect(() =>
      stabilityRequest(call("us.stability.stable-image-search-replace-v1:0", sky, maskless)),
    ).toThrow("Invalid field 'mask'");
  });

  it("is a bug when a model is given another's instruction", () => {
    expect(() => stabilityRequest(call("us.stability.stable-image-inpaint-v1:0", { task: "erase" }))).toThrow(
      TypeError,
    );
  });
});

describe("answers of Stability's services", () => {
  const image = Buffer.from("png").toString("base64");
  it.each([
    [{ images: [image], finish_reasons: [null], seeds: [1] }, "drawn"],
    [{ images: [image] }, "drawn"],
    [{ finish_reasons: ["Filter reason: prompt"] }, "filtered-words"],
    [{ finish_reasons: ["Filter reason: input image"] }, "filtered-words"],
    [{ finish_reasons: ["Filter reason: output image"], images: [image] }, "filtered-result"],
    [{ finish_reasons: ["Inference error"] }, "broken"],
    [{ finish_reasons: [null], images: [] }, "broken"],
    [{ finish_reasons: [null], images: [null] }, "broken"],
    [{ images: "x" }, "broken"],
    ["", "broken"],
  ])("%j is %s", (body, outcome) => {
    const read = readDrawing(typeof body === "string" ? body : JSON.stringify(body));
    expect(read.kind === "fault" ? read.fault : read.kind).toBe(outcome);
  });
});
