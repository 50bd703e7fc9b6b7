import { type Box } from "#core/analysis/seen-object.ts";
import { type Random } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";
import { type Cut } from "#src/features/mask/cuts.ts";
import { isInside, type polygonOf } from "#test/surfaces/labelled-photo.ts";

/** Of a thing drawn by hand: shares of the photo's width and height. */
type Corners = ReturnType<typeof polygonOf>;

/** Somewhere well within it, as a finger taps; 0–1. */
export function tapOn(corners: Corners, chance: Random): Corners[number] | undefined {
  const { x, y, width, height } = boundsOf(corners);
  const within = Array.from({ length: 150 }, () => ({ x: x + chance() * width, y: y + chance() * height }))
    .filter((at) => isInside(corners, at.x, at.y))
    .map((at) => ({ at, depth: depthOf(corners, at) }));
  const deepest = Math.max(0, ...within.map(({ depth }) => depth));
  return within.find(({ depth }) => depth > 0.55 * deepest)?.at;
}

/** Distance to the nearest side. */
const depthOf = (corners: Corners, at: Corners[number]): number =>
  Math.min(
    ...corners.map((to, n) => {
      const from = corners.at(n - 1) ?? to;
      const [along, down] = [to.x - from.x, to.y - from.y];
      const length = along ** 2 + down ** 2;
      const share = length === 0 ? 0 : ((at.x - from.x) * along + (at.y - from.y) * down) / length;
      const nearest = Math.max(0, Math.min(1, share));
      return Math.hypot(at.x - from.x - nearest * along, at.y - from.y - nearest * down);
    }),
  );

function boundsOf(corners: Corners): Box {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Of the photo. */
export const shareOf = (corners: Corners): number =>
  Math.abs(
    corners.reduce((sum, to, n) => {
      const from = corners.at(n - 1) ?? to;
      return sum + from.x * to.y - to.x * from.y;
    }, 0),
  ) / 2;

/** How much of a cut lies in a polygon, 0–1. */
export function shareInside(cut: Cut, corners: Corners, { width, height }: Raster): number {
  let [both, all] = [0, 0];
  cut.inside.forEach((v, i) => {
    if (v === 0) return;
    all++;
    const x = ((i % cut.width) + 0.5) / cut.scale + cut.part.x;
    const y = (Math.floor(i / cut.width) + 0.5) / cut.scale + cut.part.y;
    if (isInside(corners, x / width, y / height)) both++;
  });
  return both / all;
}
