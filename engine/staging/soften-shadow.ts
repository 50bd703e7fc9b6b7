/** Shadow as gathered on a grid of the picture. */
export interface ShadowCells {
  readonly columns: number;
  readonly rows: number;
  /** Share of light that is kept, red, green, blue a cell, 0–1. */
  readonly ratio: Float32Array;
  /** What the cell lies on, by number: shadow does not spread from one face to another. */
  readonly faces: Uint8Array;
  /** How far the shadow at a cell is drawn out by the size of its light, in cells (standard deviation). */
  readonly spread: Float32Array;
}

/**
 * Takes the rays' grain out of a shadow: each cell takes the mean of a tile (interleaved sampling, Keller & Heidrich
 * 2001), and what lies far from the furniture that throws the shadow is spread farther, à trous, as a wide light does.
 */
export function softenShadow({ ratio, spread, ...grid }: ShadowCells): Float32Array {
  const clean = weighed(weighed(ratio, grid, TILE_WEIGHTS, 1), grid, SMALL_WEIGHTS, 1);
  let soft = clean;
  for (const stretch of STRETCHES) {
    const wide = weighed(soft, grid, SMALL_WEIGHTS, stretch);
    soft = soft.map((value, k) => {
      const part = Math.max(0, Math.min(1, spread[(k / 3) | 0] / stretch));
      return value + (wide[k] - value) * part;
    });
  }
  return soft;
}

/** Half at both ends: five places that weigh as four hold each way of a tile once. */
const TILE_WEIGHTS = [0.5, 1, 1, 1, 0.5];
const SMALL_WEIGHTS = [1, 2, 1];
const STRETCHES = [2, 4, 8];
/** Deep shadow under a piece must not bleed far out from beneath it. */
const ALIKE = 0.35;

/** The mean of the places around each cell, of its own face and of shadow like its own. */
function weighed(
  ratio: Float32Array,
  { columns, rows, faces }: Pick<ShadowCells, "columns" | "rows" | "faces">,
  weights: readonly number[],
  stretch: number,
): Float32Array {
  const out = new Float32Array(ratio.length);
  const half = weights.length >> 1;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      let [r, g, b, total] = [0, 0, 0, 0];
      for (let dv = -half; dv <= half; dv++) {
        const v = row + dv * stretch;
        if (v < 0 || v >= rows) continue;
        for (let du = -half; du <= half; du++) {
          const u = column + du * stretch;
          const j = v * columns + u;
          if (u < 0 || u >= columns || faces[j] !== faces[i]) continue;
          const apart = (ratio[j * 3 + 1] - ratio[i * 3 + 1]) / ALIKE;
          const weight = weights[dv + half] * weights[du + half] * Math.exp(-apart * apart);
          r += ratio[j * 3] * weight;
          g += ratio[j * 3 + 1] * weight;
          b += ratio[j * 3 + 2] * weight;
          total += weight;
        }
      }
      out[i * 3] = r / total;
      out[i * 3 + 1] = g / total;
      out[i * 3 + 2] = b / total;
    }
  return out;
}
