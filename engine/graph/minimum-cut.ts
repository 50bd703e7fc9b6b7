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
  const search = startOf(graph);
  // First in, first out: the trees grow in breadth, so that paths are short.
  for (let at = 0; at < search.active.length; at++) {
    const i = search.active[at];
    for (let bridge = grow(search, i); bridge !== NONE; bridge = grow(search, i)) {
      augment(search, bridge);
      adopt(search);
    }
    search.isActive[i] = 0;
  }
  return search.tree.map((side) => (side === SOURCE ? 0 : 1));
}

const FREE = 0;
const SOURCE = 1;
const SINK = 2;
const SIDES = [SOURCE, SINK] as const;
const NONE = -1;
const ROOT = -2;
const TINY = 1e-5;

interface Search {
  readonly graph: CutGraph;
  /** FREE, SOURCE or SINK: the tree a node belongs to. */
  readonly tree: Uint8Array;
  /** Arc from a node to its parent; ROOT where that is a terminal. */
  readonly parent: Int32Array;
  /** Nodes from which a tree may grow. */
  readonly active: number[];
  readonly isActive: Uint8Array;
  /** Nodes whose arc to their parent is full. */
  readonly orphans: number[];
}

function startOf(graph: CutGraph): Search {
  const n = graph.towards.length;
  const search: Search = {
    graph,
    tree: new Uint8Array(n),
    parent: new Int32Array(n).fill(NONE),
    active: [],
    isActive: new Uint8Array(n),
    orphans: [],
  };
  for (let i = 0; i < n; i++) {
    if (graph.towards[i] === 0) continue;
    search.tree[i] = graph.towards[i] > 0 ? SOURCE : SINK;
    search.parent[i] = ROOT;
    activate(search, i);
  }
  return search;
}

function activate({ active, isActive }: Search, i: number): void {
  if (isActive[i]) return;
  isActive[i] = 1;
  active.push(i);
}

/** What can still flow along an arc out of a tree's node: away from the source, or back towards the sink. */
const room = ({ capacity }: CutGraph, arc: number, side: number): number =>
  side === SOURCE ? capacity[arc] : capacity[arc ^ 1];

/** Takes the free neighbours of a node into its tree. @returns an arc from the source's tree to the sink's, or NONE */
function grow(search: Search, i: number): number {
  const { graph, tree, parent } = search;
  const side = tree[i];
  if (side === FREE) return NONE;
  for (let a = graph.first[i]; a >= 0; a = graph.next[a]) {
    if (room(graph, a, side) <= 0) continue;
    const j = graph.to[a];
    if (tree[j] === FREE) {
      tree[j] = side;
      parent[j] = a ^ 1;
      activate(search, j);
    } else if (tree[j] !== side) return side === SOURCE ? a : a ^ 1;
  }
  return NONE;
}

/** Sends what fits along the path from terminal to terminal over a bridge; nodes behind what is full become orphans. */
function augment({ graph, parent, orphans }: Search, bridge: number): void {
  const { towards, to, capacity } = graph;
  let most = capacity[bridge];
  for (const side of SIDES) {
    let i = to[side === SOURCE ? bridge ^ 1 : bridge];
    for (; parent[i] !== ROOT; i = to[parent[i]]) most = Math.min(most, room(graph, parent[i] ^ 1, side));
    most = Math.min(most, Math.abs(towards[i]));
  }
  capacity[bridge] -= most;
  capacity[bridge ^ 1] += most;
  for (const side of SIDES) {
    let i = to[side === SOURCE ? bridge ^ 1 : bridge];
    while (parent[i] !== ROOT) {
      const arc = side === SOURCE ? parent[i] ^ 1 : parent[i];
      const above = to[parent[i]];
      capacity[arc] -= most;
      capacity[arc ^ 1] += most;
      if (capacity[arc] <= TINY) {
        capacity[arc] = 0;
        parent[i] = NONE;
        orphans.push(i);
      }
      i = above;
    }
    towards[i] += side === SOURCE ? -most : most;
    if (Math.abs(towards[i]) > TINY) continue;
    towards[i] = 0;
    parent[i] = NONE;
    orphans.push(i);
  }
}

/** Finds a new parent in the same tree for each orphan; one without becomes free, and its children orphans. */
function adopt(search: Search): void {
  const { graph, tree, parent, orphans } = search;
  const { first, next, to } = graph;
  for (let i = orphans.pop(); i !== undefined; i = orphans.pop()) {
    const side = tree[i];
    for (let a = first[i]; a >= 0 && parent[i] === NONE; a = next[a])
      if (tree[to[a]] === side && room(graph, a ^ 1, side) > 0 && isRooted(search, to[a])) parent[i] = a;
    if (parent[i] !== NONE) continue;
    for (let a = first[i]; a >= 0; a = next[a]) {
      const j = to[a];
      if (tree[j] !== side) continue;
      if (room(graph, a ^ 1, side) > 0) activate(search, j);
      if (parent[j] < 0 || to[parent[j]] !== i) continue;
      parent[j] = NONE;
      orphans.push(j);
    }
    tree[i] = FREE;
  }
}

function isRooted({ graph, parent }: Search, start: number): boolean {
  let i = start;
  while (parent[i] >= 0) i = graph.to[parent[i]];
  return parent[i] === ROOT;
}
