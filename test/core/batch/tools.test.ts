import { describe, expect, it } from "vitest";
import { presets } from "#core/batch/presets.ts";
import { recipe } from "#core/batch/op.ts";
import { batchTools, readToolAnswer } from "#core/batch/tools.ts";

describe("what a model answers a command with", () => {
  it("is taken when every step holds", () => {
    const input = { steps: [{ step: { op: "resize", width: 2048 }, except: [2] }] };
    expect(readToolAnswer("plan_batch", input, 3)).toEqual({ steps: input.steps, notUnderstood: [] });
    expect(readToolAnswer("ask_user", { question: "Which logo?" }, 3)?.question).toBe("Which logo?");
  });

  it.each([
    ["a step out of bounds", "plan_batch", { steps: [{ step: { op: "resize", width: 99_999 } }] }],
    ["a photo that is not there", "plan_batch", { steps: [{ step: { op: "straighten" }, except: [4] }] }],
    ["an unknown step", "plan_batch", { steps: [{ step: { op: "delete" } }] }],
    ["an unknown tool", "run_shell", { steps: [] }],
    [
      "a removal without a mask",
      "plan_batch",
      { steps: [{ step: { op: "edit", ask: { editType: "item-removal", params: { objects: [] } } } }] },
    ],
  ])("is refused: %s", (_, tool, input) => {
    expect(readToolAnswer(tool, input, 3)).toBeUndefined();
  });

  it("has a schema that names every op", () => {
    const schema = JSON.stringify(batchTools[0].inputSchema());
    for (const op of [
      "resize",
      "rotate",
      "flip",
      "crop",
      "convert",
      "quality",
      "filter",
      "border",
      "text",
      "watermark",
      "straighten",
    ])
      expect(schema).toContain(`"${op}"`);
  });

  it("offers presets that are recipes", () => {
    for (const { steps } of presets) expect(recipe.safeParse(steps).success).toBe(true);
  });
});
