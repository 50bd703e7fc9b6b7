import { isAlreadyDusk } from "#engine/dusk/already-dusk.ts";
import { isSky } from "#engine/dusk/sky-confidence.ts";
import { skyIn, type SkyRegion } from "#engine/dusk/sky-region.ts";
import { lightColour } from "#engine/enhance/light-colour.ts";
import { type Gains } from "#engine/enhance/white-balance.ts";
import { exposed, type ToneSettings } from "#engine/enhance/tone.ts";
import { noiseSigma } from "#engine/analysis/noise.ts";
import { sharpness } from "#engine/analysis/sharpness.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { percentiles } from "#engine/filters/percentile.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { ramp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";

/** What a photo needs. A good photo needs nearly nothing. */
export interface AutoPlan {
  /** Noise to take out, as the standard deviation of luma in bytes; 0 for a clean photo. */
  readonly denoiseSigma: number;
  readonly tone: ToneSettings | undefined;
  /** Standard deviation in pixels of the blur to undo; 0 for a photo that is sharp, or too noisy to tell. */
  readonly blurPx: number;
  /** Strength of the unsharp mask, 0–1. */
  readonly sharpening: number;
}

/** Measures at a quarter of a megapixel (noise and sharpness at full size, on samples) and decides. */
export function planAuto(photo: Raster): AutoPlan {
  const small = shrinkTo(photo, 250_000);
  const tone = toneOf(small);
  const { gains, gain, exposure, lift, black } = tone;
  const noise = noiseSigma(photo);
  // Noise grows with the slope of the curve where it sits: the shadows.
  const visibleNoise = noise * Math.min(3, Math.sqrt(gain * exposure * (1 + lift)));
  const neutral = gains.every((one) => one > 0.985);
  const quiet =
    Math.abs(Math.log2(exposure)) < 0.06 && lift < 0.08 && black < 0.002 && neutral && gain < 1.03;
  const { soft, edgeWidthPx } = sharpness(photo);
  // An edge takes some 2.5 standard deviations to rise; what a sharp photo's takes is no blur. Measured at 1024 px.
  const blurred = Math.max(0, edgeWidthPx - 3) / 2.5;
  return {
    denoiseSigma: visibleNoise > 3.2 ? Math.min(noise, 14) : 0,
    tone: quiet ? undefined : tone,
    blurPx:
      soft > 0.5 && visibleNoise < 5 ? Math.min(6, (blurred * photo.width) / Math.min(1024, photo.width)) : 0,
    sharpening: visibleNoise > 6 ? 0.15 : 0.25 + 0.45 * soft,
  };
}

/** The sky is looked for only where it could matter, since that takes longer than all the rest. */
function toneOf(small: Raster): Required<ToneSettings> {
  const indoors = toneUnder(small, undefined);
  if (changesLittle(indoors)) return indoors;
  const sky = skyIn(small);
  return isSky(sky) ? toneUnder(small, sky) : indoors;
}

const changesLittle = ({ gains, gain, exposure, lift }: Required<ToneSettings>): boolean =>
  gains.every((one) => one > 0.96) && gain < 1.05 && Math.abs(Math.log2(exposure)) < 0.1 && lift < 0.3;

function toneUnder(small: Raster, sky: SkyRegion | undefined): Required<ToneSettings> {
  // The blue of the evening and the warmth of its lamps are what the photo was taken for, and so is its dark.
  const isEvening = sky !== undefined && isAlreadyDusk(small, sky);
  const gains = isEvening ? asPhotographed : lightColour(small, sky);
  const gain = gainFor(small, gains, isEvening);
  const before = gain.forHeadroom === 1 ? gain.asTaken : lightOf(small, asPhotographed, gain.forHeadroom);
  const meant = isEvening ? surelyMeant : meantSo(before, brightestOf(small, gain.forHeadroom));
  const light = lightOf(small, gains, gain.whole);
  const exposure = exposureFor(before, light, meant);
  const lift = liftFor(light, exposure) * (1 - meant);
  return { gains, gain: gain.whole, exposure, lift, black: blackFor(light) };
}

interface Light {
  /** Encoded luma, 0–1, that 5, 25, 50, 75, 95 and 99.5 % of the pixels stay below, after white balance. */
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p995: number;
  /** Share of the picture that is all but white. */
  readonly blown: number;
  /** Linear light that a thousandth of the pixels stays below. */
  readonly linearP001: number;
}

/**
 * A photo whose brightest parts are far from white was exposed too briefly: all its light is multiplied, as a longer
 * exposure would have. What white balance takes from the middle is given back the same way.
 */
