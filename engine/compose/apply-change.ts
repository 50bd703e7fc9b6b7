import { keepComponents } from "#engine/filters/components.ts";
import { boxMean } from "#engine/filters/box.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { close, dilate } from "#engine/filters/morphology.ts";
import { type Columns, linearRows, type Picture, smoothRows } from "#engine/filters/enlarged-rows.ts";
import { resizeMask, resizeRaster } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

export interface AppliedChange {
  /** Of the original's size. Where `region` is 0 its bytes are the original's. */
  readonly image: Raster;
  /** Of the original's size; 0 = untouched, 255 = wholly the change, between = feather. */
  readonly region: Mask;
}

/**
 * Puts a change that was made on a smaller copy onto the full-size original.
 *
 * The region is found from the difference between the two copies, feathered, and never leaves `allowed`. Inside it the
 * enlarged change is laid down, and where what is there kept its structure (a recoloured wall, a graded facade) the
 * detail that only the original has is added back, scaled by how much brighter or darker the place became.
 * @param workBefore the copy the change was made on, any size, same shape as the original
 * @param workAfter  the changed copy; resized to `workBefore` when a model answered at another size
 * @param allowed    255 = may change, any size; everything unless given
 */
export function applyChange(
  original: Raster,
  workBefore: Raster,
  workAfter: Raster,
  allowed?: Mask,
): AppliedChange {
  const after = resizeRaster(workAfter, workBefore.width, workBefore.height);
  const alpha = changedRegion(workBefore, after, allowed);
  return layOver(original, workBefore, after, alpha);
}

/** As {@link applyChange}, with the region given: 0–1 at the size of the copies. */
export function layOver(original: Raster, before: Raster, after: Raster, alpha: Plane): AppliedChange {
  const { width, height } = original;
  const image = original.data.slice();
  const region = new Uint8Array(width * height);
  const { rows, columns } = usedPart(alpha, width);
  const alphaRow = linearRows(alpha, width, height, columns);
  const gains = width > before.width * 1.02 ? keptDetail(before, after) : undefined;
  const gainRow = gains && linearRows(gains, width, height, columns);
  const ownRow = smoothRows(gains ? withoutKept(before, after, gains) : after, width, height, columns);
  for (let y = 0; y < height; y++) {
    const near = Math.min(alpha.height - 1, Math.floor((y * alpha.height) / height));
    if (!rows[near]) continue;
    const shares = alphaRow(y);
    for (const run of runsOf(shares, columns)) {
      blend(
        original.data,
        y * width,
        run,
        { shares, own: ownRow(y, run), gains: gainRow?.(y, run) },
        image,
        region,
      );
    }
  }
  return { image: { data: image, width, height }, region: { data: region, width, height } };
}

/** A row of the change, at the original's size: `own + gain · original`. */
interface ChangedRow {
  readonly shares: Float32Array;
  readonly own: Float32Array;
  /** Without them the copies hold all the detail there is. */
  readonly gains: Float32Array | undefined;
}

/**
 * What the change brings of its own: enlarged, it takes the original times the gain, and with it the detail that only the
 * original has. One picture to enlarge instead of both copies.
 */
function withoutKept(before: Raster, after: Raster, gains: Plane): Picture {
  const data = new Float32Array(after.data.length);
  for (let i = 0, j = 0; i < gains.data.length; i++, j += 3) {
    const gain = gains.data[i];
    data[j] = after.data[j] - gain * before.data[j];
    data[j + 1] = after.data[j + 1] - gain * before.data[j + 1];
    data[j + 2] = after.data[j + 2] - gain * before.data[j + 2];
  }
  return { data, width: after.width, height: after.height };
}

/** Where a row is changed at all. */
function runsOf(shares: Float32Array, { from, to }: Columns): readonly Columns[] {
  const runs: Columns[] = [];
  for (let x = from; x < to; x++) {
    const start = x;
    while (x < to && shares[x] >= LEAST_SHARE) x++;
    if (x > start) runs.push({ from: start, to: x });
  }
  return runs;
}

/** Less changes no byte. */
const LEAST_SHARE = 0.004;

function blend(
  original: Uint8Array,
  start: number,
  run: Columns,
  { shares, own, gains }: ChangedRow,
  image: Uint8Array,
  region: Uint8Array,
): void {
  for (let x = run.from, i = start + x; x < run.to; x++, i++) {
    const share = shares[x];
    region[i] = share >= 1 ? 255 : Math.max(1, share * 255 + 0.5);
    const gain = gains === undefined ? 0 : gains[x];
    const k = x * 3;
    const j = i * 3;
    const red = original[j];
    const green = original[j + 1];
    const blue = original[j + 2];
    image[j] = byteOf(red + (own[k] + gain * red - red) * share);
    image[j + 1] = byteOf(green + (own[k + 1] + gain * green - green) * share);
    image[j + 2] = byteOf(blue + (own[k + 2] + gain * blue - blue) * share);
  }
}

