import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instruct } from "#core/edit/flows/index.ts";
import { type KeptAsk } from "#core/edit/ask.ts";
import { duskIntensities, roomTypes, stagingStyles } from "#core/edit/params.ts";
import { type Task } from "#core/models/catalogue.ts";
import { type Instruction } from "#core/models/instruction.ts";
import { type ServiceName, stabilityServices } from "#core/models/stability-services.ts";
import { planRenovation } from "#core/renovation/grammar.ts";
import { studioJob } from "#local/bedrock/image-work.ts";
import { type ImageRequest } from "#local/bedrock/image-request.ts";
import { readDusk, readStaging } from "#local/bedrock/prompt-reader.ts";

import { type StudioWork } from "#local/bedrock/studio.ts";

/** A request as `functions` sends it, with nothing in it that is not on the wire. */
function workFor(name: ServiceName, texts: Readonly<Record<string, string>>): StudioWork {
  const service = stabilityServices.find((known) => known.name === name);
  if (service === undefined) throw new Error(`no service ${name}`);
  const request: ImageRequest = {
    service,
    text: (field) => texts[field],
    number: () => 5,
    image: new Uint8Array(1),
    mask: new Uint8Array(1),
    outputFormat: "png",
  };
  return studioJob(request, 1).work;
}

function told(ask: KeptAsk, task: Task): Instruction {
  const [instruction] = instruct(ask, task);
  if (instruction === undefined) throw new Error(`${ask.editType} tells ${task} nothing`);
  return instruction;
}

const promptOf = (instruction: Instruction): string => ("prompt" in instruction ? instruction.prompt : "");

describe("reading core's prompts back", () => {
  it("finds every room and style in what inpainting and control-structure are told", () => {
    fc.assert(
      fc.property(fc.constantFrom(...roomTypes), fc.constantFrom(...stagingStyles), (roomType, style) => {
        const ask: KeptAsk = { editType: "virtual-staging", params: { roomType, style } };
        const masked = workFor("inpaint", { prompt: promptOf(told(ask, "inpaint")) });
        expect(masked).toMatchObject({ kind: "stage", roomType, style, where: { kind: "mask" } });
        const whole = workFor("control-structure", { prompt: promptOf(told(ask, "control-structure")) });
        expect(whole).toMatchObject({ kind: "stage", roomType, style, where: { kind: "everywhere" } });
      }),
    );
  });

  it.each(duskIntensities)("finds a %s dusk in what both sky models are told", (intensity) => {
    const ask: KeptAsk = { editType: "day-to-dusk", params: { intensity } };
    const sky = workFor("search-replace", {
      search_prompt: "sky",
      prompt: promptOf(told(ask, "search-replace")),
    });
    expect(sky).toEqual({ kind: "sky", intensity });
    const whole = workFor("sd3-5-large", { prompt: promptOf(told(ask, "image-to-image")) });
    expect(whole).toEqual({ kind: "dusk", intensity });
  });

  it("takes away what was painted over, by erasing or by the background", () => {
    const ask: KeptAsk = { editType: "item-removal", params: { objects: ["blue sofa", "oak floor lamp"] } };
    expect(workFor("erase", {})).toMatchObject({ kind: "remove" });
    expect(workFor("inpaint", { prompt: promptOf(told(ask, "inpaint")) })).toMatchObject({ kind: "remove" });
  });

  const wishes = [
    "white shaker cabinets",
    "sage green walls",
    "oak plank floor",
    "navy blue cabinets and a white quartz worktop",
    "dark grey walls, herringbone oak floor",
    "warm white ceiling",
  ];

  it.each(wishes)("makes the same plan of “%s” as core did, step by step", (description) => {
    const ask: KeptAsk = { editType: "virtual-renovation", params: { description, style: "modern" } };
    const plan = planRenovation(description);
    const instructions = instruct(ask, "search-replace");
    expect(instructions).toHaveLength(plan.length);
    for (const [at, instruction] of instructions.entries()) {
      if (instruction.task !== "search-replace") throw new Error("another task");
      const work = workFor("search-replace", {
        search_prompt: instruction.searchPrompt,
        prompt: instruction.prompt,
      });
      const { surface, colour, material } = plan[at] ?? {};
      expect(work).toMatchObject({
        kind: "renovate",
        steps: [{ surface, colour, ...(material === undefined ? {} : { material }) }],
      });
    }
    const whole = workFor("control-structure", { prompt: promptOf(told(ask, "control-structure")) });
    expect(whole).toMatchObject({
      kind: "renovate",
      steps: plan.map(({ surface, colour }) => ({ surface, colour })),
    });
  });

  it("recolours without changing the material", () => {
    const work = workFor("search-recolor", { select_prompt: "floor", prompt: "dark oak planks" });
    expect(work).toMatchObject({ kind: "renovate", steps: [{ surface: "floor" }] });
    expect(work).not.toMatchObject({ steps: [{ material: expect.anything() as unknown }] });
  });

  it("understands nothing in words that are no room, no sky and no surface", () => {
    fc.assert(
      fc.property(fc.constantFrom("artful nonsense", "x", "", "a quiet number", "(((:1.5)))"), (prompt) => {
        expect(readStaging(prompt)).toBeUndefined();
        expect(readDusk(prompt)).toBeUndefined();
        expect(workFor("control-structure", { prompt })).toEqual({ kind: "copy" });
        expect(workFor("search-replace", { search_prompt: "sweater", prompt })).toEqual({ kind: "copy" });
      }),
    );
  });
});
