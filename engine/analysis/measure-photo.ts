import { linearToLab } from "#engine/colour/lab.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { noiseSigma } from "#engine/analysis/noise.ts";
import { isPanorama } from "#engine/analysis/panorama.ts";
import { type SceneCues, sceneCues } from "#engine/analysis/scene-cues.ts";
import { type Sharpness, sharpness } from "#engine/analysis/sharpness.ts";
import { isAlreadyDusk } from "#engine/dusk/already-dusk.ts";
import { isSky, skyConfidence } from "#engine/dusk/sky-confidence.ts";
import { skyIn } from "#engine/dusk/sky-region.ts";
import { lightColour } from "#engine/enhance/light-colour.ts";
import { measureUprightness, type Uprightness } from "#engine/enhance/uprightness.ts";
import { fullRange } from "#engine/colour/full-range.ts";
import { type Gains } from "#engine/enhance/white-balance.ts";
import { percentiles } from "#engine/filters/percentile.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { ramp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";

/** What can be measured of a photo without knowing things. Shares and confidences are 0–1. */
export interface PhotoMeasures {
  /** Mean and median of encoded luma, 0–1. */
  readonly brightness: number;
  readonly medianBrightness: number;
  /** Standard deviation of encoded luma, 0–0.5. */
  readonly contrast: number;
  /** Pixels with all channels ≥ 252, and with all ≤ 3. */
  readonly clippedWhite: number;
  readonly clippedBlack: number;
  /** Colour of the light in CIE a*, b* at L* 70: + is red and yellow. The length is the strength; under 6 is none. */
  readonly cast: { readonly a: number; readonly b: number; readonly strength: number };
  readonly sharpness: Sharpness;
  /** Standard deviation of noise in luma bytes at full size. */
  readonly noiseSigma: number;
  /** How the camera was held. */
  readonly uprightness: Uprightness;
  readonly sky: { readonly share: number; readonly confidence: number; readonly isDusk: boolean };
  /** 0 full of things … 1 nothing stands on a big plain floor. Means something for interiors only. */
  readonly emptiness: number;
  readonly exterior: number;
  /** How sure it is that this is no photo of a house or room: papers, faces, animals. */
  readonly notProperty: number;
  readonly cues: SceneCues;
  readonly isPanorama: boolean;
}

/** What all but the noise is measured on: at most 0.8 MP. */
export const workingSize = (photo: Raster): Raster => shrinkTo(photo, 800_000);

/** @param work the photo at its {@link workingSize}, where a caller has it at hand */
export function measurePhoto(photo: Raster, work = workingSize(photo)): PhotoMeasures {
  const small = shrinkTo(work, 300_000);
  const light = lightOf(small);
  const exposed = fullRange(small);
  const cues = sceneCues(exposed);
  const region = skyIn(small);
  const sky = {
    share: region?.coverage ?? 0,
    confidence: region === undefined ? 0 : skyConfidence(region),
    isDusk: region !== undefined && isAlreadyDusk(small, region),
  };
  const sharp = sharpness(work);
  const exterior = Math.max(sky.confidence, ramp(cues.green, 0.06, 0.16));
  return {
    ...light,
    cast: castOf(lightColour(shrinkTo(small, 100_000), isSky(region) ? region : undefined)),
    sharpness: sharp,
    noiseSigma: noiseSigma(photo),
    uprightness: measureUprightness(work),
    sky: sky.confidence < 0.3 ? { ...sky, share: 0 } : sky,
    emptiness: emptinessOf(cues, contrastOf(lumaPlane(exposed).data), sharp),
    exterior,
    notProperty: notPropertyOf(cues, exterior),
    cues,
    isPanorama: isPanorama(work),
  };
}

/** Whether the photo was taken under the open sky, and shows it. */
export const isUnderSky = (photo: Raster): boolean => isSky(skyIn(photo));

type Light = Pick<
  PhotoMeasures,
  "brightness" | "medianBrightness" | "contrast" | "clippedWhite" | "clippedBlack"
>;

function lightOf(photo: Raster): Light {
  const { data } = photo;
  const luma = lumaPlane(photo).data;
  const n = luma.length;
  let sum = 0;
  let white = 0;
  let black = 0;
  for (let i = 0, j = 0; i < n; i++, j += 3) {
    sum += luma[i];
    if (data[j] >= 252 && data[j + 1] >= 252 && data[j + 2] >= 252) white++;
    if (data[j] <= 3 && data[j + 1] <= 3 && data[j + 2] <= 3) black++;
  }
  const [medianBrightness = 0] = percentiles(luma, [0.5]);
  return {
    brightness: sum / n,
    medianBrightness,
    contrast: contrastOf(luma),
    clippedWhite: white / n,
    clippedBlack: black / n,
  };
}

/** Standard deviation of encoded luma, 0–0.5. */
function contrastOf(luma: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of luma) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / luma.length;
  return Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
}

/** The inverse of the white balance's gains is the light's colour. */
function castOf(gains: Gains): PhotoMeasures["cast"] {
  const light = gains.map((gain) => 1 / gain);
  const level = srgbToLinear[170] / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]);
  const { a, b } = linearToLab(light[0] * level, light[1] * level, light[2] * level);
  return { a, b, strength: Math.hypot(a, b) };
}

/** Dark and soft photos show fewer edges for the same furniture, so edges are counted against contrast and focus. */
function emptinessOf(cues: SceneCues, contrast: number, { soft }: Sharpness): number {
  const expected = Math.max(0.35, Math.min(1, contrast / 0.2)) * (1 - 0.55 * soft);
  const busy = cues.edgesBelow / expected;
  return 1 - ramp(busy, 0.1, 0.2);
}

function notPropertyOf(cues: SceneCues, exterior: number): number {
  // Houses are full of uprights and of lines in few directions; fur, faces and handwriting are not.
  const lineless = (1 - ramp(cues.upright, 0.03, 0.06)) * (1 - ramp(cues.ordered, 0.09, 0.125));
  const paper = ramp(cues.white, 0.5, 0.65) * (1 - ramp(cues.upright, 0.02, 0.06));
  const people =
    ramp(cues.skin, 0.13, 0.2) * ramp(cues.white, 0.35, 0.5) * (1 - ramp(cues.upright, 0.07, 0.11));
  const found = Math.max(0.9 * lineless, 0.85 * paper, 0.75 * people);
  return cues.green > 0.08 ? found * (1 - exterior) : found;
}
