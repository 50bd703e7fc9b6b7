import { components } from "#engine/filters/components.ts";
import { dilate, squaredDistance } from "#engine/filters/morphology.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Box, cropMask, cropRaster, neighbourhoods } from "#engine/removal/box.ts";
import { measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";
import { shrunkMask } from "#engine/removal/shrunk-mask.ts";

/**
 * A mark with what it cut off the lower ends of the marked things: a table's leg, a foot, the dark place under it. The
 * picture is parted into regions as if nothing were marked; one that lies mostly in the mark is the thing's, and so is
 * the little of it nearby. Left standing, it would pass for a surface that goes on behind the hole.
 * @param marked 255 = goes, of the photo's size
 */
export function withCutRests(photo: Raster, marked: Mask): Mask {
  const data = marked.data.slice();
  for (const box of neighbourhoods(marked)) addRests(photo, marked, box, data);
  return { ...marked, data };
}

function addRests(photo: Raster, marked: Mask, box: Box, out: Uint8Array): void {
  const crop = cropRaster(photo, box);
  const { width, height } = sizeWithin(crop.width, crop.height, WORK_PIXELS);
  const open = shrunkMask(cropMask(marked, box), width, height);
  const reach = (REACH_SHARE * photo.width * width) / crop.width;
  const rests = restsOf(resizeRaster(crop, width, height), open, reach);
  if (!rests.data.includes(255)) return;
  const rim = dilate(rests, RIM_PX).data;
  // The first of the crop's columns or rows whose middle lies in one of the small picture's.
  const first = (cell: number, large: number, few: number): number => Math.ceil((cell * large) / few - 0.5);
  for (let i = rim.indexOf(255); i >= 0; i = rim.indexOf(255, i + 1)) {
    const column = i % width;
    const row = (i - column) / width;
    const from = box.left + first(column, crop.width, width);
    const to = box.left + first(column + 1, crop.width, width);
    const last = box.top + first(row + 1, crop.height, height);
    for (let y = box.top + first(row, crop.height, height); y < last; y++)
      out.fill(255, y * photo.width + from, y * photo.width + to);
  }
}

const WORK_PIXELS = 36_000;
/** Of the picture's width: farther off it is another thing of the same looks. */
const REACH_SHARE = 0.06;
/** Regions have no sharper borders than this. */
const RIM_PX = 2;

/** 255 where a rest lies. */
function restsOf(photo: Raster, open: Mask, reach: number): Mask {
  const { width, height } = photo;
  const nothing = { width, height, data: new Uint8Array(width * height) };
  const { regionOf, count } = regionsOf(measureLooks(photo, nothing, width, height), width, height);
  const areas = new Uint32Array(count);
  const within = new Uint32Array(count);
  let goes = 0;
  for (let i = 0; i < regionOf.length; i++) {
    areas[regionOf[i]]++;
    if (open.data[i] === 0) continue;
    within[regionOf[i]]++;
    goes++;
  }
  const away = squaredDistance(open, true);
  const isLow = lowBeside(open, reach);
  const isOwn = (i: number): boolean => within[regionOf[i]] > OWN_SHARE * areas[regionOf[i]];
  const data = open.data.map((v, i) =>
    v === 0 && isLow[i] && away[i] < reach * reach && isOwn(i) ? 255 : 0,
  );
  const { labels, list } = components({ width, height, data });
  const farthest = new Float32Array(list.length + 1);
  for (let i = 0; i < data.length; i++)
    if (data[i]) farthest[labels[i]] = Math.max(farthest[labels[i]], away[i]);
  const kept = new Set(
    list
      .filter(({ label, area }) => farthest[label] > FRINGE_PX ** 2 && area < MOST_SHARE * goes)
      .filter(({ label }) => standsOut(photo, open, labels, label))
      .map(({ label }) => label),
  );
  return { width, height, data: data.map((_, i) => (kept.has(labels[i]) ? 255 : 0)) };
}

/** Whether a rest differs from what lies around it, as a piece of plain wall that is a region for its light does not. */
function standsOut({ data, width, height }: Raster, open: Mask, labels: Int32Array, label: number): boolean {
  const near = dilate(
    { width, height, data: open.data.map((_, i) => (labels[i] === label ? 255 : 0)) },
    RING_PX,
  );
  const own = [0, 0, 0, 0];
  const around = [0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (near.data[i] === 0 || open.data[i]) continue;
    const sum = labels[i] === label ? own : around;
    for (let c = 0; c < 3; c++) sum[c] += data[i * 3 + c];
    sum[3]++;
  }
  // Between the mark and the picture's border nothing else is seen.
  if (around[3] === 0) return true;
  const apart = [0, 1, 2].map((c) => Math.abs(own[c] / own[3] - around[c] / around[3]));
  return apart[0] + apart[1] + apart[2] > LEAST_CONTRAST;
}

const RING_PX = 4;
/** Levels, sum of the channels. */
const LEAST_CONTRAST = 15;

/** Share of a region in the mark from which on it is the thing's: of a loose mark also what lies around it is a part. */
const OWN_SHARE = 0.75;
/** So far a region blurs into what is around it. */
const FRINGE_PX = 3;
/** Of what is marked; who leaves more of a thing means to. */
const MOST_SHARE = 0.04;

/**
 * 1 where a pixel lies beside the lower end of a marked thing or under it. Farther up, things overlap what stands behind
 * them, and a loose mark has most of many a window pane or panel in it.
 */
function lowBeside(open: Mask, reach: number): Uint8Array {
  const { width, height } = open;
  const isLow = new Uint8Array(width * height);
  for (const { left, top, right, bottom } of components(open).list) {
    const from = Math.max(0, Math.floor(left - reach));
    const to = Math.min(width, Math.ceil(right + reach));
    const last = Math.min(height, bottom + reach);
    for (let y = Math.floor(bottom - LOW_SHARE * (bottom - top)); y < last; y++)
      isLow.fill(1, y * width + from, y * width + to);
  }
  return isLow;
}

/** Of a thing's height. */
const LOW_SHARE = 1 / 3;
