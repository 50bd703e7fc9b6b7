import { type Opening, type Room, type WallName } from "#engine/geometry/room.ts";
import { extentOf, nearerThan, type Footprint } from "#engine/staging/arrange/footprint.ts";
import { outOfReach } from "#engine/staging/arrange/walkways.ts";
import { blocks, isFlat } from "#engine/staging/arrange/placing.ts";
import { modelOf } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece, type Scene } from "#engine/staging/scene.ts";

/** What is wrong with where a scene's pieces are, each named by the piece and what it is in. */
export interface SceneFaults {
  readonly walls: readonly string[];
  readonly openings: readonly string[];
  readonly pieces: readonly string[];
  /** Doors and pieces one cannot walk up to from the camera on a way 75 cm wide. */
  readonly walkways: readonly string[];
}

/**
 * Looks a scene over by its own geometry: every piece is taken as the boxes around the parts of its model, so that a
 * chair drawn up under a table is seen as what it is. Touching by up to a centimetre is standing on or leaning at.
 */
export function sceneFaults(room: Room, scene: Scene): SceneFaults {
  const { pieces } = scene;
  const bodies = pieces.map((piece) => bodyOf(piece, scene));
  return {
    walls: pieces.flatMap((piece, n) => (isThroughWall(room, bodies[n] ?? []) ? [piece.name] : [])),
    openings: pieces.flatMap((piece) =>
      room.openings.flatMap((opening) =>
        covers(room, opening, piece)
          ? [`${piece.name} before a ${opening.kind} of the ${opening.wall} wall`]
          : [],
      ),
    ),
    pieces: pieces.flatMap((piece, n) =>
      pieces.flatMap((other, m) =>
        m > n && !liesUnder(piece, other) && meet(bodies[n] ?? [], bodies[m] ?? [])
          ? [`${piece.name} in ${other.name}`]
          : [],
      ),
    ),
    walkways: outOfReach(room, pieces).map((what) =>
      "name" in what ? what.name : `a door of the ${what.wall} wall`,
    ),
  };
}

/** A part of a piece in the room: an upright box, turned with the piece, and the surface in it. */
interface Block extends Footprint {
  readonly bottom: number;
  readonly top: number;
  /** Corners in the room, x y z after each other, and triangles of three corner numbers. */
  readonly corners: Float64Array;
  readonly triangles: readonly number[];
}

const TOUCH_M = 0.01;

function bodyOf(piece: PlacedPiece, { style }: Scene): Block[] {
  return modelOf(piece, style).map(({ positions, triangles }) => {
    const least = [Infinity, Infinity, Infinity];
    const most = [-Infinity, -Infinity, -Infinity];
    for (let i = 0; i < positions.length; i++) {
      least[i % 3] = Math.min(least[i % 3] ?? 0, positions[i] ?? 0);
      most[i % 3] = Math.max(most[i % 3] ?? 0, positions[i] ?? 0);
    }
    const [x0 = 0, y0 = 0, z0 = 0] = least;
    const [x1 = 0, y1 = 0, z1 = 0] = most;
    const [u, v] = [(x0 + x1) / 2, (z0 + z1) / 2];
    const [c, s] = [Math.cos(piece.turn), Math.sin(piece.turn)];
    const corners = new Float64Array(positions.length);
    for (let i = 0; i + 2 < positions.length; i += 3) {
      const [px = 0, py = 0, pz = 0] = [positions[i], positions[i + 1], positions[i + 2]];
      corners.set([piece.x + c * px + s * pz, piece.y + py, piece.z - s * px + c * pz], i);
    }
    return {
      corners,
      triangles,
      x: piece.x + c * u + s * v,
      z: piece.z - s * u + c * v,
      turn: piece.turn,
      width: x1 - x0,
      depth: z1 - z0,
      bottom: piece.y + y0,
      top: piece.y + y1,
    };
  });
}

function isThroughWall({ box }: Room, body: readonly Block[]): boolean {
  return body.some((block) => {
    const { left, right, far } = extentOf(block);
    return (
      left < box.left - TOUCH_M ||
      right > box.right + TOUCH_M ||
      far > box.back + TOUCH_M ||
      block.top > box.ceiling + TOUCH_M
    );
  });
}

/** What stands before an opening and what hangs in it. */
function covers(room: Room, opening: Opening, piece: PlacedPiece): boolean {
  if (piece.y === 0) return blocks(room, opening, piece);
  const { left, right, near, far } = extentOf(piece);
  const off: { readonly [W in WallName]: number } = {
    back: room.box.back - far,
    left: left - room.box.left,
    right: room.box.right - right,
  };
  if (off[opening.wall] > 0.1) return false;
  const [from, to] = opening.wall === "back" ? [left, right] : [near, far];
  return (
    to > opening.from && from < opening.to && piece.y + piece.height > opening.bottom && piece.y < opening.top
  );
}

/** A rug is under what stands on it; two rugs may not lie on each other. */
const liesUnder = (a: PlacedPiece, b: PlacedPiece): boolean => isFlat(a) !== isFlat(b);

const meet = (a: readonly Block[], b: readonly Block[]): boolean =>
  a.some((one) =>
    b.some(
      (two) =>
        Math.min(one.top, two.top) - Math.max(one.bottom, two.bottom) > TOUCH_M &&
        nearerThan(one, two, -TOUCH_M) &&
        surfacesMeet(one, two),
    ),
  );

/** Whether the surfaces themselves go through each other: they share cubes of a centimetre. */
function surfacesMeet(one: Block, two: Block): boolean {
  const cubes = cubesOf(one, two);
  for (const cube of cubesOf(two, one)) if (cubes.has(cube)) return true;
  return false;
}

/** The cubes that the part of `block`'s surface within the box of `other` goes through. */
function cubesOf({ corners, triangles }: Block, other: Block): Set<string> {
  const { left, right, near, far } = extentOf(other);
  const cubes = new Set<string>();
  const corner = (n: number): readonly [number, number, number] => [
    corners[n * 3] ?? 0,
    corners[n * 3 + 1] ?? 0,
    corners[n * 3 + 2] ?? 0,
  ];
  for (let t = 0; t + 2 < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0].map(corner);
    if (a === undefined || b === undefined || c === undefined) continue;
    const long = Math.max(apart(a, b), apart(a, c), apart(b, c));
    const steps = Math.max(1, Math.ceil(long / 0.007));
    for (let i = 0; i <= steps; i++)
      for (let j = 0; j <= steps - i; j++) {
        const [u, v] = [i / steps, j / steps];
        const at = (k: 0 | 1 | 2): number => a[k] + (b[k] - a[k]) * u + (c[k] - a[k]) * v;
        const [x, y, z] = [at(0), at(1), at(2)];
        if (x > left && x < right && z > near && z < far && y > other.bottom && y < other.top)
          cubes.add(`${Math.floor(x * 100)} ${Math.floor(y * 100)} ${Math.floor(z * 100)}`);
      }
  }
  return cubes;
}

const apart = (a: readonly [number, number, number], b: readonly [number, number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
