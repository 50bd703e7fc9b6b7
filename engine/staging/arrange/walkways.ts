import { type Opening, type Room } from "#engine/geometry/room.ts";
import { extentOf, nearerThan, type Footprint } from "#engine/staging/arrange/footprint.ts";
import { isFlat, WALKWAY_M } from "#engine/staging/arrange/placing.ts";
import { type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/**
 * What nobody can walk up to any more: pieces one sits on, opens or works at, and doors that the empty room lets one
 * reach. One walks from the camera, on floor at least half a walkway off everything that stands and off the walls.
 */
export function outOfReach(room: Room, pieces: readonly PlacedPiece[]): (PlacedPiece | Opening)[] {
  const standing = pieces.filter((piece) => piece.y === 0 && !isFlat(piece));
  const way = wayThrough(room, standing);
  const empty = wayThrough(room, []);
  const doors = room.openings.filter(({ bottom, from, to }) => bottom < DOOR_FOOT_M && to - from > DOOR_M);
  return [
    ...standing.filter((piece) => !aside.has(piece.name) && !way.leadsTo(piece)),
    ...doors.filter((door) => {
      const step = doorstep(room, door);
      return empty.leadsTo(step) && !way.leadsTo(step);
    }),
  ];
}

const CELL_M = 0.05;
/** One uses a thing from this far off the middle of the way. */
const ARM_M = 0.6;
const DOOR_FOOT_M = 0.35;
const DOOR_M = 0.6;
/** What one looks at, or draws up from where it stands. */
const aside: ReadonlySet<PieceName> = new Set<PieceName>([
  "plant",
  "floor-lamp",
  "basket",
  "side-table",
  "nightstand",
  "pouf",
  "coffee-table",
  "dining-chair",
  "office-chair",
  "towel-ladder",
  "towel-stand",
]);

interface Way {
  readonly leadsTo: (target: Footprint) => boolean;
}

function wayThrough({ box }: Room, standing: readonly PlacedPiece[]): Way {
  const columns = Math.max(1, Math.ceil((box.right - box.left) / CELL_M));
  const rows = Math.max(1, Math.ceil(box.back / CELL_M));
  const x = (column: number): number => box.left + (column + 0.5) * CELL_M;
  const z = (row: number): number => (row + 0.5) * CELL_M;
  // 0 = not to be walked on, 1 = free, 2 = walked on.
  const cells = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const off = Math.min(x(column) - box.left, box.right - x(column), box.back - z(row));
      if (off >= WALKWAY_M / 2) cells[row * columns + column] = 1;
    }
  const around = (piece: Footprint, reachM: number, see: (i: number) => void): void => {
    const { left, right, near, far } = extentOf(piece);
    const first = Math.max(0, Math.floor((left - reachM - box.left) / CELL_M));
    const last = Math.min(columns - 1, Math.ceil((right + reachM - box.left) / CELL_M));
    const top = Math.min(rows - 1, Math.ceil((far + reachM) / CELL_M));
    for (let row = Math.max(0, Math.floor((near - reachM) / CELL_M)); row <= top; row++)
      for (let column = first; column <= last; column++)
        if (nearerThan({ x: x(column), z: z(row), turn: 0, width: 0, depth: 0 }, piece, reachM))
          see(row * columns + column);
  };
  for (const piece of standing) around(piece, WALKWAY_M / 2 - 0.01, (i) => (cells[i] = 0));
  const next = [Math.max(0, Math.min(columns - 1, Math.floor(-box.left / CELL_M)))];
  for (let i = next.pop(); i !== undefined; i = next.pop()) {
    if (cells[i] !== 1) continue;
    cells[i] = 2;
    const column = i % columns;
    if (column > 0) next.push(i - 1);
    if (column < columns - 1) next.push(i + 1);
    if (i >= columns) next.push(i - columns);
    if (i + columns < cells.length) next.push(i + columns);
  }
  return {
    leadsTo: (target) => {
      let leads = false;
      around(target, ARM_M, (i) => (leads ||= cells[i] === 2));
      return leads;
    },
  };
}

function doorstep({ box }: Room, { wall, from, to }: Opening): Footprint {
  const [middle, width] = [(from + to) / 2, to - from];
  switch (wall) {
    case "back":
      return { x: middle, z: box.back, turn: 0, width, depth: 0 };
    case "left":
      return { x: box.left, z: middle, turn: 0, width: 0, depth: width };
    case "right":
      return { x: box.right, z: middle, turn: 0, width: 0, depth: width };
  }
}
