import { components } from "#engine/filters/components.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { blendCopies } from "#engine/removal/blend-copies.ts";
import { type Box, cropMask, cropRaster, neighbourhoods } from "#engine/removal/box.ts";
import { assertSameSize, growHole } from "#engine/removal/grow-hole.ts";
import { type Guide } from "#engine/removal/guidance.ts";
import { type Layer, patchLayer } from "#engine/removal/lay-patches.ts";
import { fillByPatches } from "#engine/removal/patch-match.ts";
import { readScene } from "#engine/removal/read-scene.ts";
import { plainParts } from "#engine/removal/plain-surfaces.ts";
import { surfacesAt } from "#engine/removal/surfaces-at.ts";
import { plainAround, slopesOf, smoothFill, smoothLayer } from "#engine/removal/smooth-fill.ts";

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
 * patches of the surfaces that meet the hole, along the edges that run into it (see readScene, fillByPatches), joined
 * without seams. Things near each other are filled together, others apart. The work is done at {@link WORK_PIXELS}
 * around each place and repeated at full size.
 * @param hole 255 = take away, of the photo's size; grown here to take rims and shadows along
 * @throws RangeError when sizes differ, or when the mark covers (nearly) the whole picture
 */
export function removeItems(photo: Raster, hole: Mask, options: RemovalOptions): Removed {
  // The rim that growing added shows the surroundings, so it may fade into the fill.
  return filled(photo, growHole(photo, hole), options, FEATHER_SHARE * photo.width);
}

/**
 * {@link removeItems} for a hole that is exact: it is filled as it is, neither grown nor feathered, for nothing of what
 * lies in it may show through.
 * @throws RangeError when sizes differ, or when the hole covers (nearly) the whole picture
 */
export function fillHole(photo: Raster, hole: Mask, options: RemovalOptions): Removed {
  return filled(photo, hole, options, 0);
}

function filled(photo: Raster, hole: Mask, { seed }: RemovalOptions, featherPx: number): Removed {
  assertSameSize(photo, hole);
  const image = { ...photo, data: Uint8Array.from(photo.data) };
  const region = { ...hole, data: new Uint8Array(hole.data.length) };
  if (!hole.data.some((v) => v >= 128)) return { image, region };
  for (const box of neighbourhoods(hole)) fillBox(image, hole, box, region.data, seed, featherPx);
  return { image, region };
}

const WORK_PIXELS = 600_000;
const RING_SHARE = 0.02;
const FEATHER_SHARE = 0.003;

function fillBox(
  image: Raster,
  hole: Mask,
  box: Box,
  region: Uint8Array,
  seed: number,
  featherPx: number,
): void {
  const full = cropRaster(image, box);
  const open = cropMask(hole, box);
  const { width, height } = sizeWithin(full.width, full.height, WORK_PIXELS);
  const small = resizeRaster(full, width, height);
  const shrunk = resizeMask(open, width, height);
  const smallOpen = { ...shrunk, data: shrunk.data.map((v) => (v > 0 ? 255 : 0)) };
  const { labels, list } = components(smallOpen);
  const slopes = slopesOf(small);
  const ringPx = Math.max(4, (RING_SHARE * image.width * width) / full.width);
  const layers: Layer[] = [];
  /** Layer of each work pixel of the hole; 0 = copied patches. */
  const layerOf = new Uint8Array(labels.length);
  let guide: Guide | undefined;
  const laid = { ...small, data: Uint8Array.from(small.data) };
  for (const { label } of list) {
    const piece = { ...smallOpen, data: Uint8Array.from(labels, (l) => (l === label ? 255 : 0)) };
    const ring = ringOf(piece, smallOpen, ringPx);
    const plain = plainAround(small, slopes, ring);
    const parts =
      plain === undefined
        ? plainParts(small, slopes, piece, ring, (guide ??= readScene(small, smallOpen)))
        : [{ pixels: indicesOf(piece), sheet: smoothFill(small, piece, plain), plain }];
    for (const part of parts) {
      if (layers.length === MOST_LAYERS) break;
      layers.push(smoothLayer(full, open, part.sheet, width, height, part.plain, seed));
      for (const i of part.pixels) {
        layerOf[i] = layers.length;
        for (let c = 0; c < 3; c++) laid.data[i * 3 + c] = part.sheet[i * 3 + c] + 0.5;
      }
    }
  }
  const rest = { ...smallOpen, data: smallOpen.data.map((v, i) => (layerOf[i] ? 0 : v)) };
  let patches: Layer | undefined;
  if (rest.data.includes(255)) {
    guide ??= readScene(small, smallOpen);
    const surfaces = surfacesAt(guide, width, height);
    // What a sheet fills is known by now, but nothing is copied from it: at full size the thing still stands there.
    const copied = fillByPatches(laid, rest, { seed, guide, unusable: smallOpen });
    const blended = blendCopies(
      laid,
      Uint8Array.from(rest.data, (v) => (v ? 1 : 0)),
      copied,
      (p, q) => surfaces[p] !== surfaces[q],
    );
    patches = patchLayer(full, laid, copied.matchOf, blended);
  }
  const layerAt = (x: number, y: number): Layer => {
    const wx = Math.min(width - 1, Math.floor(((x + 0.5) * width) / full.width));
    const wy = Math.min(height - 1, Math.floor(((y + 0.5) * height) / full.height));
    const layer = layerOf[wy * width + wx] === 0 ? patches : layers[layerOf[wy * width + wx] - 1];
    if (layer === undefined) throw new Error(`No layer covers ${x}, ${y} of the hole`);
    return layer;
  };
  lay(image, box, full, open, layerAt, region, featherPx);
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

function lay(
  image: Raster,
  box: Box,
  full: Raster,
  open: Mask,
  layerAt: (x: number, y: number) => Layer,
  region: Uint8Array,
  featherPx: number,
): void {
  const depth = stepsInwards(open);
  const colour = new Float32Array(3);
  const feather = Math.max(1, featherPx);
  for (let y = 0; y < full.height; y++)
    for (let x = 0; x < full.width; x++) {
      const i = y * full.width + x;
      if (open.data[i] < 128) continue;
      const t = Math.min(1, depth[i] / feather);
      const share = t * t * (3 - 2 * t);
      layerAt(x, y)(x, y, colour);
      const o = (y + box.top) * image.width + x + box.left;
      region[o] = Math.max(1, share * 255 + 0.5);
      for (let c = 0; c < 3; c++) {
        const own = full.data[i * 3 + c];
        image.data[o * 3 + c] = Math.max(0, Math.min(255, own + (colour[c] - own) * share + 0.5));
      }
    }
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
