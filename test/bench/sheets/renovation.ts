import { objectsIn } from "#engine/objects/objects-in.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import { surfaceLikeness } from "#engine/renovation/surface-likeness.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

const wishes: Readonly<Record<string, readonly string[]>> = {
  "kitchen-dated-01.heic": ["white shaker cabinets"],
  "kitchen-small-cluttered-01.jpg": ["sage green cabinets"],
  "living-room-furnished-01.jpg": ["paint the walls sage green", "walnut floor"],
  "living-room-furnished-03.jpg": ["light grey walls"],
  "living-dining-furnished-01.jpg": ["white walls", "dark oak floor"],
  "bedroom-furnished-01.jpg": ["dusty blue walls"],
  "office-empty-01.jpg": ["herringbone floor"],
  "unlicensed/kitchen-dated-02.jpg": ["sage green cabinets", "light grey tiles floor"],
  "unlicensed/kitchen-dated-03.jpg": ["white shaker cabinets and white quartz worktop", "oak plank floor"],
  "unlicensed/kitchen-cleared-01.jpg": ["navy cabinets", "marble worktop"],
  "unlicensed/bathroom-dated-02.jpg": ["terracotta walls"],
  "unlicensed/empty-bedroom-01.jpg": ["light oak floor", "cream walls"],
  "unlicensed/empty-bedroom-02.jpg": ["paint the walls sage green", "oak plank floor"],
  "unlicensed/empty-living-room-01.webp": ["warm white walls", "dark grey tiles floor"],
  "unlicensed/empty-dining-room-01.jpg": ["herringbone floor", "blue walls"],
  "unlicensed/empty-great-room-01.jpg": ["walnut floor"],
};

export const renovationSheet: Sheet = {
  name: "renovation",
  photos: Object.keys(wishes),
  pictures: async (photo, file) => {
    const likeness = await surfaceLikeness(photo);
    const objects = await objectsIn(photo);
    return (wishes[file] ?? []).map((description) => {
      const done = renovate(photo, { description, objects, likeness, seed: 5 });
      return done.kind === "renovated"
        ? {
            caption: `${description}${done.notFound.length > 0 ? ` (not: ${done.notFound.join(", ")})` : ""}`,
            image: done.image,
          }
        : { caption: `${description}: ${done.reason}`, image: undefined };
    });
  },
};
