import { type Mask, type Raster } from "#engine/raster.ts";

export type Colour = readonly [red: number, green: number, blue: number];

/** A picture drawn pixel by pixel; values outside 0–255 are clamped. */
export function drawn(width: number, height: number, colourAt: (x: number, y: number) => Colour): Raster {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  return { data: new Uint8Array(data.buffer), width, height };
}

export function drawnMask(width: number, height: number, isSet: (x: number, y: number) => boolean): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    isSet(i % width, Math.floor(i / width)) ? 255 : 0,
  );
  return { data, width, height };
}

export const colourOf = ({ data, width }: Raster, x: number, y: number): Colour => {
  const i = (y * width + x) * 3;
  return [data[i] ?? -1, data[i + 1] ?? -1, data[i + 2] ?? -1];
};

export interface HouseOptions {
  readonly width?: number;
  readonly height?: number;
  /** Sky colour at a height 0 (top) … 1 (horizon). */
  readonly sky?: (down: number) => Colour;
  readonly wire?: boolean;
}

/** Where the parts of {@link aHouse} are, as shares of its size. */
export const housePlan = {
  horizon: 0.62,
  wall: { left: 0.2, right: 0.8, top: 0.42, bottom: 0.9 },
  windows: [0.27, 0.45, 0.63].map((left) => ({ left, right: left + 0.06, top: 0.54, bottom: 0.68 })),
} as const;

/** A wall with a pitched roof and three windows on a lawn under a sky, with a little texture everywhere but above. */
export function aHouse({ width = 480, height = 320, sky = daySky, wire = false }: HouseOptions = {}): Raster {
  const { wall, windows, horizon } = housePlan;
  return drawn(width, height, (px, py) => {
    const x = (px + 0.5) / width;
    const y = (py + 0.5) / height;
    const grain = (((px * 7919 + py * 104729) % 17) - 8) * 0.9;
    const tinted = ([r, g, b]: Colour): Colour => [r + grain, g + grain, b + grain];
    if (windows.some((w) => x > w.left && x < w.right && y > w.top && y < w.bottom))
      return tinted([52, 58, 66]);
    if (x > wall.left && x < wall.right && y > wall.top && y < wall.bottom) return tinted([186, 150, 128]);
    const roof = wall.top - 0.24 * (1 - Math.abs(x - 0.5) / 0.36);
    if (Math.abs(x - 0.5) < 0.36 && y > roof && y <= wall.top) return tinted([96, 62, 56]);
    if (wire && py === Math.round(height * 0.1)) return [30, 32, 34];
    if (y > horizon) return tinted([88, 132, 62]);
    return sky(y / horizon);
  });
}

const daySky = (down: number): Colour => [96 + 70 * down, 150 + 50 * down, 226 + 18 * down];
export const duskSky = (down: number): Colour => [108 + 124 * down, 92 + 60 * down, 152 + 2 * down];

/** A room: ceiling, back wall, floor. */
export function aRoom(width = 480, height = 320): Raster {
  return drawn(width, height, (x, y) => {
    const grain = ((x * 7919 + y * 104729) % 13) - 6;
    const shade = 1 - 0.12 * Math.abs(x / width - 0.5);
    const base: Colour =
      y < height * 0.22 ? [238, 236, 232] : y < height * 0.62 ? [150, 172, 190] : [122, 84, 58];
    const t = y < height * 0.62 ? 0.25 : 0.9;
    return [base[0] * shade + grain * t, base[1] * shade + grain * t, base[2] * shade + grain * t];
  });
}

/** A wall over a floor of which the right half lies in shade, 240 × 180, and a thing before all of them. */
export const halfInSun = {
  photo: drawn(240, 180, (x, y): Colour => {
    const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
    if (y < 60) return [205 + g, 200 + g, 190 + g];
    return x < 120 ? [205 + g, 160 + g, 105 + g] : [135 + g, 105 + g, 67 + g];
  }),
  thing: drawnMask(240, 180, (x, y) => x >= 90 && x < 150 && y >= 40 && y < 130),
};

/** How many bytes differ where the region is 0: the number that must be 0. */
export const changedOutside = (original: Raster, image: Raster, region: Mask): number =>
  image.data.filter((v, i) => region.data[Math.floor(i / 3)] === 0 && v !== original.data[i]).length;
