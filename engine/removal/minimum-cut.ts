/** A graph to be cut: every node is joined to both terminals, and arcs come in pairs, there and back. */
export interface CutGraph {
  /** Of each node: what joins it to the source less what joins it to the sink. Used up by the cut. */
  readonly towards: Float32Array;
  /** First arc out of each node, −1 for none. */
  readonly first: Int32Array;
  /** Node each arc leads to; arc `a ^ 1` leads back. */
  readonly to: Int32Array;
  /** Next arc out of the same node, −1 after the last. */
  readonly next: Int32Array;
  /** What each arc can carry, ≥ 0. Used up by the cut. */
  readonly capacity: Float32Array;
}

/**
 * Cuts a graph in two where it costs least, by the augmenting paths of two search trees that are kept from path to path
 * (Boykov, Kolmogorov 2004).
 * @returns 1 for each node that falls to the sink
 */
export function minimumCut(graph: CutGraph): Uint8Array {
  const { towards, first, to, next, capacity } = graph;
  const n = towards.length;
  /** 0 = free, 1 = source's tree, 2 = sink's tree. */
  const tree = new Uint8Array(n);
  /** Arc to the parent; ROOT or NONE. */
  const parent = new Int32Array(n).fill(NONE);
  const queue = new Int32Array(n + 1);
  const isQueued = new Uint8Array(n);
  let head = 0;
  let tail = 0;
  const activate = (i: number): void => {
    if (isQueued[i]) return;
    isQueued[i] = 1;
    queue[tail] = i;
    tail = tail === n ? 0 : tail + 1;
  };
  for (let i = 0; i < n; i++) {
    if (towards[i] === 0) continue;
    tree[i] = towards[i] > 0 ? 1 : 2;
    parent[i] = ROOT;
    activate(i);
  }
  const orphans: number[] = [];
  /** What can still flow along an arc in the direction of a tree: away from the source, towards the sink. */
  const room = (arc: number, side: number): number => (side === 1 ? capacity[arc] : capacity[arc ^ 1]);
  const augment = (bridge: number): void => {
    let least = capacity[bridge];
    for (const side of [1, 2]) {
      let i = to[side === 1 ? bridge ^ 1 : bridge];
      for (; parent[i] !== ROOT; i = to[parent[i]]) least = Math.min(least, room(parent[i] ^ 1, side));
      least = Math.min(least, Math.abs(towards[i]));
    }
    capacity[bridge] -= least;
    capacity[bridge ^ 1] += least;
    for (const side of [1, 2]) {
      let i = to[side === 1 ? bridge ^ 1 : bridge];
      while (parent[i] !== ROOT) {
        const arc = side === 1 ? parent[i] ^ 1 : parent[i];
        const above = to[parent[i]];
        capacity[arc] -= least;
        capacity[arc ^ 1] += least;
        if (capacity[arc] <= TINY) {
          capacity[arc] = 0;
          parent[i] = NONE;
          orphans.push(i);
        }
        i = above;
      }
      towards[i] += side === 1 ? -least : least;
      if (Math.abs(towards[i]) > TINY) continue;
      towards[i] = 0;
      parent[i] = NONE;
      orphans.push(i);
    }
  };
  const isRooted = (i: number): boolean => {
    while (parent[i] >= 0) i = to[parent[i]];
    return parent[i] === ROOT;
  };
  const adopt = (): void => {
    for (let i = orphans.pop(); i !== undefined; i = orphans.pop()) {
      const side = tree[i];
      for (let a = first[i]; a >= 0 && parent[i] === NONE; a = next[a])
        if (tree[to[a]] === side && room(a ^ 1, side) > 0 && isRooted(to[a])) parent[i] = a;
      if (parent[i] !== NONE) continue;
      for (let a = first[i]; a >= 0; a = next[a]) {
        const j = to[a];
        if (tree[j] !== side) continue;
        if (room(a ^ 1, side) > 0) activate(j);
        if (parent[j] >= 0 && to[parent[j]] === i) {
          parent[j] = NONE;
          orphans.push(j);
        }
      }
      tree[i] = 0;
    }
  };
  while (head !== tail) {
    const i = queue[head];
    const side = tree[i];
    let bridge = NONE;
    for (let a = side === 0 ? -1 : first[i]; a >= 0; a = next[a]) {
      if (room(a, side) <= 0) continue;
      const j = to[a];
      if (tree[j] === 0) {
        tree[j] = side;
        parent[j] = a ^ 1;
        activate(j);
      } else if (tree[j] !== side) {
        bridge = side === 1 ? a : a ^ 1;
        break;
      }
    }
    if (bridge === NONE) {
      isQueued[i] = 0;
      head = head === n ? 0 : head + 1;
      continue;
    }
    augment(bridge);
    adopt();
  }
  return tree.map((side) => (side === 1 ? 0 : 1));
}

const ROOT = -2;
const NONE = -1;
const TINY = 1e-5;
