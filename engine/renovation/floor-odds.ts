import { resizePlane } from "#engine/filters/resize.ts";
import { cameraAt } from "#engine/geometry/camera.ts";
import { faceAt, type Room } from "#engine/geometry/room.ts";
import { type Fittings } from "#engine/renovation/fittings.ts";
import { classAt, surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

const CLASSES = surfaceClasses.length;
const { floor: FLOOR, walls: WALLS, other: OTHER } = classAt;
/** The linear classifier is surer of itself than it is right. */
const CALM = 0.6;
/** Share of its regions in what is said of a pixel. */
const TOGETHER = 0.5;
/** Below this a room's box says nothing. */
const DOUBTED_ROOM = 0.3;

/** What tells a floor from what stands on it. */
export interface Ground {
  readonly room: Room;
  /** Undefined where the network was not asked. */
  readonly likeness: SurfaceLikeness | undefined;
}

/**
 * How much likelier each pixel is floor than front or wall, natural logarithm: by what the network sees there and by the
 * room's box, shared by the pixels of a region. One parting may have floor and fronts in one region; three seldom do.
 */
export function floorOdds(fittings: Fittings, { room, likeness }: Ground): Float32Array {
  const [{ width, height }] = fittings;
  const odds = likeness === undefined ? new Float32Array(width * height) : likeOdds(likeness, width, height);
  const trust = Math.max(0, room.confidence - DOUBTED_ROOM);
  const camera = cameraAt(room.camera, width, height);
  if (trust > 0)
    for (let i = 0; i < odds.length; i++) {
      const { face } = faceAt(camera, room.box, (i % width) + 0.5, Math.floor(i / width) + 0.5);
      odds[i] += face === "floor" ? trust : -trust;
    }
  const shared = fittings.map(({ regionOf }) => ({ regionOf, means: meansOf(odds, regionOf) }));
  return odds.map((own, i) => {
    const sum = shared.reduce((all, { regionOf, means }) => all + means[regionOf[i]], 0);
    return own + TOGETHER * (sum / shared.length - own);
  });
}

function meansOf(values: Float32Array, regionOf: Uint8Array): Float64Array {
  const sums = new Float64Array(256);
  const sizes = new Float64Array(256);
  for (let i = 0; i < values.length; i++) {
    sums[regionOf[i]] += values[i];
    sizes[regionOf[i]]++;
  }
  return sums.map((sum, n) => sum / Math.max(1, sizes[n]));
}

function likeOdds({ side, logits }: SurfaceLikeness, width: number, height: number): Float32Array {
  const data = Float32Array.from({ length: side * side }, (_, cell) => {
    const at = cell * CLASSES;
    return CALM * (logits[at + FLOOR] - Math.max(logits[at + WALLS], logits[at + OTHER]));
  });
  return resizePlane({ data, width: side, height: side }, width, height).data;
}
