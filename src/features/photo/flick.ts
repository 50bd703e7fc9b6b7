/** One press of a finger, from its beginning to its end. */
export interface Press {
  readonly movedX: number;
  readonly movedY: number;
  readonly ms: number;
}

const longestMs = 280;
const leastPx = 44;

/** A quick, short way sideways: to the next version (1, the finger went left), the one before (−1), or none (0). */
export function flickOf({ movedX, movedY, ms }: Press): -1 | 0 | 1 {
  if (ms > longestMs || Math.abs(movedX) < leastPx || Math.abs(movedX) < 2 * Math.abs(movedY)) return 0;
  return movedX < 0 ? 1 : -1;
}
