import { type Mask } from "#engine/raster.ts";

/** One connected piece of a mask. Box in pixels, right and bottom exclusive. */
export interface Component {
  readonly label: number;
  readonly area: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Connected pieces (4 neighbours) of what is set (≥ 128), in scan order: runs of a row that touch one of the row above
 * are of one piece with it (Rosenfeld and Pfaltz 1966).
 * @returns `labels`: 0 outside, else the component's label, which starts at 1
 */
export function components(mask: Mask): { labels: Int32Array; list: Component[] } {
  const { width, height } = mask;
  const { from, to, parent } = joinedRuns(mask);
  const labels = new Int32Array(width * height);
  const list: Writable<Component>[] = [];
  // A piece's first run is the root of its runs, and has its number before any other asks for it.
  const labelOf = new Int32Array(from.length);
  for (let n = 0; n < from.length; n++) {
    const top = Math.floor(from[n] / width);
    const left = from[n] - top * width;
    const right = to[n] - top * width;
    const root = rootOf(parent, n);
    if (root === n) {
      labelOf[n] = list.length + 1;
      list.push({ label: labelOf[n], area: 0, left, top, right, bottom: top + 1 });
    }
    labels.fill(labelOf[root], from[n], to[n]);
    const piece = list[labelOf[root] - 1];
    piece.area += right - left;
    piece.left = Math.min(piece.left, left);
    piece.right = Math.max(piece.right, right);
    piece.bottom = top + 1;
  }
  return { labels, list };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Runs {
  /** The first pixel of each, and the one after its last, in scan order. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** An earlier run of its piece, or itself. */
  readonly parent: number[];
}

function joinedRuns({ data, width, height }: Mask): Runs {
  const from: number[] = [];
  const to: number[] = [];
  const parent: number[] = [];
  for (let y = 0, above = 0; y < height; y++) {
    const own = from.length;
    const end = (y + 1) * width;
    for (let i = y * width; i < end; i++) {
      if (data[i] < 128) continue;
      const start = i;
      while (i < end && data[i] >= 128) i++;
      const n = from.length;
      from.push(start);
      to.push(i);
      parent.push(n);
      while (above < own && to[above] + width <= start) above++;
      for (let k = above; k < own && from[k] + width < i; k++) join(parent, n, k);
    }
    above = own;
  }
  return { from, to, parent };
}

function join(parent: number[], one: number, other: number): void {
  const a = rootOf(parent, one);
  const b = rootOf(parent, other);
  parent[Math.max(a, b)] = Math.min(a, b);
}

/** Halves the way on the way, so that no way is long twice. */
function rootOf(parent: number[], run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root] = parent[parent[root]];
  return root;
}

/** The mask without the pieces for which `keep` says no. */
export function keepComponents(mask: Mask, keep: (piece: Component) => boolean): Mask {
  const { labels, list } = components(mask);
  const wanted = Uint8Array.from([0, ...list.map((piece) => (keep(piece) ? 255 : 0))]);
  const data = new Uint8Array(labels.length);
  for (let i = 0; i < data.length; i++) data[i] = wanted[labels[i]];
  return { data, width: mask.width, height: mask.height };
}
