import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { components, type Component } from "#engine/filters/components.ts";
import { boxMean } from "#engine/filters/box.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { close } from "#engine/filters/morphology.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** One window's glass: its box in pixels of {@link FoundWindows.panes} and how sure it is. */
export interface WindowPane extends Component {
  readonly score: number;
}

export interface FoundWindows {
  /** At about 0.6 MP: 255 = glass of an accepted window, frames and bars left out. */
  readonly panes: Mask;
  /** Which window each pane pixel belongs to: 1 + its place in `windows`, 0 for none. */
  readonly labels: Int32Array;
  readonly windows: readonly WindowPane[];
}

/**
 * Windows of a house by day: upright, filled, glassy rectangles (darker than the wall around, grey to bluish) of a
 * window's size. Rows of likes support each other; what touches the sky or the frame, is green, lies on the ground or
 * stands alone as a door does is left dark, since a lit chimney is worse than a dark window.
 * @param sky 255 = sky, any size
 */
export function findWindows(photo: Raster, sky: Mask): FoundWindows {
  const small = shrinkTo(photo, 600_000);
  const { width, height } = small;
  const lab = oklabPlanes(small);
  const luma = lumaPlane(small);
  const texture = boxMean(gradientMagnitude(luma), 3).data;
  const skySmall = resizeMask(sky, width, height).data;
  const candidates: Candidate[] = [];
  for (const radius of [width / 26, width / 12]) {
    const around = boxMean(luma, Math.round(radius)).data;
    for (const step of [0.05, 0.1, 0.18]) {
      const dark = new Uint8Array(width * height);
      for (let i = 0; i < dark.length; i++)
        if (luma.data[i] < around[i] - step && skySmall[i] < 40 && isGlassy(lab, i)) dark[i] = 255;
      collect(close({ data: dark, width, height }, 1), lab, luma.data, texture, skySmall, candidates);
    }
  }
  return accept(candidates, width, height);
}

interface Candidate extends Component {
  readonly pixels: Int32Array;
  readonly quality: number;
  readonly lightness: number;
}

/** Glass shows the sky or a dark room: never warm, never green. */
const isGlassy = (lab: OklabPlanes, i: number): boolean =>
  lab.b[i] < 0.03 && lab.a[i] > -0.03 && lab.a[i] < 0.03 && lab.l[i] < 0.72;

function collect(
  mask: Mask,
  lab: OklabPlanes,
  luma: Float32Array,
  texture: Float32Array,
  sky: Uint8Array,
  into: Candidate[],
): void {
  const { width, height } = mask;
  const { labels, list } = components(mask);
  const least = width * height * 0.00016;
  for (const piece of list) {
    const w = piece.right - piece.left;
    const h = piece.bottom - piece.top;
    if (piece.area < least || w * h > width * height * 0.035 || w < 5 || h < 7) continue;
    if (h < w * 0.45 || h > w * 4.2) continue;
    if (piece.left < 2 || piece.top < 2 || piece.right > width - 2 || piece.bottom > height * 0.93) continue;
    const fill = piece.area / (w * h);
    if (fill < 0.62) continue;
    const shape = rectangularity(labels, piece, width);
    if (shape < 0.7) continue;
    const inside: number[] = [];
    let l = 0;
    let rough = 0;
    let chroma = 0;
    for (let y = piece.top; y < piece.bottom; y++)
      for (let x = piece.left; x < piece.right; x++) {
        const i = y * width + x;
        if (labels[i] !== piece.label) continue;
        inside.push(i);
        l += lab.l[i];
        rough += texture[i];
        chroma += Math.hypot(lab.a[i], lab.b[i]);
      }
    const lightness = l / inside.length;
    const roughness = rough / inside.length;
    if (roughness > 0.075 || touchesSky(piece, sky, width)) continue;
    const contrast = ringLuma(piece, luma, width, height) - meanLuma(inside, luma);
    if (contrast < 0.04) continue;
    const quality =
      shape * 0.5 +
      fill * 0.3 +
      Math.min(0.25, contrast) -
      Math.max(0, chroma / inside.length - 0.03) * 4 -
      Math.max(0, roughness - 0.04) * 4;
    into.push({ ...piece, pixels: Int32Array.from(inside), quality, lightness });
  }
}

