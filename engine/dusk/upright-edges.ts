import { type FacadeView, steep } from "#engine/dusk/facade-view.ts";

/** A run of side-to-side edge down the picture. */
export interface Upright {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** 1 = lighter to its right, −1 = darker. */
  readonly sign: number;
}

/** Runs of upright edge outside the sky, each plain and of one sign, drifting by a pixel at most as they go. */
export function uprightEdges({ width, height, across, sky }: FacadeView): Upright[] {
  const used = new Uint8Array(width * height);
  const found: Upright[] = [];
  const least = Math.max(7, Math.round(height * 0.016));
  for (let y = 2; y < height - 2; y++)
    for (let x = 3; x < width - 3; x++) {
      const start = y * width + x;
      if (used[start] !== 0 || sky[start] > 100) continue;
      const sign = Math.sign(across[start]);
      if (!isRidge(across, start, sign)) continue;
      let at = x;
      let gap = 0;
      let end = y;
      let strength = 0;
      for (let v = y; v < height - 2 && gap <= 2; v++) {
        const row = v * width + at;
        const step = asideOf(across, row, sign);
        if (step === undefined) {
          gap++;
          continue;
        }
        gap = 0;
        at = Math.max(3, Math.min(width - 4, at + step));
        used[v * width + at] = 1;
        strength += across[v * width + at] * sign;
        end = v;
      }
      if (
        strength > 1.5 * steep * (end - y + 1) &&
        end - y >= least &&
        Math.abs(at - x) <= 1 + (end - y) * 0.12
      )
        found.push({ x: (x + at) / 2, top: y, bottom: end, sign });
    }
  return found;
}

/** How far aside the run goes on, if it does: straight rather than aslant. */
function asideOf(across: Float32Array, i: number, sign: number): number | undefined {
  if (isRidge(across, i, sign)) return 0;
  if (isRidge(across, i - 1, sign)) return -1;
  return isRidge(across, i + 1, sign) ? 1 : undefined;
}

/** Whether the step from left to right is plain here and the largest of its row. */
function isRidge(across: Float32Array, i: number, sign: number): boolean {
  const own = across[i] * sign;
  return own > steep && own >= across[i - 1] * sign && own >= across[i + 1] * sign;
}

/** The runs, and those in one line that something thin interrupts made one. */
export function joinedEdges(found: readonly Upright[]): Upright[] {
  const open = found.toSorted((a, b) => a.top - b.top);
  const gone = new Set<Upright>();
  const all: Upright[] = [];
  for (const first of open) {
    if (gone.has(first)) continue;
    let line = first;
    for (const next of open) {
      if (next === first || gone.has(next) || next.sign !== line.sign || next.top < line.bottom - 2) continue;
      const gap = next.top - line.bottom;
      const long = Math.max(line.bottom - line.top, next.bottom - next.top);
      if (gap > 0.3 * long || Math.abs(next.x - line.x) > 3) continue;
      gone.add(next);
      line = { ...line, x: (line.x + next.x) / 2, bottom: next.bottom };
    }
    all.push(line);
    if (line !== first) all.push(first);
  }
  return all;
}
