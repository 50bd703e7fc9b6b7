import { type KeptAsk } from "../edit/ask.ts";
import { type PhotoEditType } from "../edit/edit-type.ts";
import { type Recipe } from "./op.ts";

/** The edits that an ask comes to: itself, or what the steps of a recipe do. What the law asks of it is asked of them. */
export const editTypesWithin = (ask: KeptAsk): readonly PhotoEditType[] =>
  ask.editType === "recipe" ? editTypesOfRecipe(ask.params.steps) : [ask.editType];

/** Sizes, crops, filters and overlaid words adjust a photo as an enhancement does; how its file is written does not. */
export const editTypesOfRecipe = (steps: Recipe): readonly PhotoEditType[] =>
  steps.flatMap((step) => {
    if (step.op === "edit") return [step.ask.editType];
    return step.op === "strip-metadata" || step.op === "convert" || step.op === "quality" ? [] : ["enhance"];
  });
