export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a given shape: its middle, and its sides over that shape's. */
export interface Fitted extends Point {
  readonly scale: number;
}

/**
 * The largest upright rectangle of the shape `width` × `height` inside a convex quadrilateral. Each side allows
 * n · middle + reach · scale ≤ d; the best of these three unknowns lies where three sides touch, so every three are tried.
 * @param corners in order around it, either way; undefined when the four do not go round convexly
 */
export function largestWithin(corners: readonly Point[], width: number, height: number): Fitted | undefined {
  const middle = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length,
    y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length,
  };
  const sides = corners.map((from, k) => sideBetween(from, corners[(k + 1) % corners.length], middle));
  let best: Fitted | undefined;
  for (const left of sides) {
    const three = sides.filter((side) => side !== left);
    const [p, q, r] = three.map(({ nx, ny, d }) => ({
      nx,
      ny,
      reach: (Math.abs(nx) * width + Math.abs(ny) * height) / 2,
      d,
    }));
    const determinant =
      p.nx * (q.ny * r.reach - q.reach * r.ny) -
      p.ny * (q.nx * r.reach - q.reach * r.nx) +
      p.reach * (q.nx * r.ny - q.ny * r.nx);
    if (Math.abs(determinant) < 1e-9) continue;
    const x =
      (p.d * (q.ny * r.reach - q.reach * r.ny) -
        p.ny * (q.d * r.reach - q.reach * r.d) +
        p.reach * (q.d * r.ny - q.ny * r.d)) /
      determinant;
    const y =
      (p.nx * (q.d * r.reach - q.reach * r.d) -
        p.d * (q.nx * r.reach - q.reach * r.nx) +
        p.reach * (q.nx * r.d - q.d * r.nx)) /
      determinant;
    const scale =
      (p.nx * (q.ny * r.d - q.d * r.ny) -
        p.ny * (q.nx * r.d - q.d * r.nx) +
        p.d * (q.nx * r.ny - q.ny * r.nx)) /
      determinant;
    const fits = sides.every(
      ({ nx, ny, d }) =>
        nx * x + ny * y + (scale * (Math.abs(nx) * width + Math.abs(ny) * height)) / 2 <= d + 1e-6 * width,
    );
    if (fits && scale > 0 && scale > (best?.scale ?? 0)) best = { x, y, scale };
  }
  return best ?? parallel(sides, middle, width, height);
}

interface Side {
  /** Unit normal pointing out; inside is n · p ≤ d. */
  readonly nx: number;
  readonly ny: number;
  readonly d: number;
}

function sideBetween(from: Point, to: Point, middle: Point): Side {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const nx = (to.y - from.y) / length;
  const ny = (from.x - to.x) / length;
  const out = nx * (from.x - middle.x) + ny * (from.y - middle.y) >= 0 ? 1 : -1;
  return { nx: out * nx, ny: out * ny, d: out * (nx * from.x + ny * from.y) };
}

/** Opposite sides that are parallel never meet three at a time: the middle is then as good a place as any. */
function parallel(sides: readonly Side[], middle: Point, width: number, height: number): Fitted | undefined {
  const scale = Math.min(
    ...sides.map(
      ({ nx, ny, d }) =>
        (2 * (d - nx * middle.x - ny * middle.y)) / (Math.abs(nx) * width + Math.abs(ny) * height),
    ),
  );
  return scale > 0 ? { ...middle, scale } : undefined;
}