function gainFor(
  photo: Raster,
  gains: Gains,
  isEvening: boolean,
): { readonly forHeadroom: number; readonly whole: number; readonly asTaken: Light } {
  const before = lightOf(photo, asPhotographed, 1);
  const after = lightOf(photo, gains, 1);
  const givenBack = Math.max(1, Math.min(5, (before.p50 / Math.max(0.01, after.p50)) ** 2.2));
  const white = Math.max(0.01, before.p995 ** 2.2);
  const toWhite = 0.85 / white;
  // Nothing white in the picture is no proof: its middle must stay a middle.
  const toMiddle = (0.62 / Math.max(0.02, middleOf(before))) ** 2.2;
  const forHeadroom = isEvening || white > 0.55 ? 1 : Math.max(1, Math.min(16, toWhite, toMiddle));
  return { forHeadroom, whole: forHeadroom * givenBack, asTaken: before };
}

const asPhotographed: Gains = [1, 1, 1];

function lightOf(photo: Raster, gains: Gains, gain: number): Light {
  const { data } = photo;
  const luminance = new Float32Array(photo.width * photo.height);
  const table = (balance: number): Float64Array =>
    Float64Array.from(srgbToLinear, (light) => exposed(light * balance, gain));
  const [red, green, blue] = [table(gains[0]), table(gains[1]), table(gains[2])];
  let blown = 0;
  for (let i = 0, j = 0; i < luminance.length; i++, j += 3) {
    luminance[i] = 0.2126 * red[data[j]] + 0.7152 * green[data[j + 1]] + 0.0722 * blue[data[j + 2]];
    if (luminance[i] > 0.93) blown++;
  }
  const [p001 = 0, p05 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, p995 = 0] = percentiles(
    luminance,
    [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995],
  );
  return {
    p05: eye(p05),
    p25: eye(p25),
    p50: eye(p50),
    p75: eye(p75),
    p95: eye(p95),
    p995: eye(p995),
    blown: blown / luminance.length,
    linearP001: p001,
  };
}

/** Encoded value, 0–1, that the strongest channel of 95 % stays below: white by tungsten is strong in red alone. */
function brightestOf({ data }: Raster, gain: number): number {
  const counts = new Uint32Array(256);
  for (let j = 0; j < data.length; j += 3) counts[Math.max(data[j], data[j + 1], data[j + 2])]++;
  let byte = 0;
  for (let below = counts[0]; below <= Math.floor((0.95 * data.length) / 3); below += counts[byte]) byte++;
  return eye(exposed(srgbToLinear[byte], gain));
}

const eye = (light: number): number => light ** (1 / 2.2);

/**
 * Factor for the shadows of {@link develop}'s curve that brings the photo's middle to that of a well exposed one.
 * In a band around it the brightness stays, so that a mood survives; what white balance took is always given back.
 * @param before the light as photographed, which decides; `after` has the white balance in it
 * @param meant  how sure it is that the photographer meant it so, 0–1
 */
function exposureFor(before: Light, after: Light, meant: number): number {
  const from = Math.max(0.02, middleOf(after)) ** 2.2;
  const asTaken = middleOf(before);
  const to = (asTaken + (wantedMiddle(asTaken) - asTaken) * (1 - meant)) ** 2.2;
  // The k of y = kx / (1 + (k − 1)x) that sends `from` to `to`.
  const k = (to * (1 - from)) / (from * (1 - to));
  return Math.max(0.55, Math.min(16, k ** 0.94));
}

/** Never quite: a fifth of the way is always gone. */
const surelyMeant = 0.8;

/**
 * How sure it is that the photographer meant it so, 0–{@link surelyMeant}: whites are white and yet hardly any is blown, so that the dark
 * is dark paint. A room against its windows has them blown.
 */
const meantSo = ({ blown }: Light, brightest: number): number =>
  surelyMeant * ramp(brightest, 0.8, 0.92) * (1 - ramp(blown, 0.012, 0.04));

const middleOf = ({ p25, p50, p75 }: Light): number => 0.25 * p25 + 0.5 * p50 + 0.25 * p75;

/** 0.48–0.74 stay; the darker a photo, the fuller the way to 0.55. */
function wantedMiddle(middle: number): number {
  if (middle > 0.74) return 0.7;
  if (middle >= 0.48) return middle;
  return 0.48 + 0.07 * Math.min(1, (0.48 - middle) / 0.2);
}

/**
 * How much more the dark regions are lifted than the rest, 0–2: high for a room against bright windows, most where much
 * of them is blown, since the camera then measured the garden and not the room.
 */
function liftFor({ p05, p25, p95, blown }: Light, exposure: number): number {
  const lifted = (v: number): number => {
    const x = v ** 2.2;
    return ((exposure * x) / (1 + (exposure - 1) * x)) ** (1 / 2.2);
  };
  const range = lifted(p95) - lifted(p25);
  const gloom = Math.max(0, 0.42 - lifted(p25)) / 0.42;
  const depth = Math.max(0, 0.2 - lifted(p05)) / 0.2;
  const backlit = 1.6 * ramp(blown, 0.05, 0.12) * gloom;
  return Math.min(1.6, Math.max(0, range - 0.32) * 3.6 * gloom + 0.35 * depth * gloom + backlit);
}

/** Linear light that becomes black: takes haze off, never more than lies under the darkest thousandth. */
const blackFor = ({ linearP001 }: Light): number => Math.min(0.03, linearP001 * 0.7);
