import { type RoomType, type StagingStyle } from "../params.ts";
import { type Flow } from "../flow.ts";

export const roomWords: Readonly<Record<RoomType, string>> = {
  "living-room": "living room",
  bedroom: "bedroom",
  kitchen: "kitchen",
  "dining-room": "dining room",
  office: "home office",
  bathroom: "bathroom",
};

const furniture: Readonly<Record<RoomType, string>> = {
  "living-room": "a sofa, an armchair, a coffee table on a rug, a floor lamp and a plant",
  bedroom: "a made bed with its head against a wall, two bedside tables with lamps, a rug and a bench",
  kitchen: "bar stools, a small table with chairs and a bowl of fruit",
  "dining-room": "a dining table with six chairs on a rug, a sideboard and a pendant lamp",
  office: "a desk with a task chair, a bookcase, a reading chair and a desk lamp",
  bathroom: "folded towels, a bath mat, a small stool and a plant",
};

export const styleWords: Readonly<Record<StagingStyle, string>> = {
  modern: "modern style: clean lines, low furniture, grey fabric and pale oak",
  traditional: "traditional style: rolled arms, turned legs, walnut and deep warm fabrics",
  minimalist: "minimalist style: few light pieces, white and natural linen, much free floor",
  luxury: "luxury style: velvet, marble, brass and tufted upholstery",
  rustic: "rustic style: reclaimed wood, leather, wool and baskets",
  contemporary: "contemporary style: curved shapes, boucle, black metal and muted colour",
};

export const virtualStaging: Flow<"virtual-staging"> = {
  editType: "virtual-staging",
  mask: "none",
  region: "staging-zone",
  candidates: [
    "us.stability.stable-image-inpaint-v1:0",
    "us.stability.stable-image-control-structure-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ roomType, style, sceneOf }, task) {
    // No model puts the very same furniture into another photo.
    if (sceneOf !== undefined && task !== "studio") return [];
    const prompt =
      `A professional real-estate photograph of a ${roomWords[roomType]} furnished in ${styleWords[style]}. ` +
      `On the existing floor stand ${furniture[roomType]}, at true scale, with the camera height, perspective and window light of the photo ` +
      "and soft contact shadows. Walls, windows, doors, ceiling and floor are unchanged.";
    const negativePrompt =
      "people, text, watermark, clutter, furniture in front of doors or windows, floating furniture, warped perspective, new windows, new doors, cartoon, blur";
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
