import { type FacadeView } from "#engine/dusk/facade-view.ts";
import { type WindowQuad } from "#engine/dusk/window-quad.ts";
import { type Plane } from "#engine/plane.ts";

type Quad = Omit<WindowQuad, "score">;

/**
 * A frame without what it took in beyond the window: lintels, sills, wall and trims. A window's rows look alike from top
 * to bottom, bars and panes one under the other, and so do its columns: rows at its ends that are unlike those of its
 * middle go, and so do those that are wall to the network; then the same from side to side.
 */
export function trimmedWindow(quad: Quad, view: FacadeView, odds: Plane): Quad {
  const grid = samplesOf(quad, view, odds);
  const [top, bottom] = endsOf(grid, ROWS, COLUMNS, (v, t) => v * COLUMNS + t);
  const [left, right] = endsOf(grid, COLUMNS, ROWS, (t, v) => v * COLUMNS + t);
  const along = (from: number, to: number, share: number): number => from + (to - from) * share;
  const { topLeft, topRight, bottomLeft, bottomRight } = quad;
  const corner = (t: number, v: number): number =>
    along(along(topLeft, topRight, t), along(bottomLeft, bottomRight, t), v);
  return {
    left: Math.round(along(quad.left, quad.right, left)),
    right: Math.round(along(quad.left, quad.right, right)),
    topLeft: corner(left, top),
    topRight: corner(right, top),
    bottomLeft: corner(left, bottom),
    bottomRight: corner(right, bottom),
  };
}

const ROWS = 32;
const COLUMNS = 24;

interface Grid {
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly odds: Float32Array;
}

/** The window made straight: ROWS × COLUMNS places, row-major. */
function samplesOf(quad: Quad, { lab, width, height }: FacadeView, odds: Plane): Grid {
  const grid: Grid = {
    l: new Float32Array(ROWS * COLUMNS),
    a: new Float32Array(ROWS * COLUMNS),
    b: new Float32Array(ROWS * COLUMNS),
    odds: new Float32Array(ROWS * COLUMNS),
  };
  for (let v = 0; v < ROWS; v++)
    for (let t = 0; t < COLUMNS; t++) {
      const across = (t + 0.5) / COLUMNS;
      const down = (v + 0.5) / ROWS;
      const from = quad.topLeft + (quad.topRight - quad.topLeft) * across;
      const to = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * across;
      const x = clamp(Math.round(quad.left + (quad.right - quad.left) * across), 0, width - 1);
      const y = clamp(Math.round(from + (to - from) * down), 0, height - 1);
      const i = y * width + x;
      const k = v * COLUMNS + t;
      grid.l[k] = lab.l[i] ?? 0;
      grid.a[k] = lab.a[i] ?? 0;
      grid.b[k] = lab.b[i] ?? 0;
      grid.odds[k] = odds.data[i] ?? 0;
    }
  return grid;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Which share of the lines the window begins and ends at: those before and after go, a third from each end at most. */
function endsOf(
  grid: Grid,
  lines: number,
  across: number,
  at: (line: number, k: number) => number,
): readonly [number, number] {
  const [from, to] = [Math.floor(lines / 4), Math.ceil((3 * lines) / 4)];
  const middle = { l: new Float32Array(across), a: new Float32Array(across), b: new Float32Array(across) };
  for (let k = 0; k < across; k++)
    for (const plane of ["l", "a", "b"] as const)
      middle[plane][k] = median(
        Array.from({ length: to - from }, (_, n) => grid[plane][at(from + n, k)] ?? 0),
      );
  const meanOf = (line: number, of: (i: number, k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < across; k++) sum += of(at(line, k), k);
    return sum / across;
  };
  const every = Array.from({ length: lines }, (_, line) => line);
  const unlike = every.map((line) => meanOf(line, (i, k) => unlikeness(grid, i, middle, k)));
  const seen = every.map((line) => meanOf(line, (i) => grid.odds[i] ?? 0));
  const limit = Math.max(LEAST_UNLIKE, 2 * median(unlike.slice(from, to)));
  const doubtful = DOUBTFUL * median(seen.slice(from, to));
  const goes = (line: number): boolean => {
    const odds = seen[line] ?? 0;
    const isRim = Math.min(line, lines - 1 - line) < lines * RIM;
    return odds < LEAST_ODDS || ((unlike[line] ?? 0) > limit && (isRim || odds < doubtful));
  };
  const most = Math.floor(lines * MOST);
  let [first, last] = [0, lines];
  // One line like the middle may stand before others that go: wall beyond a line of shade.
  for (let k = 0; k < most && k <= first + 1; k++) if (goes(k)) first = k + 1;
  for (let k = 0; k < most && k <= lines - last + 1; k++) if (goes(lines - 1 - k)) last = lines - 1 - k;
  return [first / lines, last / lines];
}

/** Largest share of the lines that goes from one end, and that of a frame's own rim, whose odds say nothing. */
const MOST = 0.34;
const RIM = 0.1;

/** Least difference in OKLab, a and b counted 2.5 times, that tells a line from the middle. */
const LEAST_UNLIKE = 0.09;

/** Mean log-odds below which a line is wall, and the share of the middle's below which what is unlike it is none of it. */
const LEAST_ODDS = -0.5;
const DOUBTFUL = 0.55;

type Colours = Omit<Grid, "odds">;

const unlikeness = (grid: Colours, i: number, other: Colours, k: number): number =>
  Math.hypot(
    (grid.l[i] ?? 0) - (other.l[k] ?? 0),
    2.5 * ((grid.a[i] ?? 0) - (other.a[k] ?? 0)),
    2.5 * ((grid.b[i] ?? 0) - (other.b[k] ?? 0)),
  );

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
