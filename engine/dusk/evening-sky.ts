import { type DuskIntensity } from "#core/edit/params.ts";
import { paintSky } from "#engine/dusk/paint-sky.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** The evening sky that fits a photo: its horizon where the photo's is, its sun on the side that was brighter by day. */
export function eveningSky(photo: Raster, sky: Mask, intensity: DuskIntensity, seed: number): Raster {
  const width = Math.min(960, photo.width);
  const horizon = horizonOf(sky);
  const height = Math.max(1, Math.round((width * photo.height) / photo.width));
  return paintSky(width, height, { intensity, seed, sunSide: sunSideOf(photo, sky), horizon });
}

/** Lowest place where the sky is seen, as a share of the height; houses hide the true horizon a little below it. */
function horizonOf({ data, width, height }: Mask): number {
  for (let y = height - 1; y > 0; y--) {
    let count = 0;
    for (let x = 0; x < width; x++) if (data[y * width + x] !== 0) count++;
    if (count > width * 0.012) return Math.min(0.85, (y + 0.06 * height) / height);
  }
  return 0.5;
}

/** −0.8 or 0.8: the side where the old sky is brighter, which is nearer to the sun. */
function sunSideOf(photo: Raster, sky: Mask): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let y = 0; y < sky.height; y += 3)
    for (let x = 0; x < sky.width; x += 3) {
      if (sky.data[y * sky.width + x] === 0) continue;
      const px = Math.floor((x * photo.width) / sky.width);
      const py = Math.floor((y * photo.height) / sky.height);
      const side = x * 2 < sky.width ? 0 : 1;
      const j = (py * photo.width + px) * 3;
      sums[side] += photo.data[j] + photo.data[j + 1] + photo.data[j + 2];
      counts[side]++;
    }
  if (counts[0] === 0 || counts[1] === 0) return counts[0] > counts[1] ? -0.8 : 0.8;
  return sums[0] / counts[0] > sums[1] / counts[1] ? -0.8 : 0.8;
}
