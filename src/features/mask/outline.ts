/**
 * The outlines of a selection as an SVG path, to be filled by the even-odd rule; corners stand on pixel corners.
 * @param inside 1 = inside, one a pixel, `width` wide
 * @param scale  path units a pixel
 * @param origin where in the path's units the first pixel's corner lies
 */
export function outlineOf(
  inside: Uint8Array,
  width: number,
  scale: number,
  origin: Place = { x: 0, y: 0 },
): string {
  const height = inside.length / width;
  const at = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x] === 1;
  // Border edges by where they start, each with the inside on its right.
  const next = new Map<number, number[]>();
  const stride = width + 1;
  const edge = (x1: number, y1: number, x2: number, y2: number): void => {
    const from = y1 * stride + x1;
    next.set(from, [...(next.get(from) ?? []), y2 * stride + x2]);
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!at(x, y)) continue;
      if (!at(x, y - 1)) edge(x, y, x + 1, y);
      if (!at(x + 1, y)) edge(x + 1, y, x + 1, y + 1);
      if (!at(x, y + 1)) edge(x + 1, y + 1, x, y + 1);
      if (!at(x - 1, y)) edge(x, y + 1, x, y);
    }
  const loops: string[] = [];
  for (const start of next.keys()) {
    const loop: Place[] = [];
    for (let corner = next.get(start)?.pop(), from = start; corner !== undefined;) {
      loop.push({ x: from % stride, y: Math.floor(from / stride) });
      from = corner;
      corner = next.get(from)?.pop();
    }
    if (loop.length < 4) continue;
    const points = simplified(loop).map(
      ({ x, y }) => `${rounded(origin.x + x * scale)} ${rounded(origin.y + y * scale)}`,
    );
    loops.push(`M ${points.join(" L ")} Z`);
  }
  return loops.join(" ");
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const rounded = (v: number): number => Math.round(v * 10) / 10;

/** Without the points that lie less than a pixel beside the line of their neighbours (Douglas, Peucker 1973). */
function simplified(loop: readonly Place[]): Place[] {
  const [first] = loop;
  if (first === undefined) return [];
  const closed = [...loop, first];
  const keep = new Uint8Array(closed.length);
  keep[0] = 1;
  // A closed line has no ends: its middle is the second.
  const middle = closed.length >> 1;
  keep[middle] = 1;
  const spans: [number, number][] = [
    [0, middle],
    [middle, closed.length - 1],
  ];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const a = closed[from];
    const b = closed[to];
    if (a === undefined || b === undefined) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    let far = TOLERANCE_PX;
    let farthest = -1;
    for (let n = from + 1; n < to; n++) {
      const p = closed[n] ?? a;
      const away =
        length === 0
          ? Math.hypot(p.x - a.x, p.y - a.y)
          : Math.abs((p.x - a.x) * (b.y - a.y) - (p.y - a.y) * (b.x - a.x)) / length;
      if (away <= far) continue;
      far = away;
      farthest = n;
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return loop.filter((_, n) => keep[n] === 1);
}

const TOLERANCE_PX = 0.7;
