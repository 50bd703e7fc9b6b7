import { components, keepComponents } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { loadOpenCv, withMats } from "#engine/opencv.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";

/**
 * The thing under a tap: the regions like the tapped spot that hang together with it, made whole by GrabCut (Rother et
 * al. 2004) against what lies farther out, then closed and without holes.
 * @param point pixels of the photo; throws RangeError outside it
 * @returns 0 or 255, at the photo's size; the tapped pixel is always in it. A tap on a wall or a floor gives what hangs
 * together there, at most {@link MOST_SHARE} of the picture.
 */
export async function selectObject(photo: Raster, point: { x: number; y: number }): Promise<Mask> {
  if (point.x < 0 || point.y < 0 || point.x >= photo.width || point.y >= photo.height)
    throw new RangeError(`The point ${point.x}, ${point.y} lies outside ${photo.width}×${photo.height}`);
  const { width, height } = sizeWithin(photo.width, photo.height, WORK_PIXELS);
  const small = resizeRaster(photo, width, height);
  const x = Math.min(width - 1, Math.floor((point.x * width) / photo.width));
  const y = Math.min(height - 1, Math.floor((point.y * height) / photo.height));
  const seed = seedAround(small, x, y);
  const cut = await grabCut(small, seed, x, y);
  // A cut that grew far beyond the region under the finger took something else along.
  const whole = tidied(areaOf(cut) > MOST_GROWTH * areaOf(seed) ? seed : cut, x, y);
  const up = resizeMask(whole, photo.width, photo.height);
  const data = up.data.map((v) => (v >= 128 ? 255 : 0));
  data[Math.floor(point.y) * photo.width + Math.floor(point.x)] = 255;
  return { data, width: photo.width, height: photo.height };
}

const WORK_PIXELS = 90_000;
/** A tap selects no more than this share of the picture. */
const MOST_SHARE = 0.35;

const MOST_GROWTH = 4;

function areaOf({ data }: Mask): number {
  let area = 0;
  for (const v of data) if (v) area++;
  return area;
}

/** The region of the tapped pixel. */
function seedAround(photo: Raster, x: number, y: number): Mask {
  const { width, height } = photo;
  const nothing = { data: new Uint8Array(width * height), width, height };
  const { regionOf } = regionsOf(measureLooks(photo, nothing, width, height), width, height);
  const own = regionOf[y * width + x];
  return { data: Uint8Array.from(regionOf, (r) => (r === own ? 255 : 0)), width, height };
}

async function grabCut(photo: Raster, seed: Mask, x: number, y: number): Promise<Mask> {
  const { width, height } = photo;
  const { cv } = await loadOpenCv();
  const box = boxAround(seed, x, y);
  const labels = new Uint8Array(width * height).fill(cv.GC_BGD);
  for (let v = box.top; v < box.bottom; v++)
    for (let u = box.left; u < box.right; u++) {
      const i = v * width + u;
      labels[i] = seed.data[i] ? cv.GC_PR_FGD : cv.GC_PR_BGD;
    }
  const sure = Math.max(1, Math.round(0.006 * width));
  for (let v = Math.max(0, y - sure); v <= Math.min(height - 1, y + sure); v++)
    labels.fill(cv.GC_FGD, v * width + Math.max(0, x - sure), v * width + Math.min(width, x + sure + 1));
  if (!labels.includes(cv.GC_BGD) && !labels.includes(cv.GC_PR_BGD)) return seed;
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC3));
    source.data.set(photo.data);
    const mask = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mask.data.set(labels);
    const background = keep(new cv.Mat());
    const foreground = keep(new cv.Mat());
    cv.setRNGSeed(1);
    cv.grabCut(
      source,
      mask,
      new cv.Rect(0, 0, width, height),
      background,
      foreground,
      4,
      cv.GC_INIT_WITH_MASK,
    );
    const data = Uint8Array.from(mask.data, (v) => (v === cv.GC_FGD || v === cv.GC_PR_FGD ? 255 : 0));
    return { data, width, height };
  });
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Around the seed region, with room for the rest of the thing. */
function boxAround({ data, width, height }: Mask, x: number, y: number): Box {
  let left = x;
  let right = x + 1;
  let top = y;
  let bottom = y + 1;
  for (let i = 0; i < data.length; i++) {
    if (!data[i]) continue;
    const u = i % width;
    const v = (i / width) | 0;
    left = Math.min(left, u);
    right = Math.max(right, u + 1);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v + 1);
  }
  const room = Math.max(0.05 * width, 0.35 * Math.max(right - left, bottom - top));
  return {
    left: Math.max(0, Math.floor(left - room)),
    right: Math.min(width, Math.ceil(right + room)),
    top: Math.max(0, Math.floor(top - room)),
    bottom: Math.min(height, Math.ceil(bottom + room)),
  };
}

/** One piece around the tapped pixel, its gaps closed and its holes filled. */
function tidied(cut: Mask, x: number, y: number): Mask {
  const { width } = cut;
  const at = y * width + x;
  const radius = Math.max(1, 0.006 * width);
  const calm = open(close(cut, radius), radius * 0.7);
  if (!calm.data[at]) calm.data[at] = 255;
  const { labels } = components(calm);
  const own = labels[at];
  const piece = { ...cut, data: Uint8Array.from(labels, (l) => (l === own ? 255 : 0)) };
  return withoutHoles(limited(piece, x, y));
}

/** A selection that swallowed the room is cut back to a disk around the tap. */
function limited(piece: Mask, x: number, y: number): Mask {
  const { data, width, height } = piece;
  const most = MOST_SHARE * width * height;
  if (areaOf(piece) <= most) return piece;
  const reach = most / Math.PI;
  return {
    width,
    height,
    data: data.map((v, i) => (((i % width) - x) ** 2 + (((i / width) | 0) - y) ** 2 <= reach ? v : 0)),
  };
}

/** Fills what is enclosed; what reaches the picture's border is outside. */
function withoutHoles({ data, width, height }: Mask): Mask {
  const outside = keepComponents(
    { data: data.map((v) => 255 - v), width, height },
    ({ left, top, right, bottom }) => left === 0 || top === 0 || right === width || bottom === height,
  );
  return { data: outside.data.map((v) => 255 - v), width, height };
}
