/** A grid to be parted: what is known of it and where borders between parts are cheap. */
export interface Parting {
  readonly width: number;
  readonly height: number;
  /** How many parts there are. */
  readonly count: number;
  /** Part of each cell: 0 … count − 1 where it is known, OPEN where it is sought, OUTSIDE where it does not matter. */
  readonly partOf: Int16Array;
  /** What a border through a cell costs a cell's length, 0–1. */
  readonly tension: Float32Array;
  /** What it costs to give an open cell to a part, cell × count + part; beside tensions of 1 a cell's length. */
  readonly cost: Float32Array;
}

export const OPEN = -1;
export const OUTSIDE = -2;

/**
 * Parts the open cells among the known parts with borders as short as can be: straight from where a border enters to
 * where it leaves, and what touches the open cells on one side only ends there. The convex relaxation of Potts' model
 * (Zach, Gallup, Frahm, Niethammer 2008) solved by a primal-dual method (Chambolle, Pock 2011), coarse sizes first.
 * @returns share of each part, cell × count + part, 0–1, nearly 0 or 1 but at borders; known cells too
 */
export function minimalPartition(parting: Parting): Float32Array {
  return solved(parting).shares;
}

/** Shares of the parts, and the flows (the dual of their slopes) that hold them; all cell × count + part. */
interface Solution {
  readonly shares: Float32Array;
  readonly across: Float32Array;
  readonly down: Float32Array;
}

function solved(parting: Parting): Solution {
  const { width, height, count, partOf } = parting;
  const start = startOf(parting);
  if (Math.max(width, height) <= COARSEST || Math.min(width, height) <= 8) {
    relax(parting, start);
    return start;
  }
  const coarse = halved(parting);
  const found = solved(coarse);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const from = ((y >> 1) * coarse.width + (x >> 1)) * count;
      for (let k = 0; k < count; k++) {
        start.across[i * count + k] = found.across[from + k];
        start.down[i * count + k] = found.down[from + k];
        if (partOf[i] === OPEN) start.shares[i * count + k] = found.shares[from + k];
      }
    }
  relax(parting, start);
  return start;
}

const COARSEST = 32;

function startOf({ count, partOf }: Parting): Solution {
  const shares = new Float32Array(partOf.length * count);
  for (let i = 0; i < partOf.length; i++) {
    if (partOf[i] >= 0) shares[i * count + partOf[i]] = 1;
    else shares.fill(1 / count, i * count, (i + 1) * count);
  }
  return { shares, across: new Float32Array(shares.length), down: new Float32Array(shares.length) };
}

/** Half as wide and high: a cell is open where any of its four is, else the first known one counts. */
function halved({ width, height, count, partOf, tension, cost }: Parting): Parting {
  const w = (width + 1) >> 1;
  const h = (height + 1) >> 1;
  const coarse = {
    width: w,
    height: h,
    count,
    partOf: new Int16Array(w * h).fill(OUTSIDE),
    tension: new Float32Array(w * h).fill(1),
    cost: new Float32Array(w * h * count),
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const o = (y >> 1) * w + (x >> 1);
      if (partOf[i] === OPEN) coarse.partOf[o] = OPEN;
      else if (coarse.partOf[o] === OUTSIDE) coarse.partOf[o] = partOf[i];
      coarse.tension[o] = Math.min(coarse.tension[o], tension[i]);
      // A border of half as many cells is weighed against a quarter as many cells.
      for (let k = 0; k < count; k++) coarse.cost[o * count + k] += cost[i * count + k] / 2;
    }
  return coarse;
}

