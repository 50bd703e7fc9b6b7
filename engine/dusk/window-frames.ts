import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { type Upright } from "#engine/dusk/upright-edges.ts";
import { type WindowQuad } from "#engine/dusk/window-quad.ts";

/** A frame of four sides, with the share of each that is seen as an edge, 0–1. */
export interface Frame extends Omit<WindowQuad, "score"> {
  readonly seen: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

/**
 * Upright edges of opposite sign, side by side, that a top and a bottom join: whatever is framed, of a size windows have
 * in photos of houses. Top and bottom may slope as perspective has it, and where one side is seen only in part they
 * continue from the other.
 */
export function* windowFrames(uprights: readonly Upright[], view: FacadeView): Generator<Frame> {
  const { width, height } = view;
  const sorted = uprights.toSorted((a, b) => a.x - b.x);
  for (const [k, a] of sorted.entries())
    for (let m = k + 1; m < sorted.length; m++) {
      const b = sorted[m];
      const wide = b.x - a.x;
      if (wide > width * 0.13) break;
      if (a.sign === b.sign || wide < 5) continue;
      const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const [tall, other] = [a.bottom - a.top, b.bottom - b.top];
      if (shared < 0.7 * Math.min(tall, other) || Math.min(tall, other) < 0.4 * Math.max(tall, other))
        continue;
      const frame = framed(a, b, view);
      if (frame === undefined) continue;
      const high = (frame.bottomLeft - frame.topLeft + frame.bottomRight - frame.topRight) / 2;
      const aspect = wide / high;
      const area = wide * high;
      if (aspect < 0.27 || aspect > 2.6) continue;
      if (area < width * height * 0.0009 || area > width * height * 0.011) continue;
      yield frame;
    }
}

const steepest = 0.27;

function framed(a: Upright, b: Upright, view: FacadeView): Frame | undefined {
  const wide = b.x - a.x;
  const lean = (b.top - a.top) / wide;
  const fall = (b.bottom - a.bottom) / wide;
  const top = bestLevel(a, b, starts(a.top, b.top, lean, fall, wide), view);
  if (top === undefined) return undefined;
  const bottom = bestLevel(a, b, starts(a.bottom, b.bottom, fall, lean, wide), view);
  if (bottom === undefined || Math.abs(top.right - top.left - bottom.right + bottom.left) > 0.1 * wide)
    return undefined;
  if (Math.min(bottom.left - top.left, bottom.right - top.right) < 6) return undefined;
  const left = sideSeen(a.x, top.left, bottom.left, view);
  const right = sideSeen(b.x, top.right, bottom.right, view);
  if (Math.min(left, right) < 0.55) return undefined;
  return {
    left: Math.round(a.x),
    right: Math.round(b.x),
    topLeft: top.left,
    topRight: top.right,
    bottomLeft: bottom.left,
    bottomRight: bottom.right,
    seen: { left, right, top: top.share, bottom: bottom.share },
  };
}

/** Where a level side may run: between both ends, or from one end at the slope that the other level side has. */
function starts(
  left: number,
  right: number,
  slope: number,
  other: number,
  wide: number,
): (readonly [number, number])[] {
  const lines: (readonly [number, number])[] = [];
  if (Math.abs(slope) <= steepest) lines.push([left, right]);
  const like = Math.abs(other) <= steepest && Math.abs(slope - other) > 0.06 ? other : undefined;
  for (const s of like === undefined ? (lines.length === 0 ? [0] : []) : [like])
    lines.push([left, left + s * wide], [right - s * wide, right]);
  return lines;
}

interface Level {
  readonly left: number;
  readonly right: number;
  readonly share: number;
}

/** The line, moved up or down a little, that most of is edge; undefined below three in five. */
function bestLevel(
  a: Upright,
  b: Upright,
  lines: readonly (readonly [number, number])[],
  { width, height, isLevel }: FacadeView,
): Level | undefined {
  const reach = Math.max(2, Math.round((a.bottom - a.top) * 0.08));
  const steps = Math.max(5, Math.round(b.x - a.x));
  let best: Level | undefined;
  let merit = 0.6;
  for (const [from, to] of lines)
    for (let shift = -reach; shift <= reach; shift++) {
      let hits = 0;
      for (let k = 1; k < steps; k++) {
        const x = Math.round(a.x + ((b.x - a.x) * k) / steps);
        const y = Math.round(from + ((to - from) * k) / steps + shift);
        if (y >= 1 && y < height - 1) hits += isLevel[y * width + x];
      }
      const share = hits / (steps - 1);
      if (share - 0.012 * Math.abs(shift) > merit) {
        merit = share - 0.012 * Math.abs(shift);
        best = { left: from + shift, right: to + shift, share };
      }
    }
  return best;
}

function sideSeen(x: number, top: number, bottom: number, { width, height, isUpright }: FacadeView): number {
  const at = Math.round(x);
  let hits = 0;
  let count = 0;
  for (let y = Math.max(0, Math.round(top)); y <= Math.min(height - 1, bottom); y++) {
    count++;
    hits += isUpright[y * width + at];
  }
  return count === 0 ? 0 : hits / count;
}
