import { type Flow } from "../flow.ts";

export const enhance: Flow<"enhance"> = {
  editType: "enhance",
  mask: "none",
  region: "whole-photo",
  // Deterministic on purpose: a generative "enhance" changes facts about the house.
  candidates: ["reimagine.studio-v1"],
  instruct: (_params, task) => (task === "studio" ? [{ task }] : []),
  estimateMs: (pixels) => 1200 + pixels / 4000,
};
