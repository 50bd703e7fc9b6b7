import { type Box as Thing, type SeenObject } from "#core/analysis/seen-object.ts";
import { components } from "#engine/filters/components.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { blendCopies } from "#engine/removal/blend-copies.ts";
import { type Box, cropMask, cropRaster, neighbourhoods } from "#engine/removal/box.ts";
import { assertSameSize, growHole } from "#engine/removal/grow-hole.ts";
import { floorIn } from "#engine/removal/floor-at.ts";
import { type Guide } from "#engine/removal/guidance.ts";
import { type Layer, patchLayer } from "#engine/removal/lay-patches.ts";
import { fillByPatches } from "#engine/removal/patch-match.ts";
import { readScene } from "#engine/removal/read-scene.ts";
import { type PlainPart, plainParts } from "#engine/removal/plain-surfaces.ts";
import { shrunkMask } from "#engine/removal/shrunk-mask.ts";
import { surfacesAt } from "#engine/removal/surfaces-at.ts";
import { plainAround, slopesOf, smoothFill } from "#engine/removal/smooth-fill.ts";
import { smoothLayer } from "#engine/removal/smooth-layer.ts";
import { type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

export interface Removed {
  /** Of the photo's size; where `region` is 0 its bytes are the photo's. */
  readonly image: Raster;
  /** 0 = untouched, 255 = wholly new, between = feather. */
  readonly region: Mask;
}

export interface RemovalOptions {
  /** Same seed, same bytes. */
  readonly seed: number;
  /** What was detected in the photo, in its pixels: what stands beside a hole is then not carried on into it. */
  readonly objects?: readonly SeenObject[];
  /** What the network takes each place of the photo for: floor in the sun and in the shade is then one. */
  readonly likeness?: SurfaceLikeness | undefined;
}

/**
 * Takes the marked things out and rebuilds what they hid: a smooth sheet with grain where all around is plain, else
 * patches of the surfaces that meet the hole, along the edges that run into it (see readScene, fillByPatches), joined
 * without seams. Things near each other are filled together, others apart. The work is done at {@link WORK_PIXELS}
 * around each place and repeated at full size.
 * @param hole 255 = take away, of the photo's size; grown here to take rims and shadows along
 * @param grown what {@link growHole} says of this photo and hole, where a caller has it at hand
 * @throws RangeError when sizes differ, or when the mark covers (nearly) the whole picture
 */
export function removeItems(
  photo: Raster,
  hole: Mask,
  options: RemovalOptions,
  grown = growHole(photo, hole),
): Removed {
  // The rim that growing added shows the surroundings, so it may fade into the fill.
  return filled(photo, grown, options, FEATHER_SHARE * photo.width);
}

/**
 * {@link removeItems} for a hole that is exact: it is filled as it is, neither grown nor feathered, for nothing of what
 * lies in it may show through.
 * @throws RangeError when sizes differ, or when the hole covers (nearly) the whole picture
 */
export function fillHole(photo: Raster, hole: Mask, options: RemovalOptions): Removed {
  return filled(photo, hole, options, 0);
}

function filled(photo: Raster, hole: Mask, options: RemovalOptions, featherPx: number): Removed {
  assertSameSize(photo, hole);
  const image = { ...photo, data: photo.data.slice() };
  const region = { ...hole, data: new Uint8Array(hole.data.length) };
  for (const box of neighbourhoods(hole)) fillBox(image, hole, box, region.data, options, featherPx);
  return { image, region };
}

const WORK_PIXELS = 450_000;
const RING_SHARE = 0.02;
const FEATHER_SHARE = 0.003;

function fillBox(
  image: Raster,
  hole: Mask,
  box: Box,
  region: Uint8Array,
  { seed, objects = [], likeness }: RemovalOptions,
  featherPx: number,
): void {
  const full = cropRaster(image, box);
  const open = cropMask(hole, box);
  const { width, height } = sizeWithin(full.width, full.height, WORK_PIXELS);
  const small = resizeRaster(full, width, height);
  const smallOpen = shrunkMask(open, width, height);
  const ringPx = Math.max(4, (RING_SHARE * image.width * width) / full.width);
  let read: Guide | undefined;
  const floorAt = likeness && floorIn(likeness, box, image);
  const guide = (): Guide => (read ??= readScene(small, smallOpen, thingsIn(box, objects), floorAt));
  const { parts, laid, layerOf } = laySheets(small, smallOpen, ringPx, guide);
  const layers = parts.map(({ sheet, plain }) => smoothLayer(full, open, sheet, width, height, plain, seed));
  const rest = { ...smallOpen, data: smallOpen.data.map((v, i) => (layerOf[i] ? 0 : v)) };
  const patches = rest.data.includes(255) ? patched(full, laid, smallOpen, rest, guide(), seed) : undefined;
  lay(
    image,
    box,
    full,
    open,
    (at) => (layerOf[at] === 0 ? patches : layers[layerOf[at] - 1]),
    small,
    region,
    featherPx,
  );
}

/** Detected things as shares of a box's width and height; what hardly is one is left out. */
const thingsIn = ({ left, top, right, bottom }: Box, objects: readonly SeenObject[]): Thing[] =>
  objects
    .filter(({ confidence }) => confidence >= GOOD_FIND)
    .map(({ x, y, width, height }) => ({
      x: (x - left) / (right - left),
      y: (y - top) / (bottom - top),
      width: width / (right - left),
      height: height / (bottom - top),
    }));

/** See SeenObject. */
const GOOD_FIND = 0.3;

interface Sheets {
  readonly parts: readonly PlainPart[];
  /** The picture with the sheets in it. */
  readonly laid: Raster;
  /** One more than the place in `parts` that each pixel of the hole has; 0 = none. */
  readonly layerOf: Uint8Array;
}

/** Fills what is plain all around, and of the rest where a plain surface goes on. */
function laySheets(small: Raster, hole: Mask, ringPx: number, guide: () => Guide): Sheets {
  const { labels, list } = components(hole);
  const slopes = slopesOf(small);
  const parts: PlainPart[] = [];
  const layerOf = new Uint8Array(labels.length);
  const laid = { ...small, data: small.data.slice() };
  for (const { label } of list) {
    const piece = { ...hole, data: hole.data.map((v, i) => (labels[i] === label ? v : 0)) };
    const ring = ringOf(piece, hole, ringPx);
    const plain = plainAround(small, slopes, ring);
    const found =
      plain === undefined
        ? plainParts(small, slopes, piece, ring, guide())
        : [{ pixels: indicesOf(piece), sheet: smoothFill(small, piece, plain), plain }];
    for (const part of found.slice(0, MOST_LAYERS - parts.length)) {
      parts.push(part);
      for (const i of part.pixels) {
        layerOf[i] = parts.length;
        for (let c = 0; c < 3; c++) laid.data[i * 3 + c] = part.sheet[i * 3 + c] + 0.5;
      }
    }
  }
  return { parts, laid, layerOf };
}

/**
 * Fills the rest of a hole by patches. What a sheet fills is known by now, but nothing is copied from it: at full size the
 * thing still stands there.
 */
function patched(full: Raster, laid: Raster, hole: Mask, rest: Mask, guide: Guide, seed: number): Layer {
  const surfaces = surfacesAt(guide, laid.width, laid.height);
  const copied = fillByPatches(laid, rest, { seed, guide, unusable: hole });
  const blended = blendCopies(laid, rest, copied, (p, q) => surfaces[p] !== surfaces[q]);
  return patchLayer(full, laid, copied.matchOf, blended);
}

/** Known pixels around one piece of the hole, beginning where slopes no longer see the thing itself. */
function ringOf(piece: Mask, hole: Mask, reach: number): number[] {
  const close = dilate(piece, CLEARANCE_PX).data;
  const near = dilate(piece, CLEARANCE_PX + reach).data;
  const out: number[] = [];
  for (let i = 0; i < near.length; i++) if (near[i] && !close[i] && hole.data[i] === 0) out.push(i);
  return out;
}

const CLEARANCE_PX = 5;
/** A byte tells which layer a pixel has. */
const MOST_LAYERS = 255;

function indicesOf({ data }: Mask): number[] {
  const out: number[] = [];
  for (let i = 0; i < data.length; i++) if (data[i]) out.push(i);
  return out;
}

/** Writes what the layers give into the hole; `layerAt` tells by the pixel of `small` which one has it. */
function lay(
  image: Raster,
  box: Box,
  full: Raster,
  open: Mask,
  layerAt: (smallPixel: number) => Layer | undefined,
  small: Raster,
  region: Uint8Array,
  featherPx: number,
): void {
  const inner = boundsOf(open);
  const depth = stepsInwards(cropMask(open, inner));
  const colour = new Float32Array(3);
  const feather = Math.max(1, featherPx);
  for (let y = inner.top, k = 0; y < inner.bottom; y++) {
    const row = Math.floor(((y + 0.5) * small.height) / full.height) * small.width;
    for (let x = inner.left; x < inner.right; x++, k++) {
      const i = y * full.width + x;
      if (open.data[i] < 128) continue;
      const layer = layerAt(row + Math.floor(((x + 0.5) * small.width) / full.width));
      if (layer === undefined) throw new Error(`No layer covers ${x}, ${y} of the hole`);
      layer(x, y, colour);
      const t = Math.min(1, depth[k] / feather);
      const share = t * t * (3 - 2 * t);
      const o = (y + box.top) * image.width + x + box.left;
      region[o] = Math.max(1, share * 255 + 0.5);
      for (let c = 0; c < 3; c++) {
        const own = full.data[i * 3 + c];
        image.data[o * 3 + c] = Math.max(0, Math.min(255, own + (colour[c] - own) * share + 0.5));
      }
    }
  }
}

/** The hole's own box, one pixel wider where the picture goes on. */
function boundsOf({ data, width, height }: Mask): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] < 128) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  return {
    left: Math.max(0, left - 1),
    top: Math.max(0, top - 1),
    right: Math.min(width, right + 1),
    bottom: Math.min(height, bottom + 1),
  };
}

/** Steps along rows and columns to what is known; the picture's own border is no end. At full size, so no exact one. */
function stepsInwards({ data, width, height }: Mask): Uint16Array {
  const steps = new Uint16Array(data.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] < 128) continue;
      const left = x > 0 ? steps[i - 1] : FAR;
      const above = y > 0 ? steps[i - width] : FAR;
      steps[i] = Math.min(FAR, 1 + Math.min(left, above));
    }
  for (let y = height - 1, i = data.length - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--, i--) {
      if (steps[i] === 0) continue;
      const right = x < width - 1 ? steps[i + 1] : FAR;
      const below = y < height - 1 ? steps[i + width] : FAR;
      steps[i] = Math.min(steps[i], 1 + Math.min(right, below));
    }
  return steps;
}

const FAR = 60_000;
