import { type Camera } from "#engine/geometry/camera.ts";
import { turnAt } from "#engine/staging/ray-turn.ts";
import { type Fallen, type IrradianceAt } from "#engine/staging/irradiance.ts";
import { emptySeen, seenAt, type SeenPoint } from "#engine/staging/seen-point.ts";
import { type Triangles } from "#engine/staging/triangles.ts";
import { type Visible } from "#engine/staging/visible.ts";

/** Light on the furniture on a coarse grid of the picture, made smooth; read with regard to place and normal. */
export type LightCells = (px: number, py: number, seen: SeenPoint, out: Float32Array) => boolean;

export function lightCells(
  camera: Camera,
  visible: Visible,
  triangles: Triangles,
  at: IrradianceAt,
): LightCells {
  const step = Math.max(2, Math.round(Math.sqrt((camera.width * camera.height) / LIGHT_CELLS)));
  const columns = Math.ceil(visible.width / step) + 1;
  const rows = Math.ceil(visible.height / step) + 1;
  // Nine numbers a cell: light, normal, distance, whether used, piece.
  const cells = new Float32Array(columns * rows * 9);
  const seen = emptySeen();
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  const stride = visible.width * visible.per;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const sx = Math.min(visible.width * visible.per - 1, (column * step + (step >> 1)) * visible.per);
      const sy = Math.min(visible.height * visible.per - 1, (row * step + (step >> 1)) * visible.per);
      const t = visible.triangle[sy * stride + sx] ?? -1;
      if (t < 0) continue;
      seenAt(
        camera,
        triangles,
        t,
        visible.left + (sx + 0.5) / visible.per,
        visible.top + (sy + 0.5) / visible.per,
        seen,
      );
      at(seen.x, seen.y, seen.z, seen.nx, seen.ny, seen.nz, turnAt(column, row), fallen);
      cells.set(
        [fallen.r, fallen.g, fallen.b, seen.nx, seen.ny, seen.nz, seen.distance, 1, triangles.piece[t]],
        (row * columns + column) * 9,
      );
    }
  const soft = softened(softened(cells, columns, rows, 1), columns, rows, 2);
  return (px, py, at2, out) => {
    const u = (px - visible.left) / step - 0.5;
    const v = (py - visible.top) / step - 0.5;
    const c0 = Math.max(0, Math.min(columns - 2, Math.floor(u)));
    const r0 = Math.max(0, Math.min(rows - 2, Math.floor(v)));
    let [r, g, b, total] = [0, 0, 0, 0];
    for (let k = 0; k < 4; k++) {
      const o = ((r0 + (k >> 1)) * columns + c0 + (k & 1)) * 9;
      if (soft[o + 7] === 0) continue;
      const fx = Math.max(0, 1 - Math.abs(u - c0 - (k & 1)));
      const fy = Math.max(0, 1 - Math.abs(v - r0 - (k >> 1)));
      const like = alike(at2.nx, at2.ny, at2.nz, at2.distance, soft, o);
      const weight = (fx * fy + 0.02) * like;
      r += soft[o] * weight;
      g += soft[o + 1] * weight;
      b += soft[o + 2] * weight;
      total += weight;
    }
    if (total < 0.03) return false;
    out[0] = r / total;
    out[1] = g / total;
    out[2] = b / total;
    return true;
  };
}

/** Light on furniture is gathered at about this many places of the whole picture. */
const LIGHT_CELLS = 130_000;

/** 1 for the same normal at the same distance, falling quickly. */
function alike(nx: number, ny: number, nz: number, distance: number, cells: Float32Array, o: number): number {
  const cos = nx * cells[o + 3] + ny * cells[o + 4] + nz * cells[o + 5];
  if (cos < 0.6) return 0;
  const apart = Math.abs(distance - cells[o + 6]) / distance;
  return cos ** 10 * Math.exp(-apart * 45);
}

function softened(cells: Float32Array, columns: number, rows: number, stretch: number): Float32Array {
  const out = Float32Array.from(cells);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const o = (row * columns + column) * 9;
      if (cells[o + 7] === 0) continue;
      let [r, g, b, total] = [0, 0, 0, 0];
      for (let dv = -1; dv <= 1; dv++)
        for (let du = -1; du <= 1; du++) {
          const v = row + dv * stretch;
          const u = column + du * stretch;
          if (u < 0 || v < 0 || u >= columns || v >= rows) continue;
          const p = (v * columns + u) * 9;
          if (cells[p + 7] === 0) continue;
          const weight = alike(cells[o + 3], cells[o + 4], cells[o + 5], cells[o + 6], cells, p);
          r += cells[p] * weight;
          g += cells[p + 1] * weight;
          b += cells[p + 2] * weight;
          total += weight;
        }
      out[o] = r / total;
      out[o + 1] = g / total;
      out[o + 2] = b / total;
    }
  return out;
}
