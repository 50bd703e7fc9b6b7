import { boxMean } from "#engine/filters/box.ts";
import { type Component, components } from "#engine/filters/components.ts";
import { dilate, squaredDistance } from "#engine/filters/morphology.ts";
import { median } from "#engine/filters/percentile.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/**
 * A mark with the shadows that the marked things throw: what adjoins the lower half of a thing, is darker than the
 * surface under it, and is closed: around it lies the same surface in light. What runs on as dark as it is, is no shadow;
 * nor is what is ragged, or nearly as large as the thing. Where a mark covers most of a shadow, the strip of it along the
 * mark goes too.
 * @param marked 255 = goes, of the photo's size
 */
export function castShadows(photo: Raster, marked: Mask): Mask {
  const { width } = marked;
  const scene: Scene = {
    photo,
    marked,
    luma: boxMean(lumaPlane(photo), 1).data,
    distance: squaredDistance(marked, true),
    reach: width * REACH_SHARE,
  };
  const { labels, list } = components(marked);
  const whole = new Uint8Array(marked.data.length);
  const ends = new Uint8Array(marked.data.length);
  for (const piece of list) {
    const dark = darkBeside(scene, piece, labels);
    const { labels: parts, list: shadows } = components(dark);
    for (const shadow of shadows) {
      if (shadow.area < LEAST_SHARE * parts.length || shadow.area >= MOST_AREA * piece.area) continue;
      const isEnd = isStrip(scene, parts, shadow);
      if (!isClosed(scene, parts, shadow, isEnd)) continue;
      const thrown = isEnd ? ends : whole;
      for (let i = 0; i < parts.length; i++) if (parts[i] === shadow.label) thrown[i] = 255;
    }
  }
  return withSoftly(withSoftly(marked, whole, RIM_PX), ends, STRIP_SHARE * width);
}

/** A mark with shadows and as much around them as their edges are soft. */
function withSoftly(marked: Mask, thrown: Uint8Array, softPx: number): Mask {
  if (!thrown.includes(255)) return marked;
  const soft = dilate({ ...marked, data: thrown }, softPx).data;
  return { ...marked, data: marked.data.map((v, i) => Math.max(v, soft[i])) };
}

/** Of the picture's width. */
const REACH_SHARE = 0.05;
/** Of the picture: below, it is a joint or a speck. */
const LEAST_SHARE = 0.0002;
/** Of the thing's own area. */
const MOST_AREA = 0.6;

interface Scene {
  readonly photo: Raster;
  readonly marked: Mask;
  /** 0–1 */
  readonly luma: Float32Array;
  /** Squared, to what is marked. */
  readonly distance: Float32Array;
  readonly reach: number;
}

/** Unmarked pixels reached from the lower half of a thing by way of dark ones, not farther than the reach. */
function darkBeside({ marked, luma, distance, reach }: Scene, piece: Component, labels: Int32Array): Mask {
  const { width, height } = marked;
  const data = new Uint8Array(width * height);
  const middle = (piece.top + piece.bottom) / 2;
  const usual = usualBelow({ luma, distance, reach }, piece, width, height);
  const queue: number[] = [];
  const visit = (j: number): void => {
    if (data[j] || labels[j] !== 0 || j < middle * width) return;
    if (distance[j] > reach * reach || luma[j] > DARK * usual(j % width)) return;
    data[j] = 255;
    queue.push(j);
  };
  for (let y = Math.ceil(middle); y < piece.bottom; y++)
    for (let x = piece.left; x < piece.right; x++)
      if (labels[y * width + x] === piece.label) queue.push(y * width + x);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  return { data, width, height };
}

/** Of the surface's usual brightness. */
const DARK = 0.86;

/** How bright what lies around the lower half of a thing is, at each column: the median over nearby columns. */
function usualBelow(
  { luma, distance, reach }: Pick<Scene, "luma" | "distance" | "reach">,
  piece: Component,
  width: number,
  height: number,
): (x: number) => number {
  const step = Math.max(1, Math.round(reach));
  const levels: number[] = [];
  for (let at = 0; at <= width; at += step) {
    const around: number[] = [];
    for (
      let y = Math.floor((piece.top + piece.bottom) / 2);
      y < Math.min(height, piece.bottom + 2 * reach);
      y++
    )
      for (let x = Math.max(0, at - step); x < Math.min(width, at + step); x++) {
        const d = distance[y * width + x];
        if (d > 0 && d < 4 * reach * reach) around.push(luma[y * width + x]);
      }
    levels.push(around.length < LEAST_AROUND ? 0 : median(around));
  }
  return (x) => levels[Math.min(levels.length - 1, Math.round(x / step))];
}

