/** One window: upright sides, top and bottom sloped as perspective has it. Pixels of the picture it was found in. */
export interface WindowQuad {
  readonly left: number;
  readonly right: number;
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
  /** How well its four sides are seen and how glassy it is, about 0.4–1.2. */
  readonly score: number;
  /** Somebody pointed at it and said that it is lit: no chance leaves it dark. */
  readonly isAsked?: true;
}

/** A window as judged: with the OKLab colour of the wall it is in. */
export interface JudgedWindow extends WindowQuad {
  readonly wall: { readonly l: number; readonly a: number; readonly b: number };
}

type Quad = Omit<WindowQuad, "score">;

export const isWithin = (quad: Quad, x: number, y: number): boolean => {
  if (x < quad.left || x > quad.right) return false;
  const t = (x - quad.left) / (quad.right - quad.left);
  return y >= between(quad.topLeft, quad.topRight, t) && y <= between(quad.bottomLeft, quad.bottomRight, t);
};

/** Every pixel inside, with how far across and down the window it is, 0–1. */
export function forEachInside(
  quad: Quad,
  { width, height }: { readonly width: number; readonly height: number },
  visit: (i: number, across: number, down: number) => void,
): void {
  const wide = quad.right - quad.left;
  for (let x = Math.max(0, quad.left + 1); x < Math.min(width, quad.right); x++) {
    const t = (x - quad.left) / wide;
    const top = between(quad.topLeft, quad.topRight, t);
    const bottom = between(quad.bottomLeft, quad.bottomRight, t);
    for (let y = Math.max(0, Math.ceil(top + 1)); y < Math.min(height, bottom); y++)
      visit(y * width + x, t, (y - top) / (bottom - top));
  }
}

const between = (from: number, to: number, t: number): number => from + (to - from) * t;
