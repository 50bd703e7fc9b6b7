import { components } from "#engine/filters/components.ts";
import { dilate, squaredDistance, invert } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { growHole } from "#engine/removal/grow-hole.ts";
import { patchLayer } from "#engine/removal/lay-patches.ts";
import { fillByPatches } from "#engine/removal/patch-match.ts";
import { addGrain, isSmoothAround, smoothFill } from "#engine/removal/smooth-fill.ts";

export interface Removed {
  /** Of the photo's size; where `region` is 0 its bytes are the photo's. */
  readonly image: Raster;
  /** 0 = untouched, 255 = wholly new, between = feather. */
  readonly region: Mask;
}

export interface RemovalOptions {
  /** Same seed, same bytes. */
  readonly seed: number;
}

/**
 * Takes the marked things out and rebuilds what they hid: a smooth sheet with grain where all around is plain, else
 * patches of the surroundings (see fillByPatches). Things near each other are filled together, others apart. The work
 * is done at {@link WORK_PIXELS} around each place and repeated at full size.
 * @param hole 255 = take away, of the photo's size; grown here to take rims and shadows along
 * @throws RangeError when sizes differ, or when the mark covers (nearly) the whole picture
 */
export function removeItems(photo: Raster, hole: Mask, { seed }: RemovalOptions): Removed {
  if (hole.width !== photo.width || hole.height !== photo.height)
    throw new RangeError(
      `Expected a mask of ${photo.width}×${photo.height} but received ${hole.width}×${hole.height}`,
    );
  const region = new Uint8Array(hole.data.length);
  const data = Uint8Array.from(photo.data);
  if (!hole.data.some((v) => v >= 128))
    return { image: { ...photo, data }, region: { ...hole, data: region } };
  const grown = growHole(photo, hole);
  const image = { data, width: photo.width, height: photo.height };
  for (const box of neighbourhoods(grown)) fillBox(image, grown, box, region, seed);
  return { image, region: { data: region, width: photo.width, height: photo.height } };
}

