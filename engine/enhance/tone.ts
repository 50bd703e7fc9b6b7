import { encode, srgbToLinear } from "#engine/colour/srgb.ts";
import { guidedCoefficients } from "#engine/filters/guided.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { smoothRamp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";
import { type Gains } from "#engine/enhance/white-balance.ts";

export interface ToneSettings {
  /** White balance in linear light, each ≤ 1. */
  readonly gains: Gains;
  /** Factor of all light, ≥ 1, as a longer exposure gives it, 1 unless told; what would pass white rolls off before it. */
  readonly gain?: number;
  /** Factor at the dark end of the curve y = kx / (1 + (k − 1)x), 1 = as it is. */
  readonly exposure: number;
  /** How much more dark regions get than bright ones, 0–2. */
  readonly lift: number;
  /** Linear light that becomes black, 0–0.05. */
  readonly black: number;
}

/**
 * Develops a photo: white balance, black point, then a brightness curve whose strength follows the region a pixel lies
 * in (base layer of a guided filter, found at 0.4 MP), so that a dark room is lifted and the window in it is not.
 * The curve y = kx / (1 + (k − 1)x) keeps 0 and 1 where they are, rises everywhere and therefore clips nothing.
 */
export function develop(photo: Raster, settings: ToneSettings): Raster {
  const { width, height, data } = photo;
  const small = lumaPlane(shrinkTo(photo, 400_000));
  const { slope, offset } = guidedCoefficients(
    small,
    small,
    Math.max(2, Math.round(small.width / 16)),
    0.012,
  );
  const curve = strengthByBase(settings);
  const [red, green, blue] = channelTables(settings);
  const out = new Uint8Array(data.length);
  const sx = slope.width / width;
  const sy = slope.height / height;
  const a = new Float32Array(slope.width);
  const b = new Float32Array(slope.width);
  const left = new Int32Array(width);
  const share = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    const u = Math.max(0, Math.min(slope.width - 1.001, (x + 0.5) * sx - 0.5));
    left[x] = u | 0;
    share[x] = u - left[x];
  }
  for (let y = 0; y < height; y++) {
    interpolateRow(slope.data, slope.width, slope.height, (y + 0.5) * sy - 0.5, a);
    interpolateRow(offset.data, slope.width, slope.height, (y + 0.5) * sy - 0.5, b);
    for (let x = 0, j = y * width * 3; x < width; x++, j += 3) {
      const i = left[x];
      const f = share[x];
      const r8 = data[j];
      const g8 = data[j + 1];
      const b8 = data[j + 2];
      const luma = (0.2126 * r8 + 0.7152 * g8 + 0.0722 * b8) / 255;
      const base = (a[i] + (a[i + 1] - a[i]) * f) * luma + b[i] + (b[i + 1] - b[i]) * f;
      const k = curve[base <= 0 ? 0 : base >= 1 ? STEPS : (base * STEPS) | 0];
      let r = red[r8];
      let g = green[g8];
      let bl = blue[b8];
      const least = r8 < g8 ? (r8 < b8 ? r8 : b8) : g8 < b8 ? g8 : b8;
      if (least > 215) {
        // Clipped white has lost its colour; balancing it would tint the windows.
        const white = (least - 215) / 40;
        r += (srgbToLinear[r8] - r) * white;
        g += (srgbToLinear[g8] - g) * white;
        bl += (srgbToLinear[b8] - bl) * white;
      }
      const most = r8 > g8 ? (r8 > b8 ? r8 : b8) : g8 > b8 ? g8 : b8;
      if (most > 235) {
        // A channel that clips was brighter than the photo says; balanced by itself it would fall below the others, and a
        // lamp's orange wall turn cyan where it is brightest.
        const clipped = (most - 235) / 20;
        const brightest = r > g ? (r > bl ? r : bl) : g > bl ? g : bl;
        if (r8 === most) r += (brightest - r) * clipped;
        else if (g8 === most) g += (brightest - g) * clipped;
        else bl += (brightest - bl) * clipped;
      }
      const light = 0.2126 * r + 0.7152 * g + 0.0722 * bl;
      const ratio = k / (1 + (k - 1) * light);
      // Each channel by its own curve fades, all by one ratio keeps the colour but can clip: between the two.
      out[j] = toByte(tone(r, k, ratio), r8);
      out[j + 1] = toByte(tone(g, k, ratio), g8);
      out[j + 2] = toByte(tone(bl, k, ratio), b8);
    }
  }
  return { data: out, width, height };
}

const STEPS = 1023;

function tone(x: number, k: number, ratio: number): number {
  const own = (k * x) / (1 + (k - 1) * x);
  const together = x * ratio;
  // The ratio's result is trusted less the nearer it comes to white.
  const trust = together < 0.55 ? 0.8 : together > 1 ? 0 : (0.8 * (1 - together)) / 0.45;
  return own + (together - own) * trust;
}

/**
 * The factor k for each brightness of the base layer. What is bright already is lifted less the brighter it is, or the
 * folds of a curtain before a window would fade into white with the room's walls; a brighter region stays the brighter.
 */
function strengthByBase({ exposure, lift }: ToneSettings): Float32Array {
  return Float32Array.from({ length: STEPS + 1 }, (_, i) => {
    const base = i / STEPS;
    const shade = 1 - smoothRamp(base, 0, 0.55);
    const strength = Math.min(24, exposure * (1 + lift * 1.6 * shade));
    return strength <= 1 ? strength : 1 + (strength - 1) * (1 - 0.85 * smoothRamp(base, 0.45, 0.95));
  });
}

/** Linear light of each byte after white balance and black point; the black point is a soft toe, so that no byte but 0 becomes 0. */
function channelTables({ gains, gain = 1, black }: ToneSettings): [Float32Array, Float32Array, Float32Array] {
  const table = (balance: number): Float32Array =>
    srgbToLinear.map((light) => {
      const balanced = exposed(light * balance, gain);
      const cut = (balanced - black) / (1 - black);
      const toe = black * 2;
      return balanced < toe ? ((balanced * balanced) / (toe * toe)) * ((toe - black) / (1 - black)) : cut;
    });
  return [table(gains[0]), table(gains[1]), table(gains[2])];
}

/** gain · x where that is far from white, 1 at 1, rising everywhere: the 3-norm's way of levelling out. */
export function exposed(light: number, gain: number): number {
  return (gain * light) / Math.cbrt(1 + (gain ** 3 - 1) * light ** 3);
}

function interpolateRow(
  data: Float32Array,
  width: number,
  height: number,
  at: number,
  out: Float32Array,
): void {
  const v = Math.max(0, Math.min(height - 1, at));
  const top = Math.floor(v) * width;
  const bottom = Math.min(height - 1, Math.floor(v) + 1) * width;
  const f = v - Math.floor(v);
  for (let x = 0; x < width; x++) out[x] = data[top + x] + (data[bottom + x] - data[top + x]) * f;
}

const ENCODE_STEPS = 65535;
const encoded = Uint8Array.from({ length: ENCODE_STEPS + 1 }, (_, i) => encode(i / ENCODE_STEPS) * 255 + 0.5);

/** The nearest byte (to a twentieth of one, where it is darkest) that does not clip what `was` did not. */
function toByte(light: number, was: number): number {
  const byte = encoded[light <= 0 ? 0 : light >= 1 ? ENCODE_STEPS : (light * ENCODE_STEPS + 0.5) | 0];
  if (byte === 255) return was === 255 ? 255 : 254;
  return byte === 0 && was > 0 ? 1 : byte;
}
