import { type PlacedPiece } from "#engine/staging/scene.ts";

/** A piece from above. */
export type Footprint = Pick<PlacedPiece, "x" | "z" | "turn" | "width" | "depth">;

/** Points of a footprint on a grid of at most `stepM`, corners included. */
export function pointsOf(piece: Footprint, stepM: number): { x: number; z: number }[] {
  const c = Math.cos(piece.turn);
  const s = Math.sin(piece.turn);
  const across = Math.max(1, Math.ceil(piece.width / stepM));
  const deep = Math.max(1, Math.ceil(piece.depth / stepM));
  const out: { x: number; z: number }[] = [];
  for (let i = 0; i <= across; i++)
    for (let j = 0; j <= deep; j++) {
      const u = (i / across - 0.5) * piece.width;
      const v = (j / deep - 0.5) * piece.depth;
      out.push({ x: piece.x + c * u + s * v, z: piece.z - s * u + c * v });
    }
  return out;
}

/** Whether two footprints come nearer than `gapM` (separating axes, each grown by half). */
export function nearerThan(a: Footprint, b: Footprint, gapM: number): boolean {
  const axes = [a.turn, a.turn + Math.PI / 2, b.turn, b.turn + Math.PI / 2];
  return axes.every((angle) => {
    const ux = Math.cos(angle);
    const uz = -Math.sin(angle);
    const apart = Math.abs((b.x - a.x) * ux + (b.z - a.z) * uz);
    return apart < reach(a, ux, uz) + reach(b, ux, uz) + gapM;
  });
}

function reach(piece: Footprint, ux: number, uz: number): number {
  const c = Math.cos(piece.turn);
  const s = Math.sin(piece.turn);
  return (Math.abs(c * ux - s * uz) * piece.width + Math.abs(s * ux + c * uz) * piece.depth) / 2;
}

/** The straight box around a footprint. */
export function extentOf(piece: Footprint): { left: number; right: number; near: number; far: number } {
  const x = reach(piece, 1, 0);
  const z = reach(piece, 0, 1);
  return { left: piece.x - x, right: piece.x + x, near: piece.z - z, far: piece.z + z };
}
