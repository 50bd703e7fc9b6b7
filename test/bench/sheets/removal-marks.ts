import sharp from "sharp";
import { type Mask } from "#engine/raster.ts";

/** Something to take out of a shared photo: outlines in percent of the upright photo's width and height. */
export interface RemovalMark {
  readonly file: string;
  readonly what: string;
  readonly outlines: readonly string[];
}

/** Outlines drawn by hand around real things, loosely, as a finger on a phone would. */
export const removalMarks: readonly RemovalMark[] = [
  mark("living-room-furnished-01.jpg", "coffee table, loose box", "53,55 89,55 89,91 53,91"),
  mark(
    "living-room-furnished-01.jpg",
    "coffee table, outlined",
    "56,66 71.5,58 88,62.5 88,79 82,90 78,100 74,100 73,97 56,85",
  ),
  mark(
    "living-room-furnished-01.jpg",
    "television and plant",
    "44.3,27 56.3,29 56.3,41.5 44.3,41.5",
    "28.5,26 37.5,26 37.5,33.2 28.8,33.2",
  ),
  mark(
    "living-dining-furnished-01.jpg",
    "coffee table",
    "13,59 23,55.5 40,61.5 40,78 25,88.5 21.5,88.5 13,73",
  ),
  mark("living-dining-furnished-01.jpg", "fruit bowl", "76,54 82,50 87,50 93,54 93.5,58 85,60 76.5,57"),
  mark("living-dining-furnished-01.jpg", "television", "49,26.5 62,24.5 62,41 49,40.5"),
  mark(
    "dining-room-modern-01.jpg",
    "vase with flowers, bowl",
    "12,33 19,25 24,20 29.5,36 29.5,50 26.5,65 18,65 14,51",
    "25,60 37,60 37,67.2 25,67.2",
  ),
  mark("living-room-furnished-02.jpg", "ottoman", "49.5,66.5 60,66 70,70.5 69.5,85 53,87 50,75"),
  mark(
    "living-room-furnished-02.jpg",
    "sign and shelf of plants",
    "19,16 37.3,24 37.3,40 19.3,36.5",
    "29.5,40 37,40 37,52 29.5,52",
  ),
  mark("living-room-furnished-02.jpg", "cushion on sofa", "19.5,71 29.5,66 37,80 26.5,86.5"),
  mark("living-room-furnished-03.jpg", "coffee table", "26,63.5 32,60.5 41,62 43,82 38,84 29,91 27,85"),
  mark(
    "living-room-furnished-03.jpg",
    "two pictures",
    "66.5,36.5 75.7,36 75.7,48 66.5,48.5",
    "76.3,31.5 89.8,29.5 89.8,45 76.3,46.5",
  ),
  mark(
    "living-room-furnished-03.jpg",
    "plant in a pot",
    "82,45 88,37 100,36 100,62 96,75 98,97 87.5,97 87,84 80,58",
  ),
  mark(
    "living-room-cluttered-02.jpg",
    "round table, wall picture",
    "22,61 29,58.5 36,62 36,70 33,78 31,78 24,74 22,68",
    "92,34 100,34 100,43 92,43",
  ),
  mark("bedroom-furnished-02.jpg", "picture over the bed", "21.5,0 44.5,0 44.5,34.5 21.5,34.5"),
  mark("bedroom-furnished-02.jpg", "red cushion", "34,56 48,54.5 51.5,67 36.5,70.5"),
  mark(
    "bathroom-modern-01.jpg",
    "paper holder and candles",
    "41,70 46.3,70 46.3,82 41,82",
    "27,51 32,48 37,45 42.5,45 42.5,54 28,57.5",
  ),
  mark(
    "living-room-cluttered-01.jpg",
    "slippers, cloth, jug",
    "6,88 8,83 16.5,83 16,88 14,97 6,97",
    "26,80.5 35,74 45.5,78 42,84 30,84.5",
    "56,71.5 60,68 64,71 64,80.5 57,80.5",
  ),
  mark(
    "living-room-cluttered-01.jpg",
    "three pictures",
    "48,31 54.5,31 54.5,38.5 48,38.5",
    "63,27.5 68,27.5 68,35.8 63,35.8",
    "76.3,27 82,27 82,36 76.3,36",
  ),
  mark(
    "kitchen-small-cluttered-01.jpg",
    "utensils and basket",
    "45,24.5 57.5,24.5 57.5,41.5 45,41.5",
    "58,43 73,44 73,58 62,58 58,55",
  ),
  mark(
    "bedroom-furnished-01.jpg",
    "flowers, side table",
    "72.5,41 84,39 84,54 82.5,61 76,65",
    "66.5,56 74,56 73.5,68.5 67.5,68.5",
  ),
  mark(
    "exterior-townhouses-01.jpg",
    "air conditioners",
    "58,65 66,66 66,76 58,76",
    "79.5,66.5 84,66.5 84,74.5 79.5,74.5",
  ),
  mark("exterior-brick-overcast-01.jpg", "lamp post", "57.8,36 62,36 61.2,94.5 59.3,94.5"),
  mark(
    "exterior-villa-01.jpg",
    "pot and young tree",
    "28.5,64 34,64 34,76.5 28.5,76.5",
    "80,38 88,37 88.5,53 86,77.5 82.5,77 83,54",
  ),
  mark(
    "dining-area-furnished-01.jpg",
    "burner, wall picture",
    "59.5,66 69.5,66 69.5,84 59.5,84",
    "82.8,20 90,20 90,46 82.8,46",
  ),
  mark("dining-backlit-dark-01.jpg", "chair back", "49.5,62.5 70,62.5 70,80.5 49.5,80.5"),
  mark("unlicensed/empty-bedroom-01.jpg", "air conditioner", "23.3,23 41,24.5 41,31 23.3,29.5"),
];

/** The mark at a photo's size, 255 inside. */
export async function drawMark({ outlines }: RemovalMark, width: number, height: number): Promise<Mask> {
  const shapes = outlines.map((points) => `<polygon points="${points}" fill="#fff"/>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="#000"/>${shapes}</svg>`;
  const data = await sharp(Buffer.from(svg), { limitInputPixels: false }).extractChannel(0).raw().toBuffer();
  return { data: new Uint8Array(data), width, height };
}

export function mark(file: string, what: string, ...outlines: readonly string[]): RemovalMark {
  return { file, what, outlines };
}
