import { type LevelTop, type Opening, type Room, type WallName } from "#engine/geometry/room.ts";

/**
 * The same room with its walls behind its worktops: where cabinets hide the foot of a wall the box ends at their toes. What
 * was seen on such a wall is seen in the same directions, further away.
 */
export function wallsBehindTops(room: Room, tops: readonly LevelTop[]): Room {
  const { box, camera } = room;
  const left = Math.min(box.left, ...tops.map(({ grid }) => grid.x0 - SKIN_M));
  const right = Math.max(box.right, ...tops.map(({ grid }) => grid.x0 + grid.columns * grid.cellM + SKIN_M));
  const back = Math.max(box.back, ...tops.map(({ grid }) => grid.z0 + grid.rows * grid.cellM + SKIN_M));
  const further: { readonly [W in WallName]: number } = {
    left: left / box.left,
    right: right / box.right,
    back: back / box.back,
  };
  const moved = (opening: Opening): Opening => {
    const by = further[opening.wall];
    const height = (y: number): number => camera.heightM + (y - camera.heightM) * by;
    return {
      ...opening,
      from: opening.from * by,
      to: opening.to * by,
      bottom: opening.bottom === 0 ? 0 : Math.max(0, height(opening.bottom)),
      top: height(opening.top),
    };
  };
  return { ...room, box: { ...box, left, right, back }, openings: room.openings.map(moved) };
}

const SKIN_M = 0.02;