/** Rounds of the primal-dual method; the solution is start and result. */
function relax({ width, count, partOf, tension, cost }: Parting, { shares, across, down }: Solution): void {
  const { open, sloped, meets } = cellsOf(partOf, width);
  const rounds = Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, CELLS_IN_ALL / Math.max(1, open.length)));
  const ahead = shares.slice();
  const row = width * count;
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < sloped.length; n++) {
      const i = sloped[n];
      const right = meets[i] & RIGHT;
      const below = meets[i] & BELOW;
      const most = tension[i];
      const end = (i + 1) * count;
      for (let o = i * count; o < end; o++) {
        const a = right ? across[o] + STEP * (ahead[o + count] - ahead[o]) : 0;
        const d = below ? down[o] + STEP * LEVEL_TENSION * (ahead[o + row] - ahead[o]) : 0;
        const squared = a * a + d * d;
        if (squared <= most * most) {
          across[o] = a;
          down[o] = d;
          continue;
        }
        const shrink = most / Math.sqrt(squared);
        across[o] = a * shrink;
        down[o] = d * shrink;
      }
    }
    let moved = 0;
    for (let n = 0; n < open.length; n++) {
      const i = open[n];
      const first = i * count;
      const end = first + count;
      const left = meets[i] & LEFT;
      const above = meets[i] & ABOVE;
      for (let o = first; o < end; o++) {
        const spread =
          across[o] -
          (left ? across[o - count] : 0) +
          LEVEL_TENSION * (down[o] - (above ? down[o - row] : 0));
        ahead[o] = shares[o] + STEP * (spread - cost[o]);
      }
      toSimplex(ahead, first, count);
      for (let o = first; o < end; o++) {
        const now = ahead[o];
        const move = Math.abs(now - shares[o]);
        if (move > moved) moved = move;
        ahead[o] = 2 * now - shares[o];
        shares[o] = now;
      }
    }
    if (moved < AT_REST) return;
  }
}

/** Which neighbours a cell has; right and below only such as matter. */
const LEFT = 1;
const ABOVE = 2;
const RIGHT = 4;
const BELOW = 8;

interface Cells {
  readonly open: Int32Array;
  /** Cells with a slope that an open cell has part in. */
  readonly sloped: Int32Array;
  readonly meets: Uint8Array;
}

function cellsOf(partOf: Int16Array, width: number): Cells {
  const open: number[] = [];
  const sloped: number[] = [];
  const meets = new Uint8Array(partOf.length);
  for (let i = 0; i < partOf.length; i++) {
    if (partOf[i] === OUTSIDE) continue;
    const x = i % width;
    const right = x < width - 1 ? partOf[i + 1] : OUTSIDE;
    const below = i + width < partOf.length ? partOf[i + width] : OUTSIDE;
    meets[i] =
      (x > 0 ? LEFT : 0) +
      (i >= width ? ABOVE : 0) +
      (right === OUTSIDE ? 0 : RIGHT) +
      (below === OUTSIDE ? 0 : BELOW);
    if (partOf[i] === OPEN) open.push(i);
    if (partOf[i] === OPEN || right === OPEN || below === OPEN) sloped.push(i);
  }
  return { open: Int32Array.from(open), sloped: Int32Array.from(sloped), meets };
}

/** Coarse sizes settle what goes where, in many rounds of few cells; the finer ones only draw it out. */
const CELLS_IN_ALL = 240_000;
const LEAST_ROUNDS = 40;
const MOST_ROUNDS = 2000;
/** A round that moves no share by more than this is the last. */
const AT_REST = 2e-4;
/** Borders that run level cost this share of upright ones: floors, walls and rugs go on along rows. */
const LEVEL_TENSION = 0.4;
/** Both steps; their product must stay below an eighth. */
const STEP = 0.35;

/** Nearest values ≥ 0 with the sum 1 (Michelot 1986). */
function toSimplex(values: Float32Array, first: number, count: number): void {
  const end = first + count;
  for (let pass = 0; pass < count; pass++) {
    let sum = 0;
    let positive = 0;
    for (let o = first; o < end; o++)
      if (pass === 0 || values[o] > 0) {
        sum += values[o];
        positive++;
      }
    const excess = (sum - 1) / positive;
    let isDone = true;
    for (let o = first; o < end; o++) {
      if (pass > 0 && values[o] <= 0) continue;
      values[o] -= excess;
      if (values[o] >= 0) continue;
      values[o] = 0;
      isDone = false;
    }
    if (isDone) return;
  }
}
