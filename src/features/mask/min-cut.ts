/**
 * Parts a picture in two at least cost, exactly: the maximum flow of Boykov and Kolmogorov (2004) on a grid of eight
 * neighbours.
 * @param inside  cost of leaving a pixel out minus that of taking it in, whole numbers; one a pixel, `width` wide
 * @param between cost of parting two neighbours, whole numbers ≥ 0; called once a pair with `step` 0 right, 1 down,
 *                2 right and down, 3 right and up
 * @returns 1 = inside
 */
export function minCut(
  inside: Int32Array,
  width: number,
  between: (pixel: number, neighbour: number, step: number) => number,
): Uint8Array {
  const height = inside.length / width;
  // An empty rim of pixels, so that every pixel has eight neighbours.
  const stride = width + 2;
  const nodes = stride * (height + 2);
  const nodeOf = (i: number): number => (Math.floor(i / width) + 1) * stride + (i % width) + 1;
  // Two directions that follow each other are opposite: d ^ 1 leads back.
  const off = [1, -1, stride, -stride, stride + 1, -stride - 1, 1 - stride, stride - 1];
  const left = new Int32Array(nodes * 8);
  const end = new Int32Array(nodes);
  for (let i = 0; i < inside.length; i++) {
    const x = i % width;
    const node = nodeOf(i);
    end[node] = inside[i] ?? 0;
    const join = (step: number, j: number): void => {
      const cost = between(i, j, step);
      left[node * 8 + step * 2] = cost;
      left[nodeOf(j) * 8 + step * 2 + 1] = cost;
    };
    if (x < width - 1) join(0, i + 1);
    if (i + width < inside.length) join(1, i + width);
    if (x < width - 1 && i + width < inside.length) join(2, i + width + 1);
    if (x < width - 1 && i >= width) join(3, i - width + 1);
  }
  const tree = new Flow(left, end, off).parted();
  return Uint8Array.from(inside, (_, i) => (tree[nodeOf(i)] === SOURCE ? 1 : 0));
}

const SOURCE = 1;
const SINK = 2;
/** What a node hangs on, beside the directions 0 … 7. */
const TERMINAL = 8;
const NOTHING = 9;

/** Two trees grow from both ends; where they touch, a flow goes through, and what it cuts off looks for a new hold. */
class Flow {
  private readonly tree: Uint8Array;
  private readonly hold: Uint8Array;
  /** When a node's way to its end was last known, and how long it was then. */
  private readonly seen: Int32Array;
  private readonly far: Int32Array;
  private now = 1;
  private readonly growing: number[] = [];
  private readonly isGrowing: Uint8Array;
  private orphans: number[] = [];
  private readonly left: Int32Array;
  private readonly end: Int32Array;
  private readonly off: readonly number[];

  constructor(left: Int32Array, end: Int32Array, off: readonly number[]) {
    this.left = left;
    this.end = end;
    this.off = off;
    this.tree = new Uint8Array(end.length);
    this.hold = new Uint8Array(end.length).fill(NOTHING);
    this.seen = new Int32Array(end.length);
    this.far = new Int32Array(end.length);
    this.isGrowing = new Uint8Array(end.length);
    end.forEach((value, node) => {
      if (value === 0) return;
      this.tree[node] = value > 0 ? SOURCE : SINK;
      this.hold[node] = TERMINAL;
      this.far[node] = 1;
      this.grow(node);
    });
  }

  parted(): Uint8Array {
    for (let next = 0; next < this.growing.length; next++) {
      const node = this.growing[next] ?? 0;
      this.isGrowing[node] = 0;
      while (this.tree[node] !== 0) {
        const way = this.meeting(node);
        if (way < 0) break;
        this.now++;
        this.send(node, way);
        for (let orphan = this.orphans.pop(); orphan !== undefined; orphan = this.orphans.pop())
          this.adopt(orphan);
      }
      // The list is a queue; what was gone through is let go of now and then.
      if (next > 100_000) {
        this.growing.splice(0, next + 1);
        next = -1;
      }
    }
    return this.tree;
  }

  private grow(node: number): void {
    if (this.isGrowing[node] === 1) return;
    this.isGrowing[node] = 1;
    this.growing.push(node);
  }

  /** What can still flow between a node of a tree and its neighbour, away from the source. */
  private room(node: number, way: number): number {
    return (
      (this.tree[node] === SOURCE
        ? this.left[node * 8 + way]
        : this.left[(node + (this.off[way] ?? 0)) * 8 + (way ^ 1)]) ?? 0
    );
  }

