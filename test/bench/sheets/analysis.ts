import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

export const analysisSheet: Sheet = {
  name: "analysis",
  photos: [
    "living-room-dark-derived-01.jpg",
    "bedroom-tungsten-cast-derived-01.jpg",
    "living-room-motion-blur-derived-01.jpg",
    "living-room-furnished-01.jpg",
    "office-empty-01.jpg",
    "exterior-brick-overcast-01.jpg",
    "exterior-evening-01.jpg",
    "exterior-townhouses-01.jpg",
    "not-property-cat-01.png",
    "not-property-document-01.jpg",
    "not-property-people-01.jpg",
    "unlicensed/empty-bedroom-01.jpg",
    "unlicensed/empty-great-room-01.jpg",
    "unlicensed/empty-living-room-01.webp",
  ],
  pictures: async (photo) => {
    const { isProperty, scene, roomType, furnishing, timeOfDay, issues, distractions, confidence } =
      await lookAtPhoto(photo);
    const words = isProperty ? `${scene}, ${roomType}, ${furnishing}, ${timeOfDay}` : "not a property photo";
    const things = distractions.map(({ name }) => name).join(", ") || "nothing loose";
    return [
      {
        caption: `${words}; ${issues.join(", ") || "no fault"}; ${things}; ${confidence}`,
        image: undefined,
      },
    ];
  },
};
