import { type PartBuilder } from "#engine/staging/mesh.ts";

/** Spans triangles between neighbouring rows of corners, given by their numbers; `flip` turns their fronts over. */
export function stitch(
  b: Pick<PartBuilder, "triangle">,
  numbers: readonly (readonly number[])[],
  flip: boolean,
): void {
  for (let i = 0; i + 1 < numbers.length; i++)
    for (let j = 0; j + 1 < numbers[i].length; j++) {
      const [p, q, r, s] = [numbers[i][j], numbers[i + 1][j], numbers[i + 1][j + 1], numbers[i][j + 1]];
      if (flip) {
        b.triangle(p, r, q);
        b.triangle(p, s, r);
      } else {
        b.triangle(p, q, r);
        b.triangle(p, r, s);
      }
    }
}
