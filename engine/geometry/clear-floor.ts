import { type Plane } from "#engine/plane.ts";
import { type Camera, cameraAt, project } from "#engine/geometry/camera.ts";
import { type FloorGrid, type RoomBox } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

const CELL_M = 0.1;

/**
 * The squares of the box's floor that are seen and look like floor. Single odd squares (a vent, a spot of sun) are
 * forgiven: a square is clear when most of its 5 × 5 neighbours are.
 */
export function clearFloor(camera: Camera, box: RoomBox, likeness: Plane): FloorGrid {
  const view = cameraAt(camera, likeness.width, likeness.height);
  const x0 = box.left;
  const z0 = 0.2;
  const columns = Math.max(1, Math.floor((Math.min(box.right, 9) - x0) / CELL_M));
  const rows = Math.max(1, Math.floor((Math.min(box.back, 14) - z0) / CELL_M));
  const state = new Int8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = project(view, [x0 + (column + 0.5) * CELL_M, 0, z0 + (row + 0.5) * CELL_M]);
      if (at === undefined || at.x < 0 || at.y < 0 || at.x >= view.width || at.y >= view.height) continue;
      state[row * columns + column] = likeness.data[(at.y | 0) * view.width + (at.x | 0)] > 0.42 ? 1 : -1;
    }
  const clear: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const own = state[row * columns + column];
      let sum = 0;
      for (let v = Math.max(0, row - 2); v <= Math.min(rows - 1, row + 2); v++)
        for (let u = Math.max(0, column - 2); u <= Math.min(columns - 1, column + 2); u++)
          sum += state[v * columns + u];
      clear.push(own !== 0 && sum > 0 ? 1 : 0);
    }
  return { cellM: CELL_M, x0, z0, columns, rows, clear };
}

/** The middle of the n-th square, in the room. */
export const middleOfCell = ({ x0, z0, cellM, columns }: Omit<FloorGrid, "clear">, n: number): Vec3 => [
  x0 + ((n % columns) + 0.5) * cellM,
  0,
  z0 + (Math.floor(n / columns) + 0.5) * cellM,
];

export const clearArea = (grid: FloorGrid): number =>
  grid.clear.reduce((sum, v) => sum + v, 0) * grid.cellM * grid.cellM;

/** Whether the square under (x, z) is seen and clear. */
export function isClear(grid: FloorGrid, x: number, z: number): boolean {
  const column = Math.floor((x - grid.x0) / grid.cellM);
  const row = Math.floor((z - grid.z0) / grid.cellM);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return false;
  return grid.clear[row * grid.columns + column] === 1;
}