  /** Takes free neighbours into the tree. @returns the way to a neighbour of the other tree, −1 for none */
  private meeting(node: number): number {
    const own = this.tree[node] ?? 0;
    for (let way = 0; way < 8; way++) {
      if (this.room(node, way) === 0) continue;
      const other = node + (this.off[way] ?? 0);
      const theirs = this.tree[other];
      if (theirs === 0) {
        this.tree[other] = own;
        this.hold[other] = way ^ 1;
        this.seen[other] = this.seen[node] ?? 0;
        this.far[other] = (this.far[node] ?? 0) + 1;
        this.grow(other);
      } else if (theirs !== own) return way;
      else if (
        (this.seen[other] ?? 0) <= (this.seen[node] ?? 0) &&
        (this.far[other] ?? 0) > (this.far[node] ?? 0)
      ) {
        // A shorter way to the end.
        this.hold[other] = way ^ 1;
        this.seen[other] = this.seen[node] ?? 0;
        this.far[other] = (this.far[node] ?? 0) + 1;
      }
    }
    return -1;
  }

  private send(node: number, way: number): void {
    const other = node + (this.off[way] ?? 0);
    const [from, to] = this.tree[node] === SOURCE ? [node, other] : [other, node];
    const across = this.tree[node] === SOURCE ? node * 8 + way : other * 8 + (way ^ 1);
    let most = this.left[across] ?? 0;
    most = Math.min(most, this.least(from), this.least(to));
    this.left[across] = (this.left[across] ?? 0) - most;
    const back = across === node * 8 + way ? other * 8 + (way ^ 1) : node * 8 + way;
    this.left[back] = (this.left[back] ?? 0) + most;
    this.drain(from, most);
    this.drain(to, most);
  }

  private least(start: number): number {
    let most = Infinity;
    let at = start;
    for (let way = this.hold[at] ?? 0; way < TERMINAL; way = this.hold[at] ?? 0) {
      const above = at + (this.off[way] ?? 0);
      most = Math.min(
        most,
        (this.tree[start] === SOURCE ? this.left[above * 8 + (way ^ 1)] : this.left[at * 8 + way]) ?? 0,
      );
      at = above;
    }
    return Math.min(most, Math.abs(this.end[at] ?? 0));
  }

  private drain(start: number, flow: number): void {
    const isSource = this.tree[start] === SOURCE;
    let at = start;
    for (let way = this.hold[at] ?? 0; way < TERMINAL; way = this.hold[at] ?? 0) {
      const above = at + (this.off[way] ?? 0);
      const used = isSource ? above * 8 + (way ^ 1) : at * 8 + way;
      const back = isSource ? at * 8 + way : above * 8 + (way ^ 1);
      const rest = (this.left[used] ?? 0) - flow;
      this.left[used] = rest;
      this.left[back] = (this.left[back] ?? 0) + flow;
      if (rest === 0) this.orphan(at);
      at = above;
    }
    const rest = (this.end[at] ?? 0) + (isSource ? -flow : flow);
    this.end[at] = rest;
    if (rest === 0) this.orphan(at);
  }

  private orphan(node: number): void {
    this.hold[node] = NOTHING;
    this.orphans.push(node);
  }

  private adopt(node: number): void {
    const own = this.tree[node] ?? 0;
    let best = NOTHING;
    let nearest = Infinity;
    for (let way = 0; way < 8; way++) {
      const other = node + (this.off[way] ?? 0);
      if (this.tree[other] !== own || this.room(other, way ^ 1) === 0) continue;
      const far = this.toEnd(other);
      if (far >= nearest) continue;
      nearest = far;
      best = way;
    }
    if (best !== NOTHING) {
      this.hold[node] = best;
      this.seen[node] = this.now;
      this.far[node] = nearest + 1;
      return;
    }
    this.tree[node] = 0;
    for (let way = 0; way < 8; way++) {
      const other = node + (this.off[way] ?? 0);
      if (this.tree[other] !== own) continue;
      if (this.room(other, way ^ 1) > 0) this.grow(other);
      if (this.hold[other] === (way ^ 1)) this.orphan(other);
    }
  }

  /** Steps from a node to its end, Infinity when it hangs on an orphan; what was walked is noted. */
  private toEnd(start: number): number {
    let steps = 0;
    let at = start;
    for (;;) {
      if (this.seen[at] === this.now) {
        steps += this.far[at] ?? 0;
        break;
      }
      const way = this.hold[at] ?? NOTHING;
      if (way === NOTHING) return Infinity;
      steps++;
      if (way === TERMINAL) {
        this.seen[at] = this.now;
        this.far[at] = 1;
        break;
      }
      at += this.off[way] ?? 0;
    }
    const total = steps;
    for (let n = start; this.seen[n] !== this.now; n += this.off[this.hold[n] ?? 0] ?? 0) {
      this.seen[n] = this.now;
      this.far[n] = steps--;
    }
    return total;
  }
}
