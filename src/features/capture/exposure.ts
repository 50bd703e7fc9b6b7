/** What the light does to a photo. `windows`: part of it is blown out, as windows are in a dark room. */
export type Exposure = "fine" | "dark" | "windows";

const blackBelow = 40;
const whiteFrom = 250;

/**
 * Judges a small frame by its histogram of luma (Rec. 709 weights on the 8-bit values as they are).
 * `dark`: more than 60 % of it is nearly black and the mean is below 60. `windows`: more than 8 % of it is at or near
 * white while a quarter is nearly black or the rest is below the middle. A white wall in good light is neither.
 * @param rgba RGBA, 8 bit, row-major; at least one pixel, else throws RangeError
 */
export function judgeExposure(rgba: Uint8ClampedArray): Exposure {
  const pixels = rgba.length / 4;
  if (pixels < 1) throw new RangeError("Expected at least one pixel");
  let [sum, sumBelowWhite, black, white] = [0, 0, 0, 0];
  for (let i = 0; i < rgba.length; i += 4) {
    const luma = 0.2126 * (rgba[i] ?? 0) + 0.7152 * (rgba[i + 1] ?? 0) + 0.0722 * (rgba[i + 2] ?? 0);
    sum += luma;
    if (luma < blackBelow) black += 1;
    if (luma >= whiteFrom) white += 1;
    else sumBelowWhite += luma;
  }
  if (black / pixels > 0.6 && sum / pixels < 60) return "dark";
  const restMean = white === pixels ? 255 : sumBelowWhite / (pixels - white);
  const isBlown = white / pixels > 0.08 && white < pixels;
  return isBlown && (black / pixels > 0.25 || restMean < 128) ? "windows" : "fine";
}
