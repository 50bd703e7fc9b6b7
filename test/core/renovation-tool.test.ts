import { describe, expect, it } from "vitest";
import { readRenovation } from "#core/renovation/grammar.ts";
import { describeRenovation, readRenovationAnswer, renovationTool } from "#core/renovation/tool.ts";
import { answerWish } from "#local/bedrock/renovation-wish.ts";

const walls = { surface: "walls", colour: "#9CAF88", material: "unchanged", words: "sage green walls" };

describe("a language model's plan of a renovation", () => {
  it("becomes steps as the grammar writes them", () => {
    const floor = {
      surface: "floor",
      colour: "#b98f62",
      material: "herringbone",
      words: "herringbone oak floor",
    };
    const read = readRenovationAnswer("plan_renovation", {
      steps: [walls, floor],
      notUnderstood: ["and joy"],
    });
    expect(read?.steps).toEqual([
      { surface: "walls", colour: "#9caf88", words: "sage green walls" },
      { surface: "floor", colour: "#b98f62", material: "herringbone", words: "herringbone oak floor" },
    ]);
    expect(read?.notUnderstood).toEqual(["and joy"]);
  });

  it("has each surface once, the first time it is named", () => {
    const again = { ...walls, colour: "#000000" };
    expect(
      readRenovationAnswer("plan_renovation", { steps: [walls, again], notUnderstood: [] })?.steps,
    ).toHaveLength(1);
  });

  it.each([
    ["another tool", "plan_batch", { steps: [walls], notUnderstood: [] }],
    ["no steps", "plan_renovation", { notUnderstood: [] }],
    [
      "a surface nobody knows",
      "plan_renovation",
      { steps: [{ ...walls, surface: "roof" }], notUnderstood: [] },
    ],
    ["a colour in words", "plan_renovation", { steps: [{ ...walls, colour: "green" }], notUnderstood: [] }],
    [
      "a material the studio has not",
      "plan_renovation",
      { steps: [{ ...walls, material: "gold" }], notUnderstood: [] },
    ],
    [
      "words without end",
      "plan_renovation",
      { steps: [{ ...walls, words: "x".repeat(201) }], notUnderstood: [] },
    ],
    ["text", "plan_renovation", "walls"],
  ])("is none with %s", (_what, tool, input) => {
    expect(readRenovationAnswer(tool, input)).toBeUndefined();
  });

  it("asks for every field of a step, since models keep best to such schemas", () => {
    expect(JSON.stringify(renovationTool.inputSchema())).toContain(
      '"required":["surface","colour","material","words"]',
    );
  });
});

describe("the embedded model", () => {
  it.each([
    ["white shaker cabinets and an oak plank floor, keep the ceiling", undefined],
    ["new cabinets", "Scandinavian"],
    ['walls in "warm white"\nand a quartz worktop', undefined],
    ["make it nice", undefined],
  ])("plans “%s” in style %s as the grammar does", (description, style) => {
    const { name, input } = answerWish(describeRenovation(description, style));
    expect(readRenovationAnswer(name, input)).toEqual(readRenovation(description, style));
  });
});