const byteOf = (v: number): number => (v <= 0 ? 0 : v >= 254.5 ? 255 : v + 0.5);

/** Where the two copies differ by more than a model's or a codec's noise, 0–1 with soft borders. */
function changedRegion(before: Raster, after: Raster, allowed: Mask | undefined): Plane {
  const { width, height } = before;
  const difference = new Float32Array(width * height);
  for (let i = 0, j = 0; i < difference.length; i++, j += 3)
    difference[i] = Math.max(
      Math.abs(before.data[j] - after.data[j]),
      Math.abs(before.data[j + 1] - after.data[j + 1]),
      Math.abs(before.data[j + 2] - after.data[j + 2]),
    );
  const smooth = gaussian({ data: difference, width, height }, 1).data;
  const limits = allowed === undefined ? undefined : resizeMask(allowed, width, height).data;
  const weak = new Uint8Array(width * height);
  const strong = new Uint8Array(width * height);
  for (let i = 0; i < weak.length; i++) {
    if (limits !== undefined && limits[i] === 0) continue;
    if (smooth[i] > 3) weak[i] = 255;
    if (smooth[i] > 10) strong[i] = 255;
  }
  const reach = Math.max(2, Math.round(width / 400));
  // A faint difference counts only next to a plain one: a shadow's rim yes, a codec's grain no.
  const rims = dilate({ data: strong, width, height }, reach * 6);
  for (let i = 0; i < weak.length; i++) if (rims.data[i] === 0) weak[i] = 0;
  const whole = close(
    keepComponents({ data: weak, width, height }, ({ area }) => area > (width * height) / 20_000),
    reach,
  );
  const alpha = boxMean(boxMean(planeOfMask(dilate(whole, reach)), reach / 2), reach / 2);
  if (limits !== undefined)
    for (let i = 0; i < alpha.data.length; i++) alpha.data[i] = Math.min(alpha.data[i], limits[i] / 255);
  return alpha;
}

/**
 * How much of the original's finer detail belongs on the changed picture: 0 where the structure is new, else the ratio
 * of local contrast after to before. Structure is compared by the correlation of the high-pass in 9 × 9 windows.
 */
function keptDetail(before: Raster, after: Raster): Plane {
  const fromLuma = lumaPlane(before);
  const toLuma = lumaPlane(after);
  const own = highPass(fromLuma);
  const other = highPass(toLuma);
  const n = own.length;
  const cross = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const from = own[i];
    const to = other[i];
    cross[i] = from * to;
    own[i] = from * from;
    other[i] = to * to;
  }
  const size = { width: before.width, height: before.height };
  const c = boxMean({ data: cross, ...size }, 4).data;
  const o = boxMean({ data: own, ...size }, 4).data;
  const t = boxMean({ data: other, ...size }, 4).data;
  for (let i = 0; i < n; i++) cross[i] = gainOf(c[i], o[i], t[i], fromLuma.data[i], toLuma.data[i]);
  return boxMean({ data: cross, ...size }, 2);
}

function gainOf(cross: number, own: number, other: number, fromLuma: number, toLuma: number): number {
  const correlation = (cross + FLAT) / Math.sqrt((own + FLAT) * (other + FLAT));
  if (correlation <= 0.35) return 0;
  const alike = Math.min(1, (correlation - 0.35) / 0.4);
  const contrast = Math.sqrt((other + FLAT) / (own + FLAT));
  const brightness = (toLuma + 0.03) / (fromLuma + 0.03);
  return alike * Math.min(2.2, Math.min(contrast * 1.2, brightness * 1.5));
}

/** Below this both are flat; then brightness decides how much grain fits. */
const FLAT = 4e-6;

function highPass(luma: Plane): Float32Array {
  const out = boxMean(luma, 4).data;
  for (let i = 0; i < out.length; i++) out[i] = luma.data[i] - out[i];
  return out;
}

/**
 * Rows of the small picture and columns of the large one that touch the region, with a pixel of the small one to spare on
 * each side.
 */
function usedPart(
  { data, width, height }: Plane,
  newWidth: number,
): { readonly rows: Uint8Array; readonly columns: Columns } {
  const rows = new Uint8Array(height);
  let [first, last] = [width, -1];
  for (let y = 0; y < height; y++) {
    let start = 0;
    while (start < width && !(data[y * width + start] > 0)) start++;
    if (start === width) continue;
    let end = width - 1;
    while (!(data[y * width + end] > 0)) end--;
    first = Math.min(first, start);
    last = Math.max(last, end);
    for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near++) rows[near] = 1;
  }
  const scale = newWidth / width;
  const from = Math.max(0, Math.floor((first - 1) * scale));
  return { rows, columns: { from, to: Math.max(from, Math.min(newWidth, Math.ceil((last + 2) * scale))) } };
}
