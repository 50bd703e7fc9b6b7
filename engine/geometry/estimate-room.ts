import { shrinkToSide } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";
import { type Camera, usualEyeM } from "#engine/geometry/camera.ts";
import { clearArea, clearFloor } from "#engine/geometry/clear-floor.ts";
import { fitBox } from "#engine/geometry/fit-box.ts";
import { floorLikeness } from "#engine/geometry/floor-likeness.ts";
import { floorOutline } from "#engine/geometry/floor-outline.ts";
import { type Segment } from "#engine/geometry/line-segments.ts";
import { type EdgesOf, edgesOf, findOpenings } from "#engine/geometry/openings.ts";
import { type Room, type RoomBox } from "#engine/geometry/room.ts";
import { manhattanFrame, sameLens, uprights } from "#engine/geometry/vanishing-points.ts";

/** How another photo of the same room was taken, most likely by the same hands. */
export interface SameCamera {
  /** Focal length over the picture's longer side. */
  readonly focal: number;
  /** Above the floor. */
  readonly heightM: number;
}

/**
 * The room a photo shows: camera by vanishing points, a box by the floor's looks and its edges, what is on the walls and
 * which floor is clear. Metres follow from the height photos are taken at, corrected by the ceiling where it is seen.
 * @param photo upright; measured at about 1000 pixels, any size is fine
 * @returns a plain value; `confidence` says how far to trust it. It judges a room: whether the photo shows one at all (a
 *   paved yard before a house has straight lines too) is for the analysis to say
 */
export function estimateRoom(photo: Raster, same?: SameCamera): Room {
  const large = shrinkToSide(photo, 1000);
  const small = shrinkToSide(photo, 320);
  const edges = edgesOf(large);
  const { segments } = edges;
  const lens = same && sameLens(same.focal);
  const frame = manhattanFrame(segments, large.width, large.height, lens);
  const likeness = floorLikeness(small);
  const camera: Camera = {
    width: photo.width,
    height: photo.height,
    focalPx: (frame?.focal ?? same?.focal ?? 0.66) * Math.max(photo.width, photo.height),
    heightM: usualEyeM,
    right: frame?.right ?? [1, 0, 0],
    up: frame?.up ?? [0, -1, 0],
    forward: frame?.forward ?? [0, 0, 1],
  };
  const middle = shrinkToSide(photo, 512);
  const standing =
    frame === undefined
      ? []
      : uprights(frame, segments, large.width, large.height, 0.035).flatMap((s) => spotsOn(s, large));
  const fitted = fitBox(camera, lumaPlane(middle), likeness, standing);
  const { camera: scaled, box } = inMetres(camera, fitted.box, fitted.ceilingSeen, same?.heightM);
  const support = frame === undefined ? 0 : clamp((frame.support - 0.3) / 0.35);
  const agreement = clamp((fitted.agreement - 0.62) / 0.28);
  const seen = seenIn(scaled, box, likeness, middle, edges);
  return {
    ...seen,
    feet: fitted.feet,
    confidence:
      clamp(1.25 - fitted.standing * 3.2) *
      support *
      (0.25 + 0.55 * agreement + 0.2 * clamp(fitted.edge)) *
      clamp(seen.clearM2 / 3),
    directions: support,
    from: "photo",
  };
}

/**
 * The room a photo shows where its camera and box are known from elsewhere, as from another photo of it.
 * @param camera of a picture of the photo's size
 */
export function roomKnownAs(photo: Raster, camera: Camera, box: RoomBox): Room {
  const likeness = floorLikeness(shrinkToSide(photo, 320));
  const seen = seenIn(camera, box, likeness, shrinkToSide(photo, 512), edgesOf(shrinkToSide(photo, 1000)));
  return {
    ...seen,
    feet: { left: 1, right: 1, back: 1 },
    confidence: 1,
    directions: 1,
    from: "another photo",
  };
}

/** What a photo shows on the floor and the walls of a known box. */
function seenIn(
  camera: Camera,
  box: RoomBox,
  likeness: Plane,
  middle: Raster,
  edges: EdgesOf,
): Omit<Room, "feet" | "confidence" | "directions" | "from"> {
  const floor = clearFloor(camera, box, likeness);
  return {
    camera,
    box,
    openings: findOpenings(camera, box, middle, edges),
    floor,
    floorOutline: floorOutline(camera, box),
    clearM2: clearArea(floor),
    things: [],
    fittings: [],
    tops: [],
  };
}

/** Places along an edge, every hundredth of the longer side, its lowest bit left out: it may touch the floor. */
function spotsOn(segment: Segment, { width, height }: Raster): { x: number; y: number }[] {
  const low = segment.y1 > segment.y2 ? 1 : 0;
  const count = Math.max(1, Math.floor(segment.length / (Math.max(width, height) / 100)));
  return Array.from({ length: count }, (_, n) => {
    const t = ((n + 0.5) / count) * 0.9;
    // t runs down from the upper end.
    const u = low === 1 ? 1 - t : t;
    const x = segment.x1 + (segment.x2 - segment.x1) * u;
    const y = segment.y1 + (segment.y2 - segment.y1) * u;
    return { x: x / width, y: y / height };
  });
}

const clamp = (v: number): number => Math.max(0, Math.min(1, v));

/** Scales the room so that a ceiling that is seen is at a usual height, as far as the eye height stays a likely one. */
function inMetres(
  camera: Camera,
  box: RoomBox,
  ceilingSeen: boolean,
  eyeM?: number,
): { camera: Camera; box: RoomBox } {
  const wanted = ceilingSeen ? 2.6 / box.ceiling : 1;
  const likely = Math.max(1.25 / usualEyeM, Math.min(1.6 / usualEyeM, wanted));
  const factor = eyeM === undefined ? likely : eyeM / usualEyeM;
  return {
    camera: { ...camera, heightM: camera.heightM * factor },
    box: {
      left: box.left * factor,
      right: box.right * factor,
      back: box.back * factor,
      ceiling: box.ceiling * factor,
    },
  };
}
