import { type RoomType, roomTypes, type StagingStyle, stagingStyles } from "#core/edit/params.ts";
import { unreachable } from "#core/unreachable.ts";
import { type Room } from "#engine/geometry/room.ts";
import { seededRandom } from "#engine/random.ts";
import { arrangeBathroom, arrangeKitchen } from "#engine/staging/arrange/wet-rooms.ts";
import { arrangeBedroom } from "#engine/staging/arrange/bedroom.ts";
import { arrangeDining } from "#engine/staging/arrange/dining-room.ts";
import { arrangeLiving } from "#engine/staging/arrange/living-room.ts";
import { arrangeOffice } from "#engine/staging/arrange/office.ts";
import { type Placing } from "#engine/staging/arrange/placing.ts";
import { looks } from "#engine/staging/look.ts";
import { materialsOf } from "#engine/staging/materials-of-style.ts";
import { type Scene } from "#engine/staging/scene.ts";

export interface SceneWish {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
  /** Same seed, same scene; another seed or style, another arrangement where the room allows one. */
  readonly seed: number;
}

/**
 * Furnishes a room by a stager's rules: the main piece at a wall or in the middle of the clear floor, its companions
 * around it, walkways of 75 cm, nothing before doors or (unless low) windows, a rug under the group, all on clear floor
 * and in the picture. An impossible room gives a scene without pieces.
 */
export function arrangeScene(room: Room, { roomType, style, seed }: SceneWish): Scene {
  const random = seededRandom(
    seed * 7919 + roomTypes.indexOf(roomType) * 131 + stagingStyles.indexOf(style) * 977,
  );
  const placing: Placing = { room, random, pick: Math.abs(seed) + stagingStyles.indexOf(style), placed: [] };
  furnish(placing, roomType, style);
  return { roomType, style, seed, pieces: placing.placed, materials: materialsOf(style, seed) };
}

function furnish(placing: Placing, roomType: RoomType, style: StagingStyle): void {
  const look = looks[style];
  switch (roomType) {
    case "living-room":
      return arrangeLiving(placing, look);
    case "bedroom":
      return arrangeBedroom(placing, look);
    case "dining-room":
      return arrangeDining(placing, look);
    case "office":
      return arrangeOffice(placing, look);
    case "kitchen":
      return arrangeKitchen(placing, look);
    case "bathroom":
      return arrangeBathroom(placing, look);
    default:
      return unreachable(roomType);
  }
}
