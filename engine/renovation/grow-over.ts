import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { wideBlur } from "#engine/filters/gaussian.ts";
import { percentile } from "#engine/filters/percentile.ts";
import { type Mask } from "#engine/raster.ts";

/** In Oklab: steps that add up to more than this end the surface. */
const BUDGET = 0.04;
const LEVELS = 256;
/** Below this a pixel is enough like the surface to be taken in. */
const ALIKE = 0.8;

/**
 * Takes in what can be reached from a mask without steps in colour: each pixel's cost is the least sum of steps on a way
 * to it (a geodesic distance), the grain's own size left out. Where nothing stops it before `reachPx` there is no border
 * to be found.
 * @param mask    255 = the surface, in what was found or a little less
 * @param outside squared distance in pixels to where it was found; reach counts from there
 * @param unlike  below 1 = may be the surface
 * @returns the mask grown, and how surely its border nearby is an edge of the photo, 0–1
 */
export function growOver(
  lab: OklabPlanes,
  mask: Mask,
  outside: Float32Array,
  unlike: Float32Array,
  reachPx: number,
): { readonly mask: Mask; readonly sure: Float32Array } {
  const cost = waysFrom(lab, mask, openTo(unlike, outside, reachPx));
  const grown = { ...mask, data: withinBudget(cost) };
  return { mask: grown, sure: stoppedShare(grown, outside, reachPx) };
}

/** 1 where a way may lead. */
function openTo(unlike: Float32Array, outside: Float32Array, reachPx: number): Uint8Array {
  const isOpen = new Uint8Array(outside.length);
  for (let i = 0; i < isOpen.length; i++)
    if (unlike[i] < ALIKE && outside[i] <= reachPx * reachPx) isOpen[i] = 1;
  return isOpen;
}

function withinBudget(cost: Uint16Array): Uint8Array {
  const data = new Uint8Array(cost.length);
  for (let i = 0; i < data.length; i++) if (cost[i] < LEVELS) data[i] = 255;
  return data;
}

/** The least cost of a way from the mask to each pixel, `LEVELS` where there is none within the budget. */
function waysFrom({ l, a, b }: OklabPlanes, mask: Mask, isOpen: Uint8Array): Uint16Array {
  const { width } = mask;
  const step = (i: number, j: number): number =>
    Math.sqrt((l[i] - l[j]) ** 2 + (a[i] - a[j]) ** 2 + (b[i] - b[j]) ** 2);
  const grain = grainOf(mask, step);
  const cost = new Uint16Array(mask.data.length);
  for (let i = 0; i < cost.length; i++) cost[i] = mask.data[i] >= 128 ? 0 : LEVELS;
  const queues = Array.from({ length: LEVELS }, (): number[] => []);
  const visit = (i: number, j: number, level: number): void => {
    if (isOpen[j] === 0 || cost[j] <= level) return;
    const next = level + Math.round((Math.max(0, step(i, j) - grain) / BUDGET) * LEVELS);
    if (next >= cost[j]) return;
    cost[j] = next;
    queues[next].push(j);
  };
  const spread = (i: number, level: number): void => {
    const x = i % width;
    if (x > 0) visit(i, i - 1, level);
    if (x + 1 < width) visit(i, i + 1, level);
    if (i >= width) visit(i, i - width, level);
    if (i + width < cost.length) visit(i, i + width, level);
  };
  for (let i = 0; i < cost.length; i++) if (mask.data[i] >= 128) spread(i, 0);
  for (let level = 0; level < LEVELS; level++)
    for (let k = 0; k < queues[level].length; k++)
      if (cost[queues[level][k]] === level) spread(queues[level][k], level);
  return cost;
}

/** 0–1: how much of the border nearby was ended by an edge, not by the reach. */
function stoppedShare({ data, width, height }: Mask, outside: Float32Array, reachPx: number): Float32Array {
  const stopped = new Float32Array(data.length);
  const unstopped = new Float32Array(data.length);
  for (let i = width; i < data.length - width; i++) {
    if (data[i] === 0) continue;
    if (outside[i] > (reachPx - 1.5) ** 2) unstopped[i] = 1;
    else if (data[i - 1] === 0 || data[i + 1] === 0 || data[i - width] === 0 || data[i + width] === 0)
      stopped[i] = 1;
  }
  const edge = wideBlur({ data: stopped, width, height }, 0.6 * reachPx).data;
  const end = wideBlur({ data: unstopped, width, height }, 0.6 * reachPx).data;
  for (let i = 0; i < edge.length; i++) {
    const share = edge[i] / Math.max(1e-6, edge[i] + 3 * end[i]);
    edge[i] = Math.max(0, Math.min(1, (share - 0.35) / 0.4));
  }
  return edge;
}

/** The step between neighbours that three quarters of the surface's stay under. */
function grainOf({ data, width }: Mask, step: (i: number, j: number) => number): number {
  const steps: number[] = [];
  for (let i = 0; i + 1 < data.length; i += 37)
    if (data[i] >= 128 && data[i + 1] >= 128 && (i + 1) % width !== 0) steps.push(step(i, i + 1));
  return steps.length === 0 ? 0.005 : Math.min(0.02, 1.5 * percentile(steps, 0.75));
}
