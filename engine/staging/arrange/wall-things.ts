import { project } from "#engine/geometry/camera.ts";
import { wallPoint } from "#engine/geometry/openings.ts";
import { type Room, type WallName } from "#engine/geometry/room.ts";
import { hidesThing, lineAt, pieceOf, type Placing } from "#engine/staging/arrange/placing.ts";
import { catalogue, type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";

/** Hangs something on a wall over (or at) a place along it, if the wall is bare and in the picture there. */
export function hang(
  placing: Placing,
  wall: WallName,
  along: number,
  name: PieceName,
  size: { readonly width: number; readonly height: number; readonly bottom: number },
  variety: number,
): boolean {
  const { room } = placing;
  const half = size.width / 2;
  const top = size.bottom + size.height;
  if (top > room.box.ceiling - 0.12) return false;
  const free = room.openings.every(
    (o) =>
      o.wall !== wall ||
      o.to < along - half - 0.1 ||
      o.from > along + half + 0.1 ||
      o.top < size.bottom - 0.05,
  );
  if (!free || !seen(room, wall, along, half, size.bottom, top)) return false;
  const [hungX, , hungZ] = wallPoint(room.box, wall, along, 0);
  if (
    hidesThing(room, {
      ...pieceOf({ name, x: hungX, z: hungZ, turn: turnOf[wall], ...size }),
      y: size.bottom,
      variety,
    })
  )
    return false;
  if (placing.placed.some((piece) => hides(piece, room, wall, along, half, size.bottom))) return false;
  const [x, , z] = wallPoint(room.box, wall, along, 0);
  const depth = catalogue[name].size[1];
  const line = lineAt(wall, turnOf[wall], x, z);
  placing.placed.push({
    name,
    x: x + line.out[0] * (depth / 2 + 0.008),
    y: size.bottom,
    z: z + line.out[1] * (depth / 2 + 0.008),
    turn: turnOf[wall],
    width: size.width,
    depth,
    height: size.height,
    variety,
  });
  return true;
}

const turnOf: { readonly [W in WallName]: number } = { back: 0, left: -Math.PI / 2, right: Math.PI / 2 };

function seen(
  { camera, box }: Room,
  wall: WallName,
  along: number,
  half: number,
  bottom: number,
  top: number,
): boolean {
  return [-half - 0.08, half + 0.08].every((d) =>
    [bottom, top + 0.1].every((y) => {
      const at = project(camera, wallPoint(box, wall, along + d, y));
      return at !== undefined && at.x > 0 && at.y > 0 && at.x < camera.width && at.y < camera.height;
    }),
  );
}

/** Something taller than the picture's lower edge stands before it, or another hangs there. */
function hides(
  piece: PlacedPiece,
  { box }: Room,
  wall: WallName,
  along: number,
  half: number,
  bottom: number,
): boolean {
  if (piece.y + piece.height < bottom - 0.04) return false;
  const at = wall === "back" ? piece.x : piece.z;
  const off =
    wall === "back" ? box.back - piece.z : wall === "left" ? piece.x - box.left : box.right - piece.x;
  return off < 1 && Math.abs(at - along) < half + Math.max(piece.width, piece.depth) / 2 + 0.08;
}
