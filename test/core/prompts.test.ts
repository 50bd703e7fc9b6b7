import { describe, expect, it } from "vitest";
import { instruct } from "#core/edit/flows/index.ts";
import { keptAsk } from "#core/edit/ask.ts";
import { duskIntensities, roomTypes, stagingStyles } from "#core/edit/params.ts";
import { type Task } from "#core/models/catalogue.ts";
import { roomWords, styleWords } from "#core/edit/flows/staging-words.ts";

const told = (editType: string, params: unknown, task: Task) =>
  instruct(keptAsk.parse({ editType, params }), task);

describe("what a model is told", () => {
  it("names room and style for each of the 36 looks, each in its own words", () => {
    const prompts = roomTypes.flatMap((roomType) =>
      stagingStyles.map((style) => {
        const [first] = told("virtual-staging", { roomType, style }, "inpaint");
        if (first?.task !== "inpaint") throw new Error("staging has no inpaint instruction");
        expect(first.prompt).toContain(roomWords[roomType]);
        expect(first.prompt).toContain(styleWords[style]);
        return first.prompt;
      }),
    );
    expect(new Set(prompts).size).toBe(36);
  });

  it("asks for three different skies", () => {
    const skies = duskIntensities.map((intensity) =>
      JSON.stringify(told("day-to-dusk", { intensity }, "search-replace")),
    );
    expect(new Set(skies).size).toBe(3);
  });

  it("erases all marked objects in one call (property 6)", () => {
    expect(told("item-removal", { objects: ["lamp", "cable", "bin"] }, "erase")).toEqual([{ task: "erase" }]);
  });

  it("recolours when only colour changes and replaces when material does", () => {
    const paint = { description: "paint the walls sage green" };
    const floor = { description: "oak plank floor" };
    expect(told("virtual-renovation", paint, "search-recolor")).toHaveLength(1);
    expect(told("virtual-renovation", floor, "search-recolor")).toHaveLength(0);
    expect(told("virtual-renovation", floor, "search-replace")).toMatchObject([{ searchPrompt: "floor" }]);
  });

  it("works one surface a call, in the order they were named", () => {
    const calls = told(
      "virtual-renovation",
      { description: "white shaker cabinets and a quartz worktop" },
      "search-replace",
    );
    expect(calls).toMatchObject([{ searchPrompt: "cabinets" }, { searchPrompt: "worktop" }]);
  });

  it("leaves enhancement to the studio: no model may invent light", () => {
    expect(told("enhance", { autoAdjust: true }, "image-to-image")).toEqual([]);
    expect(told("enhance", { autoAdjust: true }, "studio")).toEqual([{ task: "studio" }]);
  });
});