/** Share of rows and columns whose run inside the box is nearly the box's own: 1 for a rectangle, low for a bush. */
function rectangularity(labels: Int32Array, piece: Component, width: number): number {
  let good = 0;
  let count = 0;
  const w = piece.right - piece.left;
  const h = piece.bottom - piece.top;
  for (let y = piece.top; y < piece.bottom; y++) {
    let first = piece.right;
    let last = piece.left;
    for (let x = piece.left; x < piece.right; x++)
      if (labels[y * width + x] === piece.label) {
        first = Math.min(first, x);
        last = x;
      }
    count++;
    if (last - first + 1 >= w * 0.8) good++;
  }
  for (let x = piece.left; x < piece.right; x++) {
    let first = piece.bottom;
    let last = piece.top;
    for (let y = piece.top; y < piece.bottom; y++)
      if (labels[y * width + x] === piece.label) {
        first = Math.min(first, y);
        last = y;
      }
    count++;
    if (last - first + 1 >= h * 0.75) good++;
  }
  return good / count;
}

function touchesSky(piece: Component, sky: Uint8Array, width: number): boolean {
  const margin = 3;
  const from = Math.max(0, piece.top - margin);
  for (let y = from; y < piece.bottom; y++)
    for (let x = Math.max(0, piece.left - margin); x < Math.min(width, piece.right + margin); x += 2)
      if (sky[y * width + x] > 128) return true;
  return false;
}

function ringLuma(piece: Component, luma: Float32Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  const reach = Math.max(3, Math.round((piece.right - piece.left) * 0.25));
  for (let y = Math.max(0, piece.top - reach); y < Math.min(height, piece.bottom + reach); y++)
    for (let x = Math.max(0, piece.left - reach); x < Math.min(width, piece.right + reach); x++) {
      if (x >= piece.left && x < piece.right && y >= piece.top && y < piece.bottom) continue;
      sum += luma[y * width + x];
      count++;
    }
  return count === 0 ? 0 : sum / count;
}

const meanLuma = (pixels: readonly number[], luma: Float32Array): number =>
  pixels.reduce((sum, i) => sum + luma[i], 0) / pixels.length;

function accept(candidates: readonly Candidate[], width: number, height: number): FoundWindows {
  const distinct: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.quality - a.quality))
    if (!distinct.some((kept) => overlap(kept, candidate) > 0.25)) distinct.push(candidate);
  const scored = distinct.map((own) => ({ own, score: own.quality + support(own, distinct) }));
  const data = new Uint8Array(width * height);
  const labels = new Int32Array(width * height);
  const windows: WindowPane[] = [];
  for (const { own, score } of scored) {
    const tall = (own.bottom - own.top) / (own.right - own.left) > 2.1 && own.bottom > height * 0.6;
    if (score < (tall ? 1.12 : 0.92)) continue;
    const { pixels, quality: _quality, lightness: _lightness, ...piece } = own;
    windows.push({ ...piece, score });
    for (const i of pixels) {
      data[i] = 255;
      labels[i] = windows.length;
    }
  }
  return { panes: { data, width, height }, labels, windows };
}

function overlap(a: Component, b: Component): number {
  const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (w <= 0 || h <= 0) return 0;
  const least = Math.min((a.right - a.left) * (a.bottom - a.top), (b.right - b.left) * (b.bottom - b.top));
  return (w * h) / least;
}

/** Others of like size, shape and brightness in the same row or column: panes come in families. */
function support(own: Component & { lightness: number }, all: readonly Candidate[]): number {
  const w = own.right - own.left;
  const h = own.bottom - own.top;
  let sum = 0;
  for (const other of all) {
    if (other === own) continue;
    const ow = other.right - other.left;
    const oh = other.bottom - other.top;
    if (Math.abs(Math.log(oh / h)) > 0.4 || Math.abs(Math.log(ow / w)) > 0.5) continue;
    if (Math.abs(other.lightness - own.lightness) > 0.16) continue;
    const level = Math.abs(other.top + other.bottom - own.top - own.bottom) / 2 < 0.6 * h;
    const stacked = Math.abs(other.left + other.right - own.left - own.right) / 2 < 0.5 * w;
    const distance = Math.abs(other.left - own.left) / w;
    if (level && distance < 12) sum += 0.1;
    else if (stacked) sum += 0.07;
  }
  return Math.min(0.22, sum);
}
