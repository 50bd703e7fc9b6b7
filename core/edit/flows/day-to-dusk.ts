import { type DuskIntensity } from "../params.ts";
import { type Flow } from "../flow.ts";

export const duskWords: Readonly<Record<DuskIntensity, string>> = {
  subtle: "a clear sky shortly after sunset, pale blue above a faint warm horizon",
  moderate:
    "a dusk sky twenty minutes after sunset, deep blue above with an orange and pink horizon and a few soft clouds",
  dramatic: "a dramatic dusk sky, indigo above glowing red and gold clouds near the horizon",
};

export const dayToDusk: Flow<"day-to-dusk"> = {
  editType: "day-to-dusk",
  mask: "none",
  region: "sky",
  candidates: [
    "us.stability.stable-image-search-replace-v1:0",
    "stability.sd3-5-large-v1:0",
    "reimagine.studio-v1",
  ],
  instruct({ intensity }, task) {
    const negativePrompt = "sun disc, stars, moon, birds, aircraft, text, people, overexposed sky";
    switch (task) {
      case "search-replace":
        return [
          { task, searchPrompt: "sky", prompt: `${duskWords[intensity]}, photographic`, negativePrompt },
        ];
      case "image-to-image":
        return [
          {
            task,
            prompt: `The same house photographed at dusk under ${duskWords[intensity]}, windows lit warm from inside`,
            negativePrompt,
            strength: { subtle: 0.3, moderate: 0.35, dramatic: 0.4 }[intensity],
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
