import { type DuskIntensity } from "#core/edit/params.ts";
import { encode, decode } from "#engine/colour/srgb.ts";
import { fbm } from "#engine/filters/noise.ts";
import { hash2, seededRandom } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";

export interface SkySetting {
  readonly intensity: DuskIntensity;
  readonly seed: number;
  /** Where the sun went down, −1 left border … 1 right border. */
  readonly sunSide: number;
  /** Height of the horizon as a share of the picture's height, 0 top … 1 bottom. */
  readonly horizon: number;
}

/** Encoded sRGB at a height above the horizon, 0 = horizon, 1 = top of a tall sky. */
type Stops = readonly (readonly [height: number, colour: readonly [number, number, number]])[];

interface Mood {
  readonly sky: Stops;
  /** Colour near where the sun went down, and how strong. */
  readonly glow: readonly [number, number, number];
  readonly glowStrength: number;
  readonly cloudLit: readonly [number, number, number];
  readonly cloudShade: readonly [number, number, number];
  readonly cloudCover: number;
}

const moods: { readonly [I in DuskIntensity]: Mood } = {
  subtle: {
    sky: [
      [0, [252, 214, 168]],
      [0.12, [246, 204, 172]],
      [0.3, [214, 190, 190]],
      [0.6, [150, 168, 200]],
      [1, [98, 132, 184]],
    ],
    glow: [255, 214, 150],
    glowStrength: 0.5,
    cloudLit: [255, 222, 190],
    cloudShade: [164, 160, 184],
    cloudCover: 0.42,
  },
  moderate: {
    sky: [
      [0, [250, 178, 112]],
      [0.1, [238, 156, 114]],
      [0.26, [186, 128, 138]],
      [0.5, [90, 102, 152]],
      [1, [34, 62, 116]],
    ],
    glow: [255, 176, 88],
    glowStrength: 0.65,
    cloudLit: [248, 160, 122],
    cloudShade: [78, 78, 116],
    cloudCover: 0.45,
  },
  dramatic: {
    sky: [
      [0, [250, 152, 80]],
      [0.08, [222, 118, 88]],
      [0.2, [136, 82, 112]],
      [0.42, [50, 54, 110]],
      [1, [12, 24, 62]],
    ],
    glow: [255, 128, 40],
    glowStrength: 0.9,
    cloudLit: [214, 104, 92],
    cloudShade: [32, 36, 72],
    cloudCover: 0.44,
  },
};

/**
 * A sky after sunset: a gradient from the horizon up, a glow where the sun went, and clouds as a plane seen in
 * perspective (thin streaks far away, larger forms above), lit from the sun's side. Repeats itself for the same seed.
 */
