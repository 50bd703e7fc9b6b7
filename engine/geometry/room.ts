import { type Box } from "#core/analysis/seen-object.ts";
import { type Camera, rayThrough } from "#engine/geometry/camera.ts";

export type WallName = "left" | "right" | "back";

/**
 * A place on a wall that furniture must not cover, in metres along the wall (x for the back wall, z for the others) and
 * above the floor. `other` is what differs from the wall and reaches down: a door, a cupboard, a passage.
 */
export interface Opening {
  readonly kind: "window" | "other";
  readonly wall: WallName;
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
}

/** Whether a place on a wall is in an opening: metres along the wall and above the floor. */
export const isInOpening = (
  { wall, from, to, bottom, top }: Opening,
  face: Face,
  along: number,
  y: number,
): boolean => wall === face && along > from && along < to && y > bottom && y < top;

/** The box the room is taken for, metres in the camera's room frame (see Camera). The floor is y = 0. */
export interface RoomBox {
  readonly left: number;
  readonly right: number;
  readonly back: number;
  readonly ceiling: number;
}

/** Squares of the floor that are seen and clear; row by row from `z0`, 1 = clear. */
export interface FloorGrid {
  readonly cellM: number;
  readonly x0: number;
  readonly z0: number;
  readonly columns: number;
  readonly rows: number;
  readonly clear: readonly number[];
}

/** A bare level place above the floor: a worktop. */
export interface LevelTop {
  readonly heightM: number;
  /** Squares of it, seen from above; 1 = bare. */
  readonly grid: FloorGrid;
  /** For each square how high a thing may be that stands there, so that it hides nothing that is to stay seen, metres. */
  readonly freeM: readonly number[];
}

/** What is known of a photographed room: numbers only, so that it can be stored. */
export interface Room {
  readonly camera: Camera;
  readonly box: RoomBox;
  /** How clearly the foot of each wall is seen, 0–1; below about 0.3 there may be no wall there. */
  readonly feet: { readonly left: number; readonly right: number; readonly back: number };
  readonly openings: readonly Opening[];
  readonly floor: FloorGrid;
  /** Outline of the floor in the picture, pixels, without what stands on it. */
  readonly floorOutline: readonly { readonly x: number; readonly y: number }[];
  /** Floor that is seen and clear, square metres. */
  readonly clearM2: number;
  /** 0–1: how far the three directions, the edges and the floor's look agree with the box. Below 0.35 ask a person. */
  readonly confidence: number;
  /** 0–1: how clearly the camera's own directions are seen, whatever becomes of the box. */
  readonly directions: number;
  /** Where the box comes from. */
  readonly from: "photo" | "corners" | "another photo";
  /** What stands in the room already, as shares (0–1) of the picture's width and height. Nothing may hide it. */
  readonly things: readonly Box[];
  /** What is built in, in the same shares, where that is known: only what stands well before it may be seen before it. */
  readonly fittings: readonly Box[];
  /** Where small things can be put down, where that is known. */
  readonly tops: readonly LevelTop[];
}

/** Whether the foot of any wall is seen: without one nothing is known of walls, doors and windows. */
export const hasWalls = ({ feet }: Pick<Room, "feet">): boolean =>
  Math.max(feet.left, feet.right, feet.back) > 0;

export type Face = "floor" | "ceiling" | WallName;

/** The face of the box seen at a pixel, and how far along the ray. */
export function faceAt(camera: Camera, box: RoomBox, x: number, y: number): { face: Face; distance: number } {
  const ray = rayThrough(camera, x, y);
  // By index: this runs for every pixel, and taking an array apart asks its iterator.
  const rx = ray[0];
  const ry = ray[1];
  const rz = ray[2];
  let face: Face = "back";
  let distance = rz > 1e-6 ? box.back / rz : Infinity;
  const side = rx < 0 ? box.left / rx : rx > 0 ? box.right / rx : Infinity;
  if (side > 0 && side < distance) {
    face = rx < 0 ? "left" : "right";
    distance = side;
  }
  const level = ry < 0 ? -camera.heightM / ry : ry > 0 ? (box.ceiling - camera.heightM) / ry : Infinity;
  if (level > 0 && level < distance) {
    face = ry < 0 ? "floor" : "ceiling";
    distance = level;
  }
  return { face, distance };
}
