import { median } from "#engine/filters/percentile.ts";
import { type Mask } from "#engine/raster.ts";

/** An upright four-sided piece of a picture, in pixels: its upper and lower sides may slope, as perspective makes them. */
export interface StandingShape {
  readonly left: number;
  readonly right: number;
  /** Of the upper and the lower side: y at the left end and at the right end. */
  readonly top: readonly [number, number];
  readonly bottom: readonly [number, number];
  /** 0–1: how much of the piece and of the shape the two share. */
  readonly fit: number;
}

/**
 * The upright four-sided shape that a piece comes closest to: lines through the upper and the lower ends of its columns,
 * each the median of slopes and of offsets (Theil and Sen), between the columns where it is tall.
 * @returns undefined for what is less than eight pixels wide or high
 */
export function standingShape({ data, width, height }: Mask): StandingShape | undefined {
  const columns: { readonly x: number; readonly top: number; readonly bottom: number }[] = [];
  for (let x = 0; x < width; x++) {
    let top = -1;
    let bottom = -1;
    for (let y = 0; y < height; y++) {
      if (data[y * width + x] === 0) continue;
      if (top < 0) top = y;
      bottom = y + 1;
    }
    if (top >= 0) columns.push({ x, top, bottom });
  }
  const tallest = columns.reduce((most, { top, bottom }) => Math.max(most, bottom - top), 0);
  const tall = columns.filter(({ top, bottom }) => bottom - top > 0.6 * tallest);
  if (tall.length < 8 || tallest < 8) return undefined;
  const left = tall[0].x;
  const right = tall[tall.length - 1].x + 1;
  const upper = lineThrough(tall.map(({ x, top }) => [x, top]));
  const lower = lineThrough(tall.map(({ x, bottom }) => [x, bottom]));
  const shape = {
    left,
    right,
    top: [upper(left), upper(right)] as const,
    bottom: [lower(left), lower(right)] as const,
  };
  let shared = 0;
  let all = 0;
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++) {
      const isIn = x >= left && x < right && y >= upper(x) && y < lower(x);
      const isOn = data[y * width + x] !== 0;
      if (isIn && isOn) shared++;
      if (isIn || isOn) all++;
    }
  return { ...shape, fit: shared / all };
}

function lineThrough(points: readonly (readonly [number, number])[]): (x: number) => number {
  const half = points.length >> 1;
  const slopes = points.slice(0, half).map(([x, y], n) => {
    const [u, v] = points[n + half];
    return (v - y) / (u - x);
  });
  const slope = median(slopes);
  const offset = median(points.map(([x, y]) => y - slope * x));
  return (x) => offset + slope * x;
}
