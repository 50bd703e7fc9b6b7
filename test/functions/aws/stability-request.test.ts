import { describe, expect, it } from "vitest";
import { type Instruction } from "#core/models/instruction.ts";
import { readDrawing } from "#functions/aws/bedrock-models.ts";
import { stabilityRequest } from "#functions/aws/stability-request.ts";

type Drawing = Exclude<Instruction, { task: "studio" }>;
const words = { prompt: "a sofa", negativePrompt: "text" };

/** Fields as AWS documents them: an unknown one is refused, a missing one too. */
const documented: readonly (readonly [Drawing, required: readonly string[], optional: readonly string[]])[] =
  [
    [
      { task: "inpaint", ...words },
      ["prompt", "image"],
      ["style_preset", "negative_prompt", "seed", "output_format", "mask", "grow_mask"],
    ],
    [{ task: "erase" }, ["image"], ["seed", "output_format", "mask", "grow_mask"]],
    [
      { task: "search-replace", searchPrompt: "sky", ...words },
      ["prompt", "image", "search_prompt"],
      ["style_preset", "negative_prompt", "seed", "output_format", "grow_mask"],
    ],
    [
      { task: "search-recolor", selectPrompt: "wall", prompt: "green" },
      ["prompt", "image", "select_prompt"],
      ["style_preset", "negative_prompt", "seed", "output_format", "grow_mask"],
    ],
    [
      { task: "control-structure", controlStrength: 0.9, ...words },
      ["prompt", "image"],
      ["control_strength", "negative_prompt", "seed", "output_format", "style_preset"],
    ],
    [
      { task: "image-to-image", strength: 0.35, ...words },
      ["prompt", "image", "strength", "mode"],
      ["seed", "output_format", "negative_prompt", "aspect_ratio"],
    ],
  ];

describe("requests to Stability's services", () => {
  it.each(documented)("$task has exactly documented fields", (instruction, required, optional) => {
    const takesMask = instruction.task === "inpaint" || instruction.task === "erase";
    const body = stabilityRequest({
      modelId: "us.stability.stable-image-inpaint-v1:0",
      instruction,
      image: Uint8Array.of(1, 2, 3),
      mask: takesMask ? Uint8Array.of(4) : undefined,
      seed: 4_294_967_295,
      deadlineMs: 1,
    });
    expect(Object.keys(body)).toEqual(expect.arrayContaining([...required]));
    expect(Object.keys(body).filter((key) => ![...required, ...optional].includes(key))).toEqual([]);
    expect(body["image"]).toBe("AQID");
    expect(body["seed"]).toBeLessThanOrEqual(4_294_967_294);
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
