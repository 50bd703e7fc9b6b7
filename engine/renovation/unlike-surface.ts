import { chromaInShade, type OklabPlanes } from "#engine/colour/oklab.ts";
import { type Mask } from "#engine/raster.ts";
import { cellRows, localMeans } from "#engine/renovation/local-mean.ts";

/** A surface's look is read off about this many pixels. */
const SAMPLES = 170_000;
/** Oklab: how far an even surface's pixels lie from its mean; beside things it is seldom lighter. */
const LIGHTER = 0.05;
const CHROMA = 0.024;

/**
 * How unlike each pixel is to the surface as it looks nearby: below 1 it may be the surface in other light, from about 2
 * up it is another thing. Judged against the surface's own spread there, so that a brick wall is no thing on itself.
 * @param core    255 = surely the surface, but for things before it
 * @param sigmaPx of the neighbourhood
 * @param shade   Oklab: how much darker it may lie in the shade of things
 * @param wanted  not 0 = asked for; elsewhere is 0
 */
export function unlikeSurface(
  lab: OklabPlanes,
  core: Mask,
  sigmaPx: number,
  shade: number,
  wanted: Uint8Array,
): Float32Array {
  const { width, height } = core;
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / SAMPLES)));
  const thin = (plane: Float32Array | Uint8Array): Float32Array => thinned(plane, width, height, step);
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) };
  const sample = { l: thin(lab.l), a: thin(lab.a), b: thin(lab.b), ...size };
  const weight = thin(core.data).map((v) => (v >= 128 ? 1 : 0));
  let look = lookOf(sample, weight, sigmaPx / step);
  // The second look leaves out what is something else by the first.
  for (let i = 0; i < weight.length; i++)
    if (weight[i] > 0) weight[i] = Math.exp(-0.5 * unlikeAt(sample, look, i, shade) ** 2);
  look = lookOf(sample, weight, sigmaPx / step);
  const rowOf = (data: Float32Array) => cellRows({ data, ...size }, step, width);
  const rows = {
    l: rowOf(look.l),
    a: rowOf(look.a),
    b: rowOf(look.b),
    spread: rowOf(look.spread),
    chromaSpread: rowOf(look.chromaSpread),
  };
  const out = new Float32Array(lab.l.length);
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * width, (y + 1) * width];
    const row = { l: lab.l.subarray(from, to), a: lab.a.subarray(from, to), b: lab.b.subarray(from, to) };
    const whole = {
      l: rows.l(y),
      a: rows.a(y),
      b: rows.b(y),
      spread: rows.spread(y),
      chromaSpread: rows.chromaSpread(y),
    };
    for (let x = 0; x < width; x++)
      if (wanted[from + x] !== 0) out[from + x] = unlikeAt(row, whole, x, shade);
  }
  return out;
}

/** A surface around each pixel: its mean colour, and the standard deviations of lightness and of chroma. */
interface Look {
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly spread: Float32Array;
  readonly chromaSpread: Float32Array;
}

function lookOf(lab: OklabPlanes, weight: Float32Array, sigmaPx: number): Look {
  const at = { data: weight, width: lab.width, height: lab.height };
  const [l, a, b] = localMeans([lab.l, lab.a, lab.b], at, sigmaPx);
  const far = new Float32Array(weight.length);
  const farChroma = new Float32Array(weight.length);
  for (let i = 0; i < weight.length; i++) {
    far[i] = Math.min(0.03, (lab.l[i] - l[i]) ** 2);
    farChroma[i] = Math.min(0.002, (lab.a[i] - a[i]) ** 2 + (lab.b[i] - b[i]) ** 2);
  }
  const [spread, chromaSpread] = localMeans([far, farChroma], at, sigmaPx);
  for (let i = 0; i < weight.length; i++) {
    spread[i] = Math.sqrt(spread[i]);
    chromaSpread[i] = Math.sqrt(chromaSpread[i]);
  }
  return { l, a, b, spread, chromaSpread };
}

type Colours = Pick<OklabPlanes, "l" | "a" | "b">;

function unlikeAt(lab: Colours, look: Look, i: number, shade: number): number {
  const over = lab.l[i] - look.l[i];
  const paler = chromaInShade(lab.l[i], look.l[i]);
  const overA = lab.a[i] - look.a[i] * paler;
  const overB = lab.b[i] - look.b[i] * paler;
  const chroma = Math.sqrt(overA * overA + overB * overB) / (CHROMA + 2 * look.chromaSpread[i]);
  const light = over / ((over > 0 ? LIGHTER : shade) + 2 * look.spread[i]);
  return Math.sqrt(chroma * chroma + light * light);
}

/** Every `step`-th pixel of every `step`-th row. */
function thinned(
  plane: Float32Array | Uint8Array,
  width: number,
  height: number,
  step: number,
): Float32Array {
  const columns = Math.ceil(width / step);
  const out = new Float32Array(columns * Math.ceil(height / step));
  for (let y = 0, i = 0; y < height; y += step)
    for (let x = 0; x < width; x += step, i++) out[i] = plane[y * width + x];
  return out;
}
