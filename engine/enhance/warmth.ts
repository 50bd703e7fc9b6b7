import { encode, srgbToLinear } from "#engine/colour/srgb.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Light as of a warmer or a colder lamp: gains of red and blue in linear light, green following so that a grey keeps
 * its luminance.
 * @param warmth −100 (cold) to 100 (warm); 100 is about the step from daylight to a shade of 4300 K. 0 copies
 */
export function warmed({ data, width, height }: Raster, warmth: number): Raster {
  const share = Math.max(-1, Math.min(1, warmth / 100));
  const red = 1 + 0.28 * share;
  const blue = 1 - 0.36 * share;
  const green = (1 - 0.2126 * red - 0.0722 * blue) / 0.7152;
  const [ofRed, ofGreen, ofBlue] = [bytesBy(red), bytesBy(green), bytesBy(blue)];
  const out = new Uint8Array(data.length);
  for (let j = 0; j < data.length; j += 3) {
    out[j] = ofRed[data[j]];
    out[j + 1] = ofGreen[data[j + 1]];
    out[j + 2] = ofBlue[data[j + 2]];
  }
  return { data: out, width, height };
}

/** What becomes of each byte by a gain in linear light. */
const bytesBy = (gain: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) =>
    Math.round(255 * encode(Math.min(1, srgbToLinear[byte] * gain))),
  );
