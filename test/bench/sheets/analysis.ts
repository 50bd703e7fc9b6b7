import { analysePhoto } from "#engine/analysis/analyse-photo.ts";
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
    const { isProperty, scene, furnishing, timeOfDay, issues, confidence } = analysePhoto(photo);
    const words = isProperty ? `${scene}, ${furnishing}, ${timeOfDay}` : "not a property photo";
    return [{ caption: `${words}; ${issues.join(", ") || "no fault"}; ${confidence}`, image: undefined }];
  },
};
