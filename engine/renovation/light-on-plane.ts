import { boxMean } from "#engine/filters/box.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { percentiles } from "#engine/filters/percentile.ts";
import { resizePlane } from "#engine/filters/resize.ts";
import { type Plane } from "#engine/plane.ts";
import { SummedArea } from "#engine/renovation/summed-area.ts";
import { type SurfaceMap } from "#engine/renovation/surface-plane.ts";

/** The light is found on about this many pixels. */
const LIGHT_PIXELS = 180_000;
/** What is narrower than half of this, metres on the surface, is pattern: a joint, a dot, a seam between boards. */
const PATTERN_M = 0.3;
/** Over this far the light is taken to be even but for the edges of shadows and of sunlight. */
const EVEN_M = 0.9;
/** Natural logarithm of luminance: boards differ by less, sunlight and shade by more. */
const TONE = 0.2;
/** As far as this from what stands on the surface its own shadow is kept, whatever its size. */
const CONTACT_M = 0.12;

/**
 * The light on a surface without the pattern of what it is made of, linear, of the photo's size. Each place takes the
 * commonest tone within a hand's breadth or two, so that joints and dots do not count, and then the mean of such tones
 * over the larger neighbourhood that are near its own (a bilateral filter over tones, Paris and Durand 2006, its windows
 * as wide as the surface's perspective makes them). Edges of sunlight and of cast shadows are thus kept and boards are not.
 * @param luminance linear
 * @param alpha     0–1: only the surface counts
 */
export function lightOnPlane(luminance: Float32Array, alpha: Plane, map: SurfaceMap): Float32Array {
  const { width, height } = alpha;
  const scale = Math.min(1, Math.sqrt(LIGHT_PIXELS / (width * height)));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const weight = resizePlane({ ...alpha, data: alpha.data.map((a) => a * a) }, columns, rows).data;
  const lit = resizePlane({ ...alpha, data: luminance.map((v, i) => v * alpha.data[i] ** 2) }, columns, rows);
  const tone = lit.data.map((v, i) => Math.log(Math.max(0.002, v / Math.max(1e-6, weight[i]))));
  const core = coreOf({ data: weight, width: columns, height: rows });
  const surface: Seen = {
    tone,
    weight,
    core,
    columns,
    rows,
    ...reachOf(map, weight, columns, rows, width / columns),
  };
  const bins = binsOf(surface);
  const even = evenTone(surface, commonTone(surface, bins), bins);
  const shadows = contactShadows(surface, even);
  const smooth = gaussian({ data: even, width: columns, height: rows }, 1.5).data;
  const log = { data: smooth.map((v, i) => v + shadows[i]), width: columns, height: rows };
  return resizePlane(log, width, height).data.map((v) => Math.exp(v));
}

/** A surface on the small grid. */
interface Seen {
  readonly columns: number;
  readonly rows: number;
  /** Natural logarithm of luminance. */
  readonly tone: Float32Array;
  /** 0–1: how much of a cell is the surface. */
  readonly weight: Float32Array;
  /** The same without the rim, where skirting shines in; only this tells the light. */
  readonly core: Float32Array;
  /** Cells that a metre of the surface spans, across and down; 0 where there is no surface. */
  readonly across: Float32Array;
  readonly down: Float32Array;
}

/** Half the width of the rim, in cells. */
const RIM = 3;

const coreOf = (weight: Plane): Float32Array =>
  boxMean(weight, RIM).data.map((share, i) => (share > 0.9 ? weight.data[i] : 0));

function reachOf(
  map: SurfaceMap,
  weight: Float32Array,
  columns: number,
  rows: number,
  step: number,
): Pick<Seen, "across" | "down"> {
  const across = new Float32Array(columns * rows);
  const down = new Float32Array(columns * rows);
  for (let y = 0, i = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, i++) {
      if (weight[i] === 0) continue;
      const here = map(x * step, y * step);
      const beside = map((x + 1) * step, y * step);
      const below = map(x * step, (y + 1) * step);
      across[i] = 1 / Math.max(1e-4, Math.hypot(beside.u - here.u, beside.v - here.v));
      down[i] = 1 / Math.max(1e-4, Math.hypot(below.u - here.u, below.v - here.v));
    }
  return { across, down };
}

