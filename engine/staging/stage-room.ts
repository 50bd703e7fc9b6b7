import { type OrderedCorners } from "#core/edit/floor-corners.ts";
import { type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { estimateRoom, type SameCamera } from "#engine/geometry/estimate-room.ts";
import { clearArea } from "#engine/geometry/clear-floor.ts";
import { roomFromFloorCorners } from "#engine/geometry/floor-corners.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { type KeptScene, rearrange } from "#engine/staging/arrange/rearrange.ts";
import { renderScene } from "#engine/staging/render-scene.ts";
import { type Scene } from "#engine/staging/scene.ts";
import { type SeenSurfaces, withFittings } from "#engine/staging/fitted-room.ts";
import { isFitted, type StandingThings } from "#engine/staging/standing-things.ts";

export interface StagingWish {
  readonly roomType: RoomType;
  readonly style: StagingStyle;
  /** Same seed, same bytes; another seed, another arrangement. */
  readonly seed: number;
  /** The furniture of another photo of the same room: its pieces are put here, as far as they fit. */
  readonly like?: KeptScene | undefined;
}

export type WhyNotStaged = "no-floor" | "low-confidence" | "already-furnished" | "corners-no-floor";

export type RoomRead =
  { readonly ok: true; readonly room: Room } | { readonly ok: false; readonly reason: WhyNotStaged };

export type Staged =
  | {
      readonly ok: true;
      readonly image: Raster;
      readonly region: Mask;
      readonly scene: Scene;
      readonly room: Room;
    }
  | { readonly ok: false; readonly reason: WhyNotStaged };

/** What is known of a room beside its photo. */
export interface RoomHints {
  /** Given by a person when the photo alone does not show the floor surely. */
  readonly corners?: OrderedCorners | undefined;
  /** How another photo of this room was taken, where its furniture is to stand here too. */
  readonly same?: SameCamera | undefined;
  /** The room itself, as another photo that shows some of the same makes it known. */
  readonly known?: Room | undefined;
}

/**
 * The room that is to be furnished, or why it cannot be.
 * @param photo upright; about 2 MP is meant, any size works
 * @param things what stands there already (see standingThings); their absence is taken on trust
 */
export function readRoom(
  photo: Raster,
  roomType: RoomType,
  things: StandingThings,
  { corners, same, known }: RoomHints = {},
): RoomRead {
  if (corners !== undefined) return markedRoom(photo, things, corners);
  // The marked floor of a furnished room is clear; without a mark the floor there cannot be told from what lies on it.
  const isFurnished = things.furnishing === "furnished" && !isKnownEmpty(things, known);
  if (isFurnished && (!isFitted(roomType) || things.isForRest))
    return { ok: false, reason: "already-furnished" };
  const room = { ...(known ?? estimateRoom(photo, same)), things: things.boxes };
  const surfaces = surfacesOf(things);
  // Where furniture stands is known there; how much floor this photo shows does not matter.
  if (known !== undefined && surfaces === undefined) return { ok: true, room };
  return surfaces === undefined ? judged(room, roomType, things) : fittedRoom(photo, room, surfaces);
}

/** The other photo was of an empty room: only things that are seen in this one say that it no longer is. */
const isKnownEmpty = ({ boxes }: StandingThings, known: Room | undefined): boolean =>
  known !== undefined && boxes.length === 0;

/** By a person's marks; of kitchens and bathrooms what is built in is seen beside them. */
function markedRoom(photo: Raster, things: StandingThings, corners: OrderedCorners): RoomRead {
  const estimated = estimateRoom(photo);
  const byMarks = roomFromFloorCorners(photo, corners, estimated);
  if (byMarks === undefined) return { ok: false, reason: "corners-no-floor" };
  const marked = { ...byMarks, things: things.boxes };
  const surfaces = surfacesOf(things);
  const room = (surfaces && withFittings(photo, estimated, surfaces, marked)) ?? marked;
  return { ok: true, room };
}

/** An empty hall that is to become a kitchen has no fittings to tell from its floor. */
const surfacesOf = ({ surfaces, furnishing }: StandingThings): SeenSurfaces | undefined =>
  furnishing === "empty" ? undefined : surfaces;

function judged(room: Room, roomType: RoomType, { furnishing }: StandingThings): RoomRead {
  const { confidence, clearM2 } = limitsOf[roomType] ?? limitsOfOpenRooms;
  const isTooWide = room.clearM2 > clearM2.most && furnishing !== "empty";
  if (room.confidence < confidence || isTooWide) return { ok: false, reason: "low-confidence" };
  return room.clearM2 < clearM2.least ? { ok: false, reason: "no-floor" } : { ok: true, room };
}

function fittedRoom(photo: Raster, room: Room, surfaces: SeenSurfaces): RoomRead {
  const fitted = withFittings(photo, room, surfaces);
  if (fitted === undefined) return { ok: false, reason: "low-confidence" };
  const bareM2 = fitted.tops.reduce((sum, { grid }) => sum + clearArea(grid), 0);
  return fitted.clearM2 < LEAST_MAT_M2 && bareM2 < LEAST_TOP_M2
    ? { ok: false, reason: "no-floor" }
    : { ok: true, room: fitted };
}

/** A small mat lies on as much. */
const LEAST_MAT_M2 = 0.3;
/** A bowl and a plant stand on as much. */
const LEAST_TOP_M2 = 0.1;

/** Furnishes a room that was read from this photo. A refusal when no piece finds its place. */
export function furnishRoom(photo: Raster, room: Room, { roomType, style, seed, like }: StagingWish): Staged {
  const scene = like === undefined ? arrangeScene(room, { roomType, style, seed }) : rearrange(room, like);
  if (scene.pieces.length === 0) return { ok: false, reason: "no-floor" };
  return { ok: true, ...renderScene(photo, room, scene), scene, room };
}

/** Reads the room and furnishes it, on trust that nothing stands there yet. */
export function stageRoom(photo: Raster, wish: StagingWish): Staged {
  const read = readRoom(photo, wish.roomType, NOTHING_STANDS);
  return read.ok ? furnishRoom(photo, read.room, wish) : read;
}

const NOTHING_STANDS: StandingThings = { boxes: [], furnishing: "empty", scene: "interior" };

interface Limits {
  /** Below this the room is not made out. */
  readonly confidence: number;
  /** Less cannot be furnished; more than `most` in a room that is not bare is cabinets, tubs and walls taken for floor. */
  readonly clearM2: { readonly least: number; readonly most: number };
}

const limitsOfOpenRooms: Limits = { confidence: 0.35, clearM2: { least: 1.2, most: Infinity } };
const limitsOf: { readonly [R in RoomType]?: Limits } = {
  kitchen: { confidence: 0.4, clearM2: { least: 2, most: 20 } },
  bathroom: { confidence: 0.4, clearM2: { least: 1.2, most: 10 } },
};
