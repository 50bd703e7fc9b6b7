import { type Camera } from "#engine/geometry/camera.ts";
import { type SameCamera } from "#engine/geometry/estimate-room.ts";
import { type Room, type RoomBox } from "#engine/geometry/room.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { extentOf } from "#engine/staging/arrange/footprint.ts";
import {
  blocks,
  frameOf,
  hidesThing,
  isFlat,
  onClearFloor,
  shareSeen,
} from "#engine/staging/arrange/placing.ts";
import { type PlacedPiece, type Scene } from "#engine/staging/scene.ts";

/** A scene with the walls it was arranged between, so that another photo's room can be laid on them. */
export interface KeptScene {
  readonly scene: Scene;
  readonly box: RoomBox;
  /** How that photo was taken; scenes kept by older versions do not say. */
  readonly camera?: KeptCamera | undefined;
  /** The scene is in the frame of the very room it is to stand in: another photo's camera has been found in it. */
  readonly isPlaced?: boolean | undefined;
}

/** How a photo was taken; scenes kept by older versions do not say which way the camera looked. */
export interface KeptCamera extends SameCamera {
  readonly looks?: Pick<Camera, "right" | "up" | "forward"> | undefined;
}

/** What another photo of this room needs to be given the same furniture. */
export function keptScene(scene: Scene, { box, camera }: Room): KeptScene {
  const { width, height, focalPx, heightM, right, up, forward } = camera;
  return {
    scene,
    box,
    camera: { focal: focalPx / Math.max(width, height), heightM, looks: { right, up, forward } },
  };
}

/**
 * Puts the furniture of one photo into another photo of the same room. Where the second camera has been found in the
 * first one's room, every piece stands where it stood (see roomSeenAgain). Else the second camera may stand elsewhere: each wall
 * of the first photo is tried as the back wall of the second, with the left or the right corner shared, and the way
 * that lets most of the furniture stand is taken. What is out of the second picture is left out, as it would be. Where
 * hardly anything fits, the same kinds of furniture in the same materials are arranged anew from the same seed.
 */
export function rearrange(room: Room, kept: KeptScene): Scene {
  const { scene } = kept;
  if (kept.isPlaced) {
    const pieces = scene.pieces.filter((piece) => isBefore(room, piece) && !hidesThing(room, piece));
    return onFloor(pieces) > 0 ? { ...scene, pieces } : anew(room, scene);
  }
  const ways = QUARTERS.flatMap((quarters) =>
    SIDES.map((side) => {
      const moved = movedTo(room.box, kept, quarters, side);
      return { quarters, moved, pieces: standing(room, moved) };
    }),
  );
  const best = ways.reduce((most, way) => (onFloor(way.pieces) > onFloor(most.pieces) ? way : most));
  const isSame = best.quarters === 0 && hasBothWalls(room, kept.box);
  const moved = isSame ? between(room.box, kept) : best.moved;
  const pieces = isSame ? standing({ ...room, openings: [] }, moved) : best.pieces;
  const sought = moved.filter((piece) => isInSight(room, piece));
  if (
    onFloor(pieces) >= Math.max(1, onFloor(scene.pieces) * ENOUGH) &&
    floorArea(pieces) >= floorArea(sought) * ENOUGH
  )
    return { ...scene, pieces };
  return anew(room, scene);
}

const anew = (room: Room, scene: Scene): Scene => ({
  ...arrangeScene(room, scene),
  materials: scene.materials,
});

/** 0: the same back wall; 1: the first photo's right wall is the second's back wall; and so on around. */
const QUARTERS = [0, 1, 3, 2] as const;
const SIDES = ["left", "right"] as const;
/**
 * With less than this of the furniture, or of the floor that what would be in sight takes, the rooms have not been
 * matched: a nightstand is not the room when its bed is refused.
 */
const ENOUGH = 0.4;

/**
 * Whether both side walls are seen where the first photo has them. Then it is the same wall behind the furniture, found
 * free in the first photo and kept so by a person: what this photo alone takes for a door there is not one.
 */
function hasBothWalls({ box, feet }: Room, first: RoomBox): boolean {
  const width = first.right - first.left;
  const difference = Math.abs(box.right - box.left - width);
  return Math.min(feet.left, feet.right) > SEEN_FOOT && difference < SAME_WIDTH * width;
}
const SEEN_FOOT = 0.3;
const SAME_WIDTH = 0.05;