interface Bins {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function binsOf({ tone, weight }: Seen): Bins {
  const sample = tone.filter((_, i) => i % 11 === 0 && weight[i] > 0.5);
  const [first = 0, last = 0] = percentiles(sample.length > 0 ? sample : [0], [0.005, 0.995]);
  const count = Math.max(2, Math.min(24, Math.ceil((last - first) / (TONE / 1.4)) + 1));
  return { first, step: Math.max(0.05, (last - first) / (count - 1)), count };
}

/** How much each cell belongs to a bin: 1 in its middle, next to nothing two tones away. */
function membership({ tone, core }: Seen, bin: number, { first, step }: Bins): Float32Array {
  const middle = first + bin * step;
  return core.map((w, i) => (w < 0.02 ? 0 : w * Math.exp(-0.5 * ((tone[i] - middle) / TONE) ** 2)));
}

/** Half a window, in cells: at least `least`, at most a sixth of the grid. */
const half = (metres: number, cellsPerMetre: number, least: number, cells: number): number =>
  Math.round(Math.max(least, Math.min(cells / 6, (metres / 2) * cellsPerMetre)));

function commonTone(seen: Seen, bins: Bins): Float32Array {
  const { columns, rows, tone, weight, across, down } = seen;
  const count = new SummedArea(columns, rows);
  const sum = new SummedArea(columns, rows);
  const most = new Float32Array(tone.length);
  const common = Float32Array.from(tone);
  for (let bin = 0; bin < bins.count; bin++) {
    const members = membership(seen, bin, bins);
    count.load(members);
    sum.load(members.map((w, i) => w * tone[i]));
    for (let y = 0, i = 0; y < rows; y++)
      for (let x = 0; x < columns; x++, i++) {
        if (weight[i] === 0) continue;
        const rx = half(PATTERN_M, across[i], 3, columns);
        const ry = half(PATTERN_M, down[i], 2, rows);
        const here = count.around(x, y, rx, ry);
        if (here <= most[i]) continue;
        most[i] = here;
        common[i] = sum.around(x, y, rx, ry) / here;
      }
  }
  return common;
}

function evenTone(seen: Seen, common: Float32Array, bins: Bins): Float32Array {
  const { columns, rows, weight, across, down } = seen;
  const count = new SummedArea(columns, rows);
  const sum = new SummedArea(columns, rows);
  const even = Float32Array.from(common);
  const total = new Float32Array(common.length);
  const commonSeen = { ...seen, tone: common };
  for (let bin = 0; bin < bins.count; bin++) {
    const members = membership(commonSeen, bin, bins);
    count.load(members);
    sum.load(members.map((w, i) => w * common[i]));
    for (let y = 0, i = 0; y < rows; y++)
      for (let x = 0; x < columns; x++, i++) {
        if (weight[i] === 0) continue;
        // Between the two bins next to a tone their answers are blended.
        const at = Math.max(0, Math.min(bins.count - 1, (common[i] - bins.first) / bins.step));
        const share = 1 - Math.abs(at - bin);
        if (share <= 0) continue;
        const rx = half(EVEN_M, across[i], 6, columns);
        const ry = half(EVEN_M, down[i], 4, rows);
        const here = count.around(x, y, rx, ry);
        if (here < 1e-3) continue;
        if (total[i] === 0) even[i] = 0;
        even[i] += (share * sum.around(x, y, rx, ry)) / here;
        total[i] += share;
      }
  }
  return even.map((v, i) => (total[i] > 0 ? v / total[i] : v));
}

/** How much darker, at most e⁻¹, the surface is close to what stands on it than the even light there. */
function contactShadows(
  { columns, rows, tone, weight, across, down }: Seen,
  even: Float32Array,
): Float32Array {
  const total = new SummedArea(columns, rows);
  const sum = new SummedArea(columns, rows);
  const all = new SummedArea(columns, rows);
  total.load(weight);
  sum.load(weight.map((w, i) => w * tone[i]));
  all.load(weight.map(() => 1));
  const shadows = new Float32Array(tone.length);
  for (let y = 0, i = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, i++) {
      if (weight[i] === 0) continue;
      const rx = half(2 * CONTACT_M, across[i], 2, columns);
      const ry = half(2 * CONTACT_M, down[i], 2, rows);
      const beside = 1 - total.around(x, y, rx, ry) / all.around(x, y, rx, ry);
      const own = total.around(x, y, 1, 1);
      if (beside < 0.02 || own < 0.05) continue;
      const darker = sum.around(x, y, 1, 1) / own - even[i];
      shadows[i] = Math.max(-1, Math.min(0, darker)) * Math.min(1, 2 * beside);
    }
  return shadows;
}
