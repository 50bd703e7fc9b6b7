import { plainWords } from "../../models/instruction.ts";
import { planRenovation } from "../../renovation/grammar.ts";
import { type Flow } from "../flow.ts";
import { itemRemoval } from "./item-removal.ts";
import { renovationUnwanted, surfaceInstructions } from "./surface-instructions.ts";

/** Whether words ask for something to go: "remove the car", "get rid of this". */
export const asksToRemove = (prompt: string): boolean =>
  /^\W*(?:please |can you |could you )*(?:remove|erase|delete|clear away|take (?:away|out)|get rid of|clean up|hide)\b/i.test(
    prompt,
  );

/** How what is painted in has to sit in the rest of the photo. */
export const fittingIn =
  ", fitting into the rest of the picture in scale, perspective and light, sharp architectural photograph";

/** seeds/003: whatever somebody says, of the place they paint or of the whole picture. */
export const freeEdit: Flow<"free-edit"> = {
  editType: "free-edit",
  mask: "optional",
  region: "surfaces",
  candidates: [
    // These two take only what the person marked; without a mask they are passed over. No model that draws the whole
    // photo anew stands here: words that name no surface need a place.
    "us.stability.stable-image-erase-object-v1:0",
    "us.stability.stable-image-inpaint-v1:0",
    "us.stability.stable-image-search-recolor-v1:0",
    "us.stability.stable-image-search-replace-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ prompt }, task, planned) {
    const isRemoval = asksToRemove(prompt);
    const wish = plainWords(prompt);
    switch (task) {
      case "erase":
        return isRemoval ? [{ task }] : [];
      case "inpaint":
        if (isRemoval) return itemRemoval.instruct({ objects: [] }, task);
        return [
          {
            task,
            prompt: `${wish}${fittingIn}`,
            negativePrompt: renovationUnwanted,
          },
        ];
      case "search-recolor":
      case "search-replace":
        return isRemoval ? [] : surfaceInstructions(planned ?? planRenovation(prompt), task, "");
      case "studio":
        return [{ task }];
      default:
        return [];
    }
  },
  estimateMs: (pixels) => 4000 + pixels / 2500,
};
