import { plainWords } from "../../models/instruction.ts";
import { type Flow } from "../flow.ts";

export const itemRemoval: Flow<"item-removal"> = {
  editType: "item-removal",
  mask: "required",
  region: "painted",
  candidates: [
    "us.stability.stable-image-erase-object-v1:0",
    "us.stability.stable-image-inpaint-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ objects }, task) {
    switch (task) {
      case "erase":
        return [{ task }];
      case "inpaint":
        // Inpainting draws what it is told: name the background, and put the objects among the unwanted.
        return [
          {
            task,
            prompt:
              "The empty background continued: the bare floor, plain wall, lawn or paving around the place runs on through it with the same texture, joints and light, nothing standing there, sharp photograph",
            negativePrompt: [
              "object",
              "furniture",
              "clutter",
              "shadow of an object",
              "reflection of an object",
              "text",
              "people",
              "blur",
              "smudge",
              "seam",
              ...objects.map(plainWords),
            ].join(", "),
          },
        ];
      case "studio":
        return [{ task }];
      default:
        return [];
    }
  },
  estimateMs: (pixels) => 3500 + pixels / 3500,
};
