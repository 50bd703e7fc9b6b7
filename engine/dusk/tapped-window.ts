import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { type WindowQuad } from "#engine/dusk/window-quad.ts";

const likeness = 0.075;
const smallestPx = 6;

/**
 * The window somebody points at where no frame was found: the box of what has the colour of the glass there, grown from
 * the point and no larger than a window is, an eighth of the picture's width to a side.
 * @param x place in pixels of `lab`
 */
export function tappedWindow(lab: OklabPlanes, x: number, y: number): Omit<WindowQuad, "score"> {
  const { width, height } = lab;
  const reach = Math.max(smallestPx, Math.round(width / 16));
  const [cx, cy] = [Math.floor(x), Math.floor(y)];
  const seed = meanAround(lab, cx, cy);
  const isLike = (i: number): boolean =>
    Math.hypot((lab.l[i] ?? 0) - seed.l, 2 * ((lab.a[i] ?? 0) - seed.a), 2 * ((lab.b[i] ?? 0) - seed.b)) <
    likeness;
  const seen = new Set<number>([cy * width + cx]);
  const stack = [cy * width + cx];
  let [left, right, top, bottom] = [cx, cx, cy, cy];
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const [px, py] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, px), Math.max(right, px)];
    [top, bottom] = [Math.min(top, py), Math.max(bottom, py)];
    for (const [nx, ny] of [
      [px - 1, py],
      [px + 1, py],
      [px, py - 1],
      [px, py + 1],
    ] as const) {
      const next = ny * width + nx;
      const isNear = Math.abs(nx - cx) <= reach && Math.abs(ny - cy) <= reach;
      if (nx < 0 || ny < 0 || nx >= width || ny >= height || !isNear || seen.has(next) || !isLike(next))
        continue;
      seen.add(next);
      stack.push(next);
    }
  }
  [left, right] = widened(left, right, cx);
  [top, bottom] = widened(top, bottom, cy);
  return {
    left: left - 1,
    right: right + 1,
    topLeft: top - 1,
    topRight: top - 1,
    bottomLeft: bottom + 1,
    bottomRight: bottom + 1,
  };
}

/** A speck of glass is still a small window. */
const widened = (from: number, to: number, at: number): [number, number] =>
  to - from >= smallestPx ? [from, to] : [at - smallestPx / 2, at + smallestPx / 2];

function meanAround({ l, a, b, width, height }: OklabPlanes, x: number, y: number) {
  const sum = { l: 0, a: 0, b: 0 };
  let count = 0;
  for (let py = Math.max(0, y - 1); py <= Math.min(height - 1, y + 1); py++)
    for (let px = Math.max(0, x - 1); px <= Math.min(width - 1, x + 1); px++) {
      const i = py * width + px;
      sum.l += l[i] ?? 0;
      sum.a += a[i] ?? 0;
      sum.b += b[i] ?? 0;
      count++;
    }
  return { l: sum.l / count, a: sum.a / count, b: sum.b / count };
}
