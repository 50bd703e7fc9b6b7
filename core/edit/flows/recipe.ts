import { type Flow } from "../flow.ts";

/** The steps of a batch. Those that are edit types of their own ask the models of their own flows. */
export const recipe: Flow<"recipe"> = {
  editType: "recipe",
  mask: "none",
  region: "whole-photo",
  candidates: ["reimagine.studio-v1"],
  instruct: (_params, task) => (task === "studio" ? [{ task }] : []),
  // A plan says it closer, step by step: see batch/predict.ts.
  estimateMs: (pixels) => 1500 + pixels / 5000,
};
