import { type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { roomFromFloorCorners, type FloorCorners } from "#engine/geometry/floor-corners.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { renderScene } from "#engine/staging/render-scene.ts";
import { type Scene } from "#engine/staging/scene.ts";

export interface StagingWish {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
  /** Same seed, same bytes; another seed, another arrangement. */
  readonly seed: number;
  /** Given by a person when the photo alone does not show the floor surely. */
  readonly floorCorners?: FloorCorners;
}

export type Staged =
  | {
      readonly ok: true;
      readonly image: Raster;
      readonly region: Mask;
      readonly scene: Scene;
      readonly room: Room;
    }
  | { readonly ok: false; readonly reason: "no-floor" | "low-confidence"; readonly room: Room };

/**
 * Furnishes the room in a photo.
 * @param photo upright; about 2 MP is meant, any size works
 * @returns a refusal when there is no clear floor to stand on, or when the room cannot be made out (ask for corners)
 */
export function stageRoom(photo: Raster, { roomType, style, seed, floorCorners }: StagingWish): Staged {
  const room = floorCorners === undefined ? estimateRoom(photo) : roomFromFloorCorners(photo, floorCorners);
  const reason = whyNotStaged(room);
  if (reason !== undefined) return { ok: false, reason, room };
  const scene = arrangeScene(room, { roomType, style, seed });
  if (scene.pieces.length === 0) return { ok: false, reason: "no-floor", room };
  return { ok: true, ...renderScene(photo, room, scene), scene, room };
}

/** Why this room cannot be furnished; undefined when it can. */
export function whyNotStaged(room: Room): "low-confidence" | "no-floor" | undefined {
  if (room.confidence < LEAST_CONFIDENCE) return "low-confidence";
  return room.clearM2 < LEAST_FLOOR_M2 ? "no-floor" : undefined;
}

const LEAST_CONFIDENCE = 0.35;
const LEAST_FLOOR_M2 = 1.2;