export function paintSky(width: number, height: number, setting: SkySetting): Raster {
  const mood = moods[setting.intensity];
  const random = seededRandom(setting.seed);
  const drift = random() * 400;
  const seed = Math.floor(random() * 1e6);
  const data = new Uint8Array(width * height * 3);
  const aspect = width / height;
  const horizon = Math.max(0.25, setting.horizon);
  const sunX = setting.sunSide;
  const sky = linearStops(mood.sky);
  const glow = linear(mood.glow);
  const lit = linear(mood.cloudLit);
  const shade = linear(mood.cloudShade);
  const elevationOf = (y: number): number =>
    // Tall skies show more of the dark zenith; a low strip shows the horizon's colours only.
    Math.max(0, (horizon - (y + 0.5) / height) / horizon) * Math.min(1, 0.35 + horizon * 1.1);
  const rows = Math.min(height, Math.ceil(horizon * height) + 1);
  const density = new Float32Array(width * rows);
  for (let y = 0; y < rows; y++) {
    // A cloud layer at height 1 seen at this elevation lies this far away.
    const far = 1 / (elevationOf(y) * 1.9 + 0.16);
    for (let x = 0; x < width; x++) {
      const across = ((x + 0.5) / width) * 2 - 1;
      density[y * width + x] = cloudDensity(
        across * aspect * 0.62 * far + drift,
        far * 1.25 + drift * 0.37,
        seed,
        mood.cloudCover,
      );
    }
  }
  for (let y = 0; y < height; y++) {
    const elevation = elevationOf(y);
    const base = sky(elevation);
    const row = Math.min(rows - 1, y) * width;
    // Where the light comes from, seen from a cloud: towards the sun and lower.
    const lower = Math.min(rows - 1, y + Math.round(height * (0.008 + 0.03 * elevation))) * width;
    for (let x = 0; x < width; x++) {
      const across = ((x + 0.5) / width) * 2 - 1;
      const towardsSun = Math.exp(-((across - sunX) ** 2) / 0.9);
      const glowing = mood.glowStrength * towardsSun * Math.exp(-elevation * 4.2);
      const own = density[row + x];
      const beside = Math.max(0, Math.min(width - 1, x + Math.round((sunX - across) * width * 0.02)));
      const lean = density[lower + beside];
      const facing = Math.max(0, Math.min(1, 0.5 + (own - lean) * 1.4 + 0.3 * towardsSun - elevation * 0.5));
      const thick = own * (0.35 + 0.65 * Math.min(1, elevation * 5)) * 0.86;
      const j = (y * width + x) * 3;
      const grain = (hash2(x, y, seed) - 0.5) * 1.6;
      for (let c = 0; c < 3; c++) {
        let light = base[c] + (glow[c] - base[c]) * glowing;
        const cloud = shade[c] + (lit[c] - shade[c]) * facing;
        // Thin cloud lets the sky through and takes its colour on.
        light += (cloud * 0.8 + light * 0.2 - light) * thick;
        data[j + c] = Math.max(0, Math.min(255, encodeFast(light) + grain + 0.5));
      }
    }
  }
  return { data, width, height };
}

const STEPS = 4096;
const encoded = Float32Array.from({ length: STEPS + 2 }, (_, i) => encode(i / STEPS) * 255);

/** Encoded byte as a real number, so that grain can dither it. */
function encodeFast(light: number): number {
  const p = Math.max(0, Math.min(1, light)) * STEPS;
  const i = p | 0;
  return encoded[i] + (encoded[i + 1] - encoded[i]) * (p - i);
}

/** 0 clear … 1 thick: a fractal bent by another one, so that forms are torn and not blobs. */
function cloudDensity(x: number, y: number, seed: number, cover: number): number {
  const bendX = fbm(x * 0.9, y * 0.9, seed + 7, 3) - 0.5;
  const bendY = fbm(x * 0.9 + 31, y * 0.9 + 17, seed + 11, 3) - 0.5;
  const form = fbm(x * 0.75 + bendX * 1.3, y * 1.5 + bendY * 1.1, seed, 6, 0.53);
  const t = Math.max(0, Math.min(1, (form - (1 - cover) + 0.06) / 0.3));
  return t * t * (3 - 2 * t);
}

function linearStops(stops: Stops): (height: number) => [number, number, number] {
  const lights = stops.map(([at, colour]) => ({ at, light: linear(colour) }));
  return (height) => {
    const h = Math.max(0, Math.min(1, height));
    let k = 0;
    while (k < lights.length - 2 && h > lights[k + 1].at) k++;
    const t = Math.max(0, Math.min(1, (h - lights[k].at) / (lights[k + 1].at - lights[k].at)));
    const s = t * t * (3 - 2 * t) * 0.5 + t * 0.5;
    const mix = (c: number): number => lights[k].light[c] + (lights[k + 1].light[c] - lights[k].light[c]) * s;
    return [mix(0), mix(1), mix(2)];
  };
}

const linear = (colour: readonly [number, number, number]): [number, number, number] => [
  decode(colour[0] / 255),
  decode(colour[1] / 255),
  decode(colour[2] / 255),
];
