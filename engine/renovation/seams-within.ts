import { isInBox } from "#core/analysis/seen-object.ts";
import { type Oklab } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { dilate, erode } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";
import { type Parted } from "#engine/renovation/fittings.ts";
import { standsBefore } from "#engine/renovation/region-shapes.ts";
import { unlike } from "#engine/renovation/seam-colours.ts";

/**
 * How much of a finish's upright seams lies in a mask, 0–1 of their length: next to all of them where all fronts of the
 * finish were found, and half where only the upper or the lit ones were. Those on what stands before the fronts do not count.
 */
export function seamsWithin(mask: Mask, { width, height, colours, seams, objects }: Parted): number {
  const finish = finishOf(erode(mask, 2), colours);
  if (finish === undefined) return 0;
  // The outermost seam is the fronts' own border.
  const near = dilate(mask, BESIDE * width).data;
  // What is called a table in a kitchen is an island as often, and an island has fronts.
  const before = objects.filter((thing) => thing.name !== "dining table" && standsBefore(thing));
  let within = 0;
  let all = 0;
  for (const { runs, colour, length, x, y } of seams) {
    if (runs !== "upright" || unlike(colour, finish) >= 1) continue;
    const column = Math.min(width - 1, Math.floor(x * width));
    const row = Math.min(height - 1, Math.floor(y * height));
    const isIn = near[row * width + column] !== 0;
    if (!isIn && before.some((thing) => isInBox(thing, column, row))) continue;
    all += length;
    if (isIn) within += length;
  }
  return all === 0 ? 0 : within / all;
}

/** Of the picture's width. */
const BESIDE = 0.012;

function finishOf(core: Mask, { l, a, b }: Parted["colours"]): Oklab | undefined {
  const at = Array.from(core.data.keys()).filter((i) => core.data[i] !== 0);
  if (at.length === 0) return undefined;
  const middle = (plane: Float32Array): number => median(at.map((i) => plane[i]));
  return { l: middle(l), a: middle(a), b: middle(b) };
}
