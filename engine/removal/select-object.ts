import { components } from "#engine/filters/components.ts";
import { close, open } from "#engine/filters/morphology.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { loadOpenCv, withMats } from "#engine/opencv.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * The thing at a place that was tapped: what can be reached from there without crossing a strong edge gives a first
 * guess, and grabCut (Rother et al. 2004) decides the border. One piece, without holes.
 * @param point 0–1 of width and height
 * @returns 255 = the thing, at the photo's size
 * @throws RangeError for a point outside the picture
 */
export async function selectObject(
  photo: Raster,
  point: { readonly x: number; readonly y: number },
): Promise<Mask> {
  if (!(point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1))
    throw new RangeError(`Expected a point inside the picture but received ${point.x}, ${point.y}`);
  const { width, height } = sizeWithin(photo.width, photo.height, WORK_PIXELS);
  const small = resizeRaster(photo, width, height);
  const x = Math.min(width - 1, Math.floor(point.x * width));
  const y = Math.min(height - 1, Math.floor(point.y * height));
  const walk = walkFrom(gaussianRaster(small, 1.2), x, y);
  const guess = bestReach(walk, width);
  const cut = await grabCut(small, walk, guess, x, y);
  const whole = withoutHoles(close(open(cut, 1), 2));
  const own = pieceAt(whole, x, y);
  return hardened(resizeMask(own, photo.width, photo.height));
}

const WORK_PIXELS = 120_000;

/** For each pixel the least sum of colour steps on a way from the start; small steps are nearly free. */
function walkFrom({ data, width, height }: Raster, x0: number, y0: number): Float32Array {
  const cost = new Float32Array(width * height).fill(Infinity);
  const buckets: number[][] = [];
  const push = (i: number, c: number): void => {
    cost[i] = c;
    (buckets[Math.min(BUCKETS, c | 0)] ??= []).push(i);
  };
  push(y0 * width + x0, 0);
  // What is beyond the last bucket is out of reach whatever it costs.
  for (let b = 0; b < Math.min(BUCKETS, buckets.length); b++) {
    const bucket = buckets[b];
    if (bucket === undefined) continue;
    for (let n = 0; n < bucket.length; n++) {
      const i = bucket[n];
      if (Math.min(BUCKETS, cost[i] | 0) !== b) continue;
      const x = i % width;
      for (const j of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
        if (j < 0 || j >= cost.length) continue;
        let step = 0;
        for (let c = 0; c < 3; c++) step += Math.abs(data[i * 3 + c] - data[j * 3 + c]);
        const next = cost[i] + 0.15 + (step < 6 ? step * 0.1 : step - 5);
        if (next < cost[j] - 1e-3) push(j, next);
      }
    }
  }
  return cost;
}

const BUCKETS = 4000;

/** The reach whose border lies on the strongest edges, between 0.1 % and 30 % of the picture. */
function bestReach(walk: Float32Array, width: number): number {
  const sorted = Float32Array.from(walk).toSorted();
  let best = { reach: sorted[Math.floor(sorted.length * 0.02)], score: 0 };
  for (let share = 0.001; share < 0.3; share *= 1.18) {
    const reach = sorted[Math.floor(sorted.length * share)];
    let edge = 0;
    let count = 0;
    for (let i = width + 1; i < walk.length - width - 1; i++) {
      if (
        walk[i] > reach ||
        (walk[i + 1] <= reach && walk[i + width] <= reach && walk[i - 1] <= reach && walk[i - width] <= reach)
      )
        continue;
      edge += Math.min(60, Math.max(walk[i + 1], walk[i - 1], walk[i + width], walk[i - width]) - walk[i]);
      count++;
    }
    const score = (edge / Math.max(1, count)) * (1 + 0.25 * Math.log(share / 0.001));
    if (score > best.score) best = { reach, score };
  }
  return best.reach;
}

async function grabCut(
  photo: Raster,
  walk: Float32Array,
  reach: number,
  x: number,
  y: number,
): Promise<Mask> {
  const { cv } = await loadOpenCv();
  const { width, height } = photo;
  return withMats((keep) => {
    const picture = keep(cv.matFromArray(height, width, cv.CV_8UC3, photo.data));
    const labels = keep(new cv.Mat(height, width, cv.CV_8UC1));
    const far = Math.max(width, height) * 0.42;
    for (let i = 0; i < walk.length; i++) {
      const dx = (i % width) - x;
      const dy = ((i / width) | 0) - y;
      const near = dx * dx + dy * dy < 9;
      const label = near
        ? cv.GC_FGD
        : walk[i] <= reach
          ? cv.GC_PR_FGD
          : dx * dx + dy * dy > far * far
            ? cv.GC_BGD
            : cv.GC_PR_BGD;
      labels.data[i] = label;
    }
    const background = keep(new cv.Mat());
    const foreground = keep(new cv.Mat());
    cv.grabCut(
      picture,
      labels,
      new cv.Rect(0, 0, width, height),
      background,
      foreground,
      3,
      cv.GC_INIT_WITH_MASK,
    );
    const data = Uint8Array.from(labels.data, (v) => (v === cv.GC_FGD || v === cv.GC_PR_FGD ? 255 : 0));
    return { data, width, height };
  });
}

function withoutHoles(mask: Mask): Mask {
  const { labels, list } = components({ ...mask, data: mask.data.map((v) => 255 - v) });
  const open = new Set(
    list
      .filter((p) => p.left === 0 || p.top === 0 || p.right === mask.width || p.bottom === mask.height)
      .map((p) => p.label),
  );
  return { ...mask, data: Uint8Array.from(labels, (label) => (label > 0 && open.has(label) ? 0 : 255)) };
}

/** The piece under the point; when smoothing ate it, the piece nearest to it. */
function pieceAt(mask: Mask, x: number, y: number): Mask {
  const { labels, list } = components(mask);
  let label = labels[y * mask.width + x];
  if (label === 0) {
    let least = Infinity;
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] === 0) continue;
      const d = ((i % mask.width) - x) ** 2 + (((i / mask.width) | 0) - y) ** 2;
      if (d < least) {
        least = d;
        label = labels[i];
      }
    }
  }
  if (list.length === 0) return mask;
  return { ...mask, data: Uint8Array.from(labels, (l) => (l === label ? 255 : 0)) };
}

const hardened = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((v) => (v >= 128 ? 255 : 0)) });
