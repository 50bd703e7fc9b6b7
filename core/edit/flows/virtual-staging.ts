import { type Flow } from "../flow.ts";
import { furnitureWords, roomWords, styleWords, unwantedIn } from "./staging-words.ts";

export const virtualStaging: Flow<"virtual-staging"> = {
  editType: "virtual-staging",
  mask: "none",
  region: "staging-zone",
  candidates: [
    "us.stability.stable-image-inpaint-v1:0",
    "us.stability.stable-image-control-structure-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ roomType, style, sceneOf, multiAngle }, task) {
    // No model puts the very same furniture into another photo, nor says what it has put into this one.
    if ((sceneOf !== undefined || multiAngle) && task !== "studio") return [];
    const prompt =
      `A professional real-estate photograph of a ${roomWords[roomType]} furnished in ${styleWords[style]}. ` +
      `On the existing floor stand ${furnitureWords[roomType][style]}; everything at true scale, seen with the camera height, perspective and window light of the photo, ` +
      "with soft contact shadows and free ways to every door. Walls, windows, doors, ceiling and floor stay as they are.";
    const negativePrompt = `people, pets, text, watermark, clutter, furniture in front of doors, furniture in front of windows, floating furniture, cut-off furniture, warped perspective, new windows, new doors, new walls, wall art, cartoon, blur, ${unwantedIn[roomType]}`;
    switch (task) {
      case "inpaint":
        return [{ task, prompt, negativePrompt }];
      case "control-structure":
        return [{ task, prompt, negativePrompt, controlStrength: 0.9 }];
      case "studio":
        return [{ task }];
      default:
        return [];
    }
  },
  estimateMs: (pixels) => 8000 + pixels / 2500,
};
