import { type JudgedWindow, type WindowQuad } from "#engine/dusk/window-quad.ts";

/**
 * Of all framed glass what is believed to be windows. Of overlapping frames the best stays, a larger one counting more
 * than the panes inside it; windows that have likes in a row or column support each other; a lone doubtful one stays
 * dark, since a lit door is worse than a dark window.
 * @param pixels of the picture
 */
export function windowFamily(quads: readonly JudgedWindow[], pixels: number): readonly WindowQuad[] {
  const kept = bestOfOverlapping(quads);
  return kept
    .filter((quad) => !isOfGarage(quad, quads))
    .map((quad) => ({ quad, likes: support(quad, kept) }))
    .filter(({ quad, likes }) => {
      const tall = (quad.bottomLeft - quad.topLeft) / (quad.right - quad.left) > 2.1;
      // Lanterns, meter boxes and vents are small and alone.
      if (likes === 0 && size(quad) < 0.0022 * pixels) return false;
      return quad.score > (likes > 0 ? 0.6 : tall ? 0.94 : 0.88);
    })
    .map(({ quad, likes }) => ({ ...quad, score: quad.score + likes }));
}

/**
 * Of overlapping frames the best stays, a larger one counting more than the panes inside it.
 * @param sizeCounts exponent of the area that the score is multiplied with
 */
export function bestOfOverlapping<Q extends WindowQuad>(
  quads: readonly Q[],
  sizeCounts = 0.22,
): readonly Q[] {
  const merit = (quad: WindowQuad): number => quad.score * size(quad) ** sizeCounts;
  const kept: Q[] = [];
  for (const quad of quads.toSorted((a, b) => merit(b) - merit(a)))
    if (!kept.some((other) => overlap(other, quad) > 0.15)) kept.push(quad);
  return kept;
}

const size = (q: WindowQuad): number =>
  ((q.right - q.left) * (q.bottomLeft - q.topLeft + q.bottomRight - q.topRight)) / 2;

/** Panes wider than tall, close together in a row: the glazed top of a garage door, behind which nobody sits at dusk. */
export function isOfGarage(own: WindowQuad, all: readonly WindowQuad[]): boolean {
  const wide = own.right - own.left;
  const tall = own.bottomLeft - own.topLeft;
  if (wide < 1.15 * tall) return false;
  // Of strips this flat one in between may have been missed.
  const reach = wide > 1.8 * tall ? 1.6 * wide : wide;
  return all.some((other) => {
    if (other === own) return false;
    const otherTall = other.bottomLeft - other.topLeft;
    const apart = Math.max(other.left - own.right, own.left - other.right);
    return (
      apart > 0 &&
      other.right - other.left > 1.15 * otherTall &&
      Math.abs(Math.log(otherTall / tall)) < 0.4 &&
      apart < reach &&
      Math.abs(other.topLeft - own.topLeft) < 0.6 * tall
    );
  });
}

function overlap(a: WindowQuad, b: WindowQuad): number {
  const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const h = Math.min(a.bottomLeft, b.bottomLeft) - Math.max(a.topLeft, b.topLeft);
  if (w <= 0 || h <= 0) return 0;
  return (
    (w * h) /
    Math.min((a.right - a.left) * (a.bottomLeft - a.topLeft), (b.right - b.left) * (b.bottomLeft - b.topLeft))
  );
}

/** Others of like size in the same row or column: windows come in families. */
function support(own: JudgedWindow, all: readonly JudgedWindow[]): number {
  const w = own.right - own.left;
  const h = own.bottomLeft - own.topLeft;
  let sum = 0;
  for (const other of all) {
    if (other === own || unlikeWalls(own, other) > 0.15) continue;
    const ow = other.right - other.left;
    const oh = other.bottomLeft - other.topLeft;
    if (Math.abs(Math.log(oh / h)) > 0.4 || Math.abs(Math.log(ow / w)) > 0.6) continue;
    const slope = (own.topRight - own.topLeft) / w;
    const expected = own.topLeft + slope * (other.left - own.left);
    if (Math.abs(other.topLeft - expected) < 0.5 * h && Math.abs(other.left - own.left) < 14 * w) sum += 0.08;
    else if (Math.abs(other.left - own.left) < 0.5 * w && Math.abs(other.topLeft - own.topLeft) < 5 * h)
      sum += 0.06;
  }
  return Math.min(0.2, sum);
}

const unlikeWalls = ({ wall: p }: JudgedWindow, { wall: q }: JudgedWindow): number =>
  Math.hypot(p.l - q.l, 2 * (p.a - q.a), 2 * (p.b - q.b));