const LEAST_AROUND = 50;

/** Whether nearly all of what lies around a dark place is the same surface in light; a strip may be as long as it is. */
function isClosed(
  { photo, marked, luma }: Scene,
  parts: Int32Array,
  shadow: Component,
  isEnd: boolean,
): boolean {
  const { inside, rim } = insideAndRim(marked, parts, shadow);
  if (rim.length < LEAST_RIM) return false;
  if (!isEnd && rim.length ** 2 > MOST_RAGGED * shadow.area) return false;
  const level = median(inside.map((i) => luma[i]));
  const tint = tintOf(photo, inside);
  const lit = rim.filter((i) => luma[i] > level / DARK);
  const alike = lit.filter((i) => {
    const other = tintOf(photo, [i]);
    return Math.abs(other[0] - tint[0]) + Math.abs(other[1] - tint[1]) < SAME_TINT;
  });
  const usual = median(lit.map((i) => luma[i]));
  return alike.length > CLOSED * rim.length && level > BLACKEST * usual;
}

/** Whether a dark place is but a strip along the mark: where a shadow ends that the mark covers, so its soft edge. */
function isStrip({ distance, marked }: Scene, parts: Int32Array, shadow: Component): boolean {
  const widest = (STRIP_SHARE * marked.width) ** 2;
  let beyond = 0;
  for (let y = shadow.top; y < shadow.bottom; y++)
    for (let x = shadow.left; x < shadow.right; x++) {
      const i = y * marked.width + x;
      if (parts[i] === shadow.label && distance[i] > widest) beyond++;
    }
  return beyond < MOST_BEYOND * shadow.area;
}

/** Of the picture's width. */
const STRIP_SHARE = 0.0125;
/** Of a strip's own area. */
const MOST_BEYOND = 0.03;

/** The pixels of a dark place, and the unmarked ones around it, past its own soft edge. */
function insideAndRim(
  marked: Mask,
  parts: Int32Array,
  { label, left, top, right, bottom }: Component,
): { readonly inside: readonly number[]; readonly rim: readonly number[] } {
  const x0 = Math.max(0, left - RIM_PX);
  const y0 = Math.max(0, top - RIM_PX);
  const width = Math.min(marked.width, right + RIM_PX) - x0;
  const height = Math.min(marked.height, bottom + RIM_PX) - y0;
  const inPhoto = (i: number): number => (y0 + Math.floor(i / width)) * marked.width + x0 + (i % width);
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) if (parts[inPhoto(i)] === label) data[i] = 255;
  const near = dilate({ data, width, height }, RIM_PX).data;
  const inner = dilate({ data, width, height }, 1).data;
  const inside: number[] = [];
  const rim: number[] = [];
  for (let i = 0; i < data.length; i++) {
    const at = inPhoto(i);
    if (data[i]) inside.push(at);
    else if (near[i] && !inner[i] && !marked.data[at]) rim.push(at);
  }
  return { inside, rim };
}

/** As wide as a shadow's own soft edge. */
const RIM_PX = 4;
const LEAST_RIM = 12;
/** Rim² / area: a blob has some 100, joints, leaves and patterns have more. */
const MOST_RAGGED = 220;
/** Shares of red and blue in a colour; daylight in a shade is bluer than the sun. */
const SAME_TINT = 0.09;
const CLOSED = 0.72;
/** A shadow is never this black beside its surface: that would be a thing. */
const BLACKEST = 0.4;

/** Shares of red and blue in the mean colour. */
function tintOf({ data }: Raster, pixels: readonly number[]): readonly [number, number] {
  const sum = [0, 0, 0];
  for (const i of pixels) for (let c = 0; c < 3; c++) sum[c] += data[i * 3 + c];
  const all = sum[0] + sum[1] + sum[2] + 1e-3;
  return [sum[0] / all, sum[2] / all];
}
