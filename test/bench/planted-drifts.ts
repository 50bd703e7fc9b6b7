import { type Raster } from "#engine/raster.ts";

/** A lie about a house that a generative model is apt to tell, planted in a picture of any size. */
export interface PlantedDrift {
  readonly name: string;
  readonly drift: (photo: Raster) => Raster;
}

/** Places in shares of the width and height. Each touches a part of the picture and leaves the rest as it was. */
export const drifts: readonly PlantedDrift[] = [
  { name: "camera moved 2 %", drift: (photo) => from(photo, (x, y) => [x * 0.98, y * 0.98]) },
  {
    name: "wall moved 2 %",
    drift: (photo) => from(photo, (x, y) => [y < 0.7 && x > 0.02 ? x - 0.02 : x, y]),
  },
  {
    name: "half the picture stretched 3 %",
    drift: (photo) => from(photo, (x, y) => [x > 0.5 ? 0.5 + (x - 0.5) * 0.97 : x, y]),
  },
  {
    name: "busiest part painted over",
    drift: (photo) => {
      const box = busiest(photo, 0.2, 0.28);
      const colour = meanAround(photo, box);
      return painted(photo, (x, y) => (isIn(box, x, y) ? colour : undefined));
    },
  },
  {
    name: "busiest part shifted by 2.5 %",
    drift: (photo) => {
      const box = busiest(photo, 0.26, 0.3);
      return from(photo, (x, y) => [isIn(box, x, y) ? x - 0.025 : x, y]);
    },
  },
  {
    name: "busiest part a tenth larger",
    drift: (photo) => {
      const box = busiest(photo, 0.3, 0.34);
      const [u, v] = [box.left + box.width / 2, box.top + box.height / 2];
      return from(photo, (x, y) => (isIn(box, x, y) ? [u + (x - u) / 1.1, v + (y - v) / 1.1] : [x, y]));
    },
  },
  {
    name: "door added",
    drift: (photo) => {
      const box = { ...calmest(photo, 0.11, 0.36), width: 0.11, height: 0.36 };
      return painted(photo, (x, y) => (isIn(box, x, y) ? doorAt(box, x, y, photo) : undefined));
    },
  },
  {
    name: "beam added",
    drift: (photo) =>
      painted(photo, (_x, y) =>
        Math.abs(y - 0.12) < 0.018 ? (y < 0.12 ? [96, 66, 42] : [70, 46, 28]) : undefined,
      ),
  },
];

type Colour = readonly [number, number, number];

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const isIn = ({ left, top, width, height }: Box, x: number, y: number): boolean =>
  x >= left && x < left + width && y >= top && y < top + height;

/** Each pixel taken from elsewhere, between the pixels. */
function from(photo: Raster, source: (x: number, y: number) => readonly [number, number]): Raster {
  const { width, height, data } = photo;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [sx, sy] = source(x / width, y / height);
      const u = Math.max(0, Math.min(width - 1.001, sx * width));
      const v = Math.max(0, Math.min(height - 1.001, sy * height));
      const i = (Math.floor(v) * width + Math.floor(u)) * 3;
      const [fx, fy] = [u % 1, v % 1];
      for (let c = 0; c < 3; c++) {
        const at = (k: number): number => data[i + k + c] ?? 0;
        const upper = at(0) + (at(3) - at(0)) * fx;
        const lower = at(width * 3) + (at(width * 3 + 3) - at(width * 3)) * fx;
        out[(y * width + x) * 3 + c] = upper + (lower - upper) * fy + 0.5;
      }
    }
  return { data: out, width, height };
}

function painted(photo: Raster, colourAt: (x: number, y: number) => Colour | undefined): Raster {
  const { width, height } = photo;
  const data = Uint8Array.from(photo.data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = colourAt(x / width, y / height);
      if (colour !== undefined) data.set(colour, (y * width + x) * 3);
    }
  return { data, width, height };
}

/** A panelled leaf in a frame, darker or brighter than the wall, whichever shows. */
function doorAt(box: Box, x: number, y: number, photo: Raster): Colour {
  const [r] = meanAround(photo, box);
  const u = (x - box.left) / box.width;
  const v = (y - box.top) / box.height;
  const isFrame = u < 0.08 || u > 0.92 || v < 0.05;
  const isPanel = Math.abs(u - 0.5) < 0.28 && (Math.abs(v - 0.28) < 0.16 || Math.abs(v - 0.72) < 0.18);
  if (r > 110) return isFrame ? [232, 228, 220] : isPanel ? [84, 58, 40] : [104, 74, 52];
  return isFrame ? [120, 112, 100] : isPanel ? [214, 208, 198] : [232, 228, 220];
}

const busiest = (photo: Raster, width: number, height: number): Box => search(photo, width, height, 1);
const calmest = (photo: Raster, width: number, height: number): Box => search(photo, width, height, -1);

/** The box of that size, away from the border, with most (1) or least (−1) change from pixel to pixel. */
function search(photo: Raster, width: number, height: number, sign: 1 | -1): Box {
  const boxes = [0.06, 0.18, 0.3, 0.42, 0.54, 0.66].flatMap((left) =>
    [0.08, 0.2, 0.32, 0.44].map((top) => ({ left, top, width, height })),
  );
  const scored = boxes
    .filter((box) => box.left + width < 0.95 && box.top + height < 0.95)
    .map((box) => ({ box, change: sign * changeIn(photo, box) }));
  const [first] = scored.toSorted((a, b) => b.change - a.change);
  if (first === undefined) throw new RangeError("The box does not fit the picture");
  return first.box;
}

function changeIn({ data, width, height }: Raster, box: Box): number {
  let sum = 0;
  for (let y = Math.floor(box.top * height); y < (box.top + box.height) * height; y += 3)
    for (let x = Math.floor(box.left * width); x < (box.left + box.width) * width; x += 3) {
      const i = (y * width + x) * 3 + 1;
      sum += Math.min(40, Math.abs((data[i] ?? 0) - (data[i + 9] ?? 0)));
    }
  return sum;
}

function meanAround({ data, width, height }: Raster, box: Box): Colour {
  const sums = [0, 0, 0];
  let count = 0;
  const y = Math.max(0, Math.floor((box.top - 0.015) * height));
  for (let x = Math.floor(box.left * width); x < (box.left + box.width) * width; x++, count++)
    for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (data[(y * width + x) * 3 + c] ?? 0);
  const [r = 0, g = 0, b = 0] = sums;
  return [r / count, g / count, b / count];
}
