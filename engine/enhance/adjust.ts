import { encode, srgbToLinear } from "#engine/colour/srgb.ts";
import { unclipped } from "#engine/enhance/unclipped.ts";
import { type Raster } from "#engine/raster.ts";

/** The sliders, each −100…100, 0 = as it is. */
export interface Sliders {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
}

/**
 * The three sliders as photographers know them: brightness moves the middle tones up to two stops and holds black and
 * white, contrast is an S around middle grey, saturation goes from grey to vivid and spares what is vivid already.
 * Nothing that was not clipped becomes so; all at 0 returns the same raster.
 */
export function adjust(photo: Raster, { brightness, contrast, saturation }: Sliders): Raster {
  if (brightness === 0 && contrast === 0 && saturation === 0) return photo;
  const tone = toneTable(brightness, contrast);
  const out = new Uint8Array(photo.data.length);
  const { data } = photo;
  const boost = saturation / 100;
  for (let j = 0; j < data.length; j += 3) {
    const r = tone[data[j]];
    const g = tone[data[j + 1]];
    const b = tone[data[j + 2]];
    const grey = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const factor = saturationFactor(r, g, b, grey, boost);
    out[j] = unclipped(grey + (r - grey) * factor, data[j]);
    out[j + 1] = unclipped(grey + (g - grey) * factor, data[j + 1]);
    out[j + 2] = unclipped(grey + (b - grey) * factor, data[j + 2]);
  }
  return { data: out, width: photo.width, height: photo.height };
}

/** Encoded 0–255 for each byte. Both curves hold 0 and 255 and rise in between. */
function toneTable(brightness: number, contrast: number): Float32Array {
  const k = 2 ** ((brightness / 100) * 2);
  const steepness = contrast / 100;
  return Float32Array.from({ length: 256 }, (_, byte) => {
    const light = srgbToLinear[byte];
    const bright = encode((k * light) / (1 + (k - 1) * light));
    return 255 * contrasted(bright, steepness);
  });
}

/** Above 0 an S through 0, ½ and 1 (smoothstep), below 0 a pull towards ½ that still reaches both ends. */
function contrasted(x: number, steepness: number): number {
  if (steepness >= 0) return x + steepness * 0.8 * (x * x * (3 - 2 * x) - x);
  const t = 2 * x - 1;
  const flat = 0.5 + 0.5 * (0.35 * t + 0.65 * t * t * t);
  return x + -steepness * 0.9 * (flat - x);
}

function saturationFactor(r: number, g: number, b: number, grey: number, boost: number): number {
  if (boost <= 0) return 1 + boost;
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  const vivid = most > 0 ? (most - least) / most : 0;
  const wanted = 1 + boost * 1.1 * (1 - vivid * 0.7);
  // As far as the colour stays inside sRGB.
  const up = most > grey ? (254.4 - grey) / (most - grey) : Infinity;
  const down = least < grey ? (grey - 0.6) / (grey - least) : Infinity;
  return Math.max(1, Math.min(wanted, up, down));
}
