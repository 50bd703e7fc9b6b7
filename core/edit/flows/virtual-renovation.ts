import { planRenovation } from "../../renovation/grammar.ts";
import { plainWords } from "../../models/instruction.ts";
import { type Flow } from "../flow.ts";
import { described, houseStands, renovationUnwanted, surfaceInstructions } from "./surface-instructions.ts";

export const virtualRenovation: Flow<"virtual-renovation"> = {
  editType: "virtual-renovation",
  mask: "optional",
  region: "surfaces",
  candidates: [
    // Takes only what the person marked; without a mask it is passed over.
    "us.stability.stable-image-inpaint-v1:0",
    "us.stability.stable-image-search-recolor-v1:0",
    "us.stability.stable-image-search-replace-v1:0",
    "us.stability.stable-image-control-structure-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ description, style }, task, planned) {
    const look = style === undefined ? "" : `, ${plainWords(style)}`;
    switch (task) {
      case "search-recolor":
      case "search-replace":
        return surfaceInstructions(planned ?? planRenovation(description, style), task, look);
      case "control-structure":
        return [
          {
            task,
            prompt: `The same room after its renovation: ${described(description)}${look}. ${houseStands}`,
            negativePrompt: renovationUnwanted,
            controlStrength: 0.9,
          },
        ];
      case "inpaint":
        return [
          {
            task,
            prompt: `${described(description)}${look}, filling its place in the room exactly, in the perspective and window light of the photo, sharp architectural photograph`,
            negativePrompt: renovationUnwanted,
          },
        ];
      case "studio":
        return [{ task }];
      default:
        return [];
    }
  },
  estimateMs: (pixels) => 4000 + pixels / 2500,
};