/** The furniture between two side walls that are a few centimetres nearer or farther: what stands or hangs at one, stays at it. */
function between(to: RoomBox, { scene, box }: KeptScene): PlacedPiece[] {
  const stretch = (to.right - to.left) / (box.right - box.left);
  return scene.pieces.map((piece) => {
    const half = extentOf(piece).right - piece.x;
    const x = to.left + (piece.x - box.left) * stretch;
    const [least, most] = [to.left + half + AT_LEAST_M, to.right - half - AT_LEAST_M];
    return { ...piece, x: Math.max(least, Math.min(most, x)), z: piece.z + to.back - box.back };
  });
}
const AT_LEAST_M = 0.005;

const stands = (piece: PlacedPiece): boolean => piece.y === 0 && !isFlat(piece);
const onFloor = (pieces: readonly PlacedPiece[]): number => pieces.filter(stands).length;
/** Square metres. */
const floorArea = (pieces: readonly PlacedPiece[]): number =>
  pieces.filter(stands).reduce((sum, { width, depth }) => sum + width * depth, 0);

/** The furniture in the second room's frame: turned by quarters, its back wall and one side wall laid on the room's. */
function movedTo(
  to: RoomBox,
  { scene, box }: KeptScene,
  quarters: 0 | 1 | 2 | 3,
  side: "left" | "right",
): PlacedPiece[] {
  const turn = quarters * (Math.PI / 2);
  const [c, s] = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[quarters];
  const corners = [
    [box.left, box.back],
    [box.right, box.back],
    [box.left, 0],
    [box.right, 0],
  ].map(([x = 0, z = 0]) => ({ x: c * x - s * z, z: s * x + c * z }));
  const xs = corners.map(({ x }) => x);
  const dx = side === "left" ? to.left - Math.min(...xs) : to.right - Math.max(...xs);
  const dz = to.back - Math.max(...corners.map(({ z }) => z));
  return scene.pieces.map((piece) => ({
    ...piece,
    x: c * piece.x - s * piece.z + dx,
    z: s * piece.x + c * piece.z + dz,
    // A turn is measured the other way round, from +z towards +x.
    turn: wrapped(piece.turn - turn),
  }));
}

const wrapped = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));

/** Whether any of a piece can be in the picture, and the camera does not stand in it. */
function isBefore(room: Room, piece: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(piece);
  const isClose = left < OWN_M && right > -OWN_M && near < OWN_M && far > -OWN_M;
  if (isClose && !isFlat(piece)) return false;
  const frame = frameOf(room, piece);
  return frame.left < 1 && frame.right > 0 && frame.top < 1 && frame.bottom > 0;
}
/** Whoever holds the camera takes this much to each side. */
const OWN_M = 0.4;

/** Those that may stand in this room, with what lies and hangs on them and on its walls. */
function standing(room: Room, pieces: readonly PlacedPiece[]): PlacedPiece[] {
  const floor = pieces.filter(
    (piece) =>
      piece.y === 0 &&
      isInside(room.box, piece) &&
      isInSight(room, piece) &&
      onClearFloor(room.floor, piece, isFlat(piece) ? 0.5 : 0.6) &&
      room.openings.every((opening) => !blocks(room, opening, piece)) &&
      !hidesThing(room, piece),
  );
  const above = pieces.filter(
    (piece) =>
      piece.y > 0 &&
      isInSight(room, piece) &&
      !hidesThing(room, piece) &&
      (floor.some((under) => isOn(piece, under)) || hangs(room, piece)),
  );
  return [...floor, ...above];
}

const isInSight = (room: Room, piece: PlacedPiece): boolean => shareSeen(room, piece) >= IN_SIGHT;
const IN_SIGHT = 0.3;
const AT_WALL_M = 0.12;

function isInside(box: RoomBox, piece: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(piece);
  return left > box.left && right < box.right && far < box.back && near > 0.9;
}

function isOn(piece: PlacedPiece, under: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(under);
  return (
    Math.abs(piece.y - under.height) < 0.01 &&
    piece.x > left &&
    piece.x < right &&
    piece.z > near &&
    piece.z < far
  );
}

/** Against one of the room's walls, clear of what is on it. */
function hangs({ box, openings }: Room, piece: PlacedPiece): boolean {
  const { left, right, near, far } = extentOf(piece);
  const off = { back: box.back - far, left: left - box.left, right: box.right - right } as const;
  return (["back", "left", "right"] as const).some((wall) => {
    const [from, to] = wall === "back" ? [left, right] : [near, far];
    return (
      off[wall] >= -0.01 &&
      off[wall] < AT_WALL_M &&
      openings.every(
        (o) =>
          o.wall !== wall ||
          o.to < from ||
          o.from > to ||
          o.top < piece.y ||
          o.bottom > piece.y + piece.height,
      )
    );
  });
}
