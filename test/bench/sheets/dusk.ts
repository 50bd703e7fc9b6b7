import { duskIntensities } from "#core/edit/params.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { windowLikeness } from "#engine/dusk/window-likeness.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

export const duskSheet: Sheet = {
  name: "dusk",
  photos: [
    "exterior-house-blue-sky-01.jpg",
    "exterior-house-clouds-01.jpg",
    "exterior-modern-38mp-01.jpg",
    "exterior-brick-overcast-01.jpg",
    "exterior-townhouses-01.jpg",
    "exterior-villa-01.jpg",
    "exterior-evening-01.jpg",
    "panorama-row-houses-01.jpg",
    "exterior-gps-01.heic",
    "living-room-furnished-01.jpg",
    "dining-area-furnished-01.jpg",
    "office-empty-01.jpg",
  ],
  pictures: async (photo) => {
    const likeness = await windowLikeness(photo);
    return duskIntensities.map((intensity) => {
      const dusk = toDusk(photo, { intensity, seed: 7, likeness });
      return dusk.kind === "dusk"
        ? { caption: `${intensity}, ${dusk.windowsLit} windows`, image: dusk.image }
        : { caption: `refused: ${dusk.reason}`, image: undefined };
    });
  },
};
