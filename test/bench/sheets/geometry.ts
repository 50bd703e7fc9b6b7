import { shrinkTo } from "#engine/filters/resize.ts";
import { cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { isClear } from "#engine/geometry/clear-floor.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { faceAt, isInOpening, type Room } from "#engine/geometry/room.ts";
import { type Raster } from "#engine/raster.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";

/** The room as it is understood: clear floor green, windows blue, doors and what else is on walls red, edges white. */
export const geometrySheet: Sheet = {
  name: "geometry",
  photos: [
    "office-empty-01.jpg",
    "unlicensed/empty-living-room-01.webp",
    "unlicensed/empty-great-room-01.jpg",
    "unlicensed/empty-bedroom-01.jpg",
    "unlicensed/empty-bedroom-02.jpg",
    "unlicensed/empty-dining-room-01.jpg",
    "living-room-furnished-01.jpg",
    "living-room-furnished-02.jpg",
    "living-room-furnished-03.jpg",
    "living-room-cluttered-01.jpg",
    "dining-room-modern-01.jpg",
    "dining-area-furnished-01.jpg",
    "bedroom-furnished-01.jpg",
    "bedroom-furnished-02.jpg",
    "kitchen-small-cluttered-01.jpg",
    "bathroom-modern-01.jpg",
    "unlicensed/bedroom-dark-01.jpg",
    "exterior-villa-01.jpg",
  ],
  pictures: async (photo) => {
    const small = shrinkTo(photo, 1_000_000);
    const room = estimateRoom(small);
    const sure = room.confidence.toFixed(2);
    const windows = room.openings.filter(({ kind }) => kind === "window").length;
    const others = room.openings.length - windows;
    const caption = `confidence ${sure}, ${room.clearM2.toFixed(1)} m² clear, ${windows} windows, ${others} other`;
    return [{ caption, image: overlaid(shrinkTo(photo, 300_000), room) }];
  },
};

function overlaid(photo: Raster, room: Room): Raster {
  const { width, height } = photo;
  const camera = cameraAt(room.camera, width, height);
  const data = photo.data.slice();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = colourAt({ ...room, camera }, x, y);
      if (colour === undefined) continue;
      for (let c = 0; c < 3; c++) {
        const i = (y * width + x) * 3 + c;
        data[i] = ((data[i] ?? 0) + (colour[c] ?? 0)) / 2;
      }
    }
  return { data, width, height };
}

function colourAt(
  { camera, box, floor, openings }: Room,
  x: number,
  y: number,
): readonly number[] | undefined {
  const { face, distance } = faceAt(camera, box, x, y);
  if (face !== faceAt(camera, box, x + 2, y).face || face !== faceAt(camera, box, x, y + 2).face)
    return [255, 255, 255];
  const [rx, ry, rz] = rayThrough(camera, x, y);
  if (face === "floor") return isClear(floor, rx * distance, rz * distance) ? [0, 220, 60] : undefined;
  const [along, up] = [(face === "back" ? rx : rz) * distance, camera.heightM + ry * distance];
  const here = openings.filter((opening) => isInOpening(opening, face, along, up));
  if (here.length === 0) return undefined;
  return here.some(({ kind }) => kind === "window") ? [40, 90, 255] : [255, 50, 30];
}