const WORK_PIXELS = 900_000;
const RING_SHARE = 0.02;
const FEATHER_SHARE = 0.003;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Boxes with room around, one for things that are near each other. */
function neighbourhoods(hole: Mask): Box[] {
  const { width, height } = hole;
  const small = sizeWithin(width, height, 250_000);
  const overview = resizeMask(hole, small.width, small.height);
  const { list } = components({ ...overview, data: overview.data.map((v) => (v > 0 ? 255 : 0)) });
  const sx = width / small.width;
  const sy = height / small.height;
  let boxes: Box[] = list.map((piece) => {
    const reach = Math.max(
      0.12 * small.width,
      0.7 * Math.max(piece.right - piece.left, piece.bottom - piece.top),
    );
    return {
      left: Math.max(0, Math.floor((piece.left - reach) * sx)),
      top: Math.max(0, Math.floor((piece.top - reach) * sy)),
      right: Math.min(width, Math.ceil((piece.right + reach) * sx)),
      bottom: Math.min(height, Math.ceil((piece.bottom + reach) * sy)),
    };
  });
  for (let merged = true; merged;) {
    merged = false;
    const kept: Box[] = [];
    for (const box of boxes) {
      const near = kept.findIndex((other) => meets(box, other));
      const other = kept[near];
      if (other === undefined) kept.push(box);
      else {
        kept[near] = union(box, other);
        merged = true;
      }
    }
    boxes = kept;
  }
  return boxes;
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

function fillBox(image: Raster, hole: Mask, box: Box, region: Uint8Array, seed: number): void {
  const full = cropRaster(image, box);
  const open = cropMask(hole, box);
  const { width, height } = sizeWithin(full.width, full.height, WORK_PIXELS);
  const small = resizeRaster(full, width, height);
  const shrunk = resizeMask(open, width, height);
  const smallOpen = { ...shrunk, data: shrunk.data.map((v) => (v > 0 ? 255 : 0)) };
  const { labels, list } = components(smallOpen);
  const ringPx = Math.max(4, (RING_SHARE * image.width * width) / full.width);
  const plain: Uint8Array = new Uint8Array(list.length + 1);
  const rings = list.map((piece) => ringOf(smallOpen, labels, piece.label, ringPx));
  for (const [n, piece] of list.entries()) if (isSmoothAround(small, rings[n])) plain[piece.label] = 1;
  const smoothHole = {
    ...smallOpen,
    data: Uint8Array.from(labels, (label) => (label > 0 && plain[label] ? 255 : 0)),
  };
  const patchHole = {
    ...smallOpen,
    data: Uint8Array.from(labels, (label) => (label > 0 && !plain[label] ? 255 : 0)),
  };
  let base = small;
  if (smoothHole.data.includes(255)) {
    const ring = rings.filter((_, n) => plain[n + 1]).flat();
    base = addGrain(smoothFill(small, smoothHole), small, smoothHole, ring, seed);
  }
  const filled = patchHole.data.includes(255) ? fillByPatches(base, patchHole, { seed }) : undefined;
  const patches = filled === undefined ? undefined : patchLayer(full, base, filled);
  lay(image, box, full, open, base, smoothHole, patches, region, FEATHER_SHARE * image.width);
}

/** Known pixels within `reach` of one piece of the hole. */
function ringOf(hole: Mask, labels: Int32Array, label: number, reach: number): number[] {
  const piece = { ...hole, data: Uint8Array.from(labels, (l) => (l === label ? 255 : 0)) };
  const near = dilate(piece, reach).data;
  const out: number[] = [];
  for (let i = 0; i < near.length; i++) if (near[i] && hole.data[i] === 0) out.push(i);
  return out;
}

function lay(
  image: Raster,
  box: Box,
  full: Raster,
  open: Mask,
  base: Raster,
  smoothHole: Mask,
  patches: ((x: number, y: number, out: Float32Array) => void) | undefined,
  region: Uint8Array,
  featherPx: number,
): void {
  const depth = squaredDistance(invert(open), true);
  const sx = base.width / full.width;
  const sy = base.height / full.height;
  const colour = new Float32Array(3);
  const feather = Math.max(1, featherPx);
  for (let y = 0; y < full.height; y++)
    for (let x = 0; x < full.width; x++) {
      const i = y * full.width + x;
      if (open.data[i] < 128) continue;
      const t = Math.min(1, Math.sqrt(depth[i]) / feather);
      const share = t * t * (3 - 2 * t);
      const w =
        Math.min(base.height - 1, Math.floor((y + 0.5) * sy)) * base.width +
        Math.min(base.width - 1, Math.floor((x + 0.5) * sx));
      if (smoothHole.data[w] || patches === undefined)
        readLinear(base, (x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5, colour);
      else patches(x, y, colour);
      const o = (y + box.top) * image.width + x + box.left;
      region[o] = Math.max(1, share * 255 + 0.5);
      for (let c = 0; c < 3; c++) {
        const own = full.data[i * 3 + c];
        image.data[o * 3 + c] = Math.max(0, Math.min(255, own + (colour[c] - own) * share + 0.5));
      }
    }
}

function readLinear({ data, width, height }: Raster, x: number, y: number, out: Float32Array): void {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, x - x0));
  const v = Math.max(0, Math.min(1, y - y0));
  for (let c = 0; c < 3; c++) {
    const top = data[(y0 * width + x0) * 3 + c] * (1 - u) + data[(y0 * width + x1) * 3 + c] * u;
    const low = data[(y1 * width + x0) * 3 + c] * (1 - u) + data[(y1 * width + x1) * 3 + c] * u;
    out[c] = top * (1 - v) + low * v;
  }
}

function cropRaster({ data, width }: Raster, box: Box): Raster {
  const w = box.right - box.left;
  const h = box.bottom - box.top;
  const out = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    const from = ((y + box.top) * width + box.left) * 3;
    out.set(data.subarray(from, from + w * 3), y * w * 3);
  }
  return { data: out, width: w, height: h };
}

function cropMask({ data, width }: Mask, box: Box): Mask {
  const w = box.right - box.left;
  const h = box.bottom - box.top;
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const from = (y + box.top) * width + box.left;
    out.set(data.subarray(from, from + w), y * w);
  }
  return { data: out, width: w, height: h };
}
