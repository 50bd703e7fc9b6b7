import { type DuskIntensity } from "../params.ts";
import { type Flow } from "../flow.ts";

/** The sky that is wanted, and nothing of the house: only the sky is replaced. */
export const duskWords: Readonly<Record<DuskIntensity, string>> = {
  subtle:
    "a clear sky shortly after sunset, pale blue above, thinning to a faint warm band along the horizon, no hard clouds",
  moderate:
    "a dusk sky twenty minutes after sunset, deep blue above with an orange and pink horizon and a few soft clouds lit from below",
  dramatic:
    "a dramatic dusk sky, indigo above glowing red and gold clouds that stream towards a bright horizon",
};

/** What the light does to the house, for models that redraw the whole picture. */
const houseAt: Readonly<Record<DuskIntensity, string>> = {
  subtle: "the facade still in soft even daylight, a few windows lit warm from inside",
  moderate: "the facade in cool blue shade, windows and porch lamps lit warm from inside",
  dramatic: "the facade in deep blue shade with a warm rim of light, every window glowing amber from inside",
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
    const negativePrompt =
      "sun disc, stars, moon, lightning, birds, aircraft, text, people, overexposed sky, banding, halo around the roof";
    switch (task) {
      case "search-replace":
        return [
          {
            task,
            searchPrompt: "sky",
            prompt: `${duskWords[intensity]}, smooth gradient down to the roof line and between the trees, real-estate twilight photograph`,
            negativePrompt,
          },
        ];
      case "image-to-image":
        return [
          {
            task,
            prompt: `The same house photographed at dusk under ${duskWords[intensity]}; ${houseAt[intensity]}; same camera, same garden, real-estate twilight photograph`,
            negativePrompt: `${negativePrompt}, other house, extra windows, extra doors, moved walls`,
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
