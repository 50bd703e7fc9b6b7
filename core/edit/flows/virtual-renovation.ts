import { planRenovation } from "../../renovation/grammar.ts";
import { type RenovationStep, surfaceWords } from "../../renovation/plan.ts";
import { plainWords } from "../../models/instruction.ts";
import { type Flow } from "../flow.ts";

const negativePrompt = "people, text, watermark, new windows, moved walls, changed layout, blur, cartoon";

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
  instruct({ description, style }, task) {
    const steps = planRenovation(description, style);
    const look = style === undefined ? "" : `, ${plainWords(style)}`;
    switch (task) {
      case "search-recolor":
        // Recolouring keeps the material: it serves plans that only change colours.
        return steps.every(isColourOnly)
          ? steps.map((step) => ({
              task,
              selectPrompt: surfaceWords[step.surface],
              prompt: `${plainWords(step.words)}${look}`,
            }))
          : [];
      case "search-replace":
        return steps.map((step) => ({
          task,
          searchPrompt: surfaceWords[step.surface],
          prompt: `${plainWords(step.words)}${look}, same layout, same light, photographic`,
          negativePrompt,
        }));
      case "control-structure":
        return [
          {
            task,
            prompt: `The same room renovated: ${plainWords(description)}${look}. Everything else is unchanged, photographic.`,
            negativePrompt,
            controlStrength: 0.9,
          },
        ];
      case "inpaint":
        return [
          {
            task,
            prompt: `${plainWords(description)}${look}, in the light of the photo, photographic`,
            negativePrompt,
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

const isColourOnly = (step: RenovationStep): boolean => step.material === undefined;
