import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { lineSegments } from "#engine/geometry/line-segments.ts";
import { type Mask } from "#engine/raster.ts";
import { minimumCut } from "#engine/graph/minimum-cut.ts";

/** What a border costs a pixel of its length where the photo has no edge; beside a leaning of 1 a pixel. */
const BORDER = 12;
/** An edge makes a border cheap, not free: crumbs are never worth their outline. */
const LEAST_BORDER = 0.03;
/** A border along a straight line of the photo costs this share, however weak the line is. */
const ON_LINE = 0.25;
/** In longer sides of the picture. */
const SHORTEST_LINE = 0.06;

/**
 * Cuts a surface out of a photo by the cheapest border: what each pixel leans to is weighed against the border's length,
 * which costs little along edges (Boykov and Jolly 2001) and along straight lines.
 * @param lean above 0 = rather the surface, natural logarithm of how much likelier; of the colours' size
 */
export function cutOut(colours: OklabPlanes, lean: Float32Array): Mask {
  const { width, height } = colours;
  const joins = joinsOf(colours);
  const n = width * height;
  const first = new Int32Array(n).fill(-1);
  const to = new Int32Array(4 * n);
  const next = new Int32Array(4 * n).fill(-1);
  const capacity = new Float32Array(4 * n);
  let arcs = 0;
  const addArc = (from: number, other: number, cost: number): void => {
    to[arcs] = other;
    next[arcs] = first[from];
    capacity[arcs] = cost;
    first[from] = arcs++;
  };
  const join = (i: number, j: number, cost: number): void => {
    addArc(i, j, cost);
    addArc(j, i, cost);
  };
  for (let i = 0; i < n; i++) {
    if ((i + 1) % width !== 0) join(i, i + 1, BORDER * joins.right[i]);
    if (i + width < n) join(i, i + width, BORDER * joins.below[i]);
  }
  const onOther = minimumCut({ towards: Float32Array.from(lean), first, to, next, capacity });
  return { width, height, data: onOther.map((side) => (side === 0 ? 255 : 0)) };
}

/** 0–1: how much each pixel and the next, on its right and below, belong together. */
function joinsOf({ l, a, b, width, height }: OklabPlanes): { right: Float32Array; below: Float32Array } {
  const right = new Float32Array(l.length);
  const below = new Float32Array(l.length);
  const step = (i: number, j: number): number =>
    Math.sqrt((l[i] - l[j]) ** 2 + 2.25 * ((a[i] - a[j]) ** 2 + (b[i] - b[j]) ** 2));
  for (let i = 0; i < l.length; i++) {
    if ((i + 1) % width !== 0) right[i] = step(i, i + 1);
    if (i + width < l.length) below[i] = step(i, i + width);
  }
  const grain = Math.max(0.004, Math.min(0.016, 2.5 * median(right.filter((_, i) => i % 7 === 0))));
  const line = linesOn({ l, width, height });
  for (const steps of [right, below])
    for (let i = 0; i < steps.length; i++) {
      const alike = Math.exp(-((steps[i] / grain) ** 2)) * (line[i] !== 0 ? ON_LINE : 1);
      steps[i] = Math.max(LEAST_BORDER, alike);
    }
  return { right, below };
}

function linesOn({ l, width, height }: { l: Float32Array; width: number; height: number }): Uint8Array {
  const lines = lineSegments({ data: l, width, height }, SHORTEST_LINE * Math.max(width, height));
  const on = new Uint8Array(l.length);
  for (const { x1, y1, x2, y2, length } of lines)
    for (let k = 0; k <= 2 * length; k++) {
      const x = Math.round(x1 + ((x2 - x1) * k) / (2 * length));
      const y = Math.round(y1 + ((y2 - y1) * k) / (2 * length));
      if (x >= 0 && y >= 0 && x < width && y < height) on[y * width + x] = 1;
    }
  return on;
}
