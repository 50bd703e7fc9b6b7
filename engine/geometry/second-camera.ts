import { type Camera, rayThrough } from "#engine/geometry/camera.ts";
import { faceAt, type RoomBox } from "#engine/geometry/room.ts";
import { type SharedPlace } from "#engine/geometry/shared-places.ts";
import { type LoadedOpenCv, withMats } from "#engine/opencv.ts";

/** A camera in the frame of another photo's room. */
export interface SecondCamera {
  /** Of the second picture, axes as the first photo's room has them. */
  readonly camera: Camera;
  /** Where it stands on the floor, metres in the first photo's room frame. */
  readonly at: { readonly x: number; readonly z: number };
  /** How many of the places agree with it. */
  readonly agreeing: number;
}

/**
 * Where a second photo of a room was taken from. What both photos show lies on the first one's floor, walls or ceiling;
 * its place in the room is thereby known, and the second camera is the one that sees most of them where they are seen
 * (perspective-n-point by RANSAC, Fischler and Bolles 1981). A camera only turned comes out exactly, however rough the
 * box; one that stands elsewhere as well as the box is.
 * @returns undefined where too few places agree, or on a camera that nobody would hold
 */
export function secondCamera(
  { cv }: LoadedOpenCv,
  room: { readonly camera: Camera; readonly box: RoomBox },
  places: readonly SharedPlace[],
  { width, height }: { readonly width: number; readonly height: number },
): SecondCamera | undefined {
  if (places.length < LEAST_AGREEING) return undefined;
  const { camera, box } = room;
  const longer = Math.max(width, height);
  const objects: number[] = [];
  const pictures: number[] = [];
  for (const { first, second } of places) {
    const [x, y] = [first.x * camera.width, first.y * camera.height];
    const ray = rayThrough(camera, x, y);
    const { distance } = faceAt(camera, box, x, y);
    if (!(distance < FARTHEST_M)) continue;
    // OpenCV's frames are right-handed: y down.
    objects.push(ray[0] * distance, -(camera.heightM + ray[1] * distance), ray[2] * distance);
    pictures.push(second.x * width, second.y * height);
  }
  const sameFocal = (camera.focalPx / Math.max(camera.width, camera.height)) * longer;
  const found = FOCALS.flatMap((factor) => {
    const focal = sameFocal * factor;
    const pose = posed(cv, objects, pictures, { focal, width, height, within: longer * WITHIN });
    return pose === undefined ? [] : [{ focal, pose, worth: pose.agreeing * (factor === 1 ? SAME_LENS : 1) }];
  });
  if (found.length === 0) return undefined;
  const best = found.reduce((most, one) => (one.worth > most.worth ? one : most));
  const { turn: r, shift: t, agreeing } = best.pose;
  const isSure = agreeing >= LEAST_AGREEING && agreeing >= places.length * LEAST_SHARE;
  if (!isSure) return undefined;
  const place = [0, 1, 2].map(
    (k) => -(at(r, k) * at(t, 0) + at(r, 3 + k) * at(t, 1) + at(r, 6 + k) * at(t, 2)),
  );
  const heightM = -at(place, 1);
  const second: Camera = {
    width,
    height,
    focalPx: best.focal,
    heightM,
    right: [at(r, 0), at(r, 3), at(r, 6)],
    up: [-at(r, 1), -at(r, 4), -at(r, 7)],
    forward: [at(r, 2), at(r, 5), at(r, 8)],
  };
  const [x, z] = [at(place, 0), at(place, 2)];
  const isHeld = heightM > LOWEST_M && heightM < HIGHEST_M && second.up[1] < -UPRIGHT;
  const isInside = x > box.left + 0.2 && x < box.right - 0.2 && z < box.back - 0.5;
  return isHeld && isInside && second.forward[2] > SAME_WAY
    ? { camera: second, at: { x, z }, agreeing }
    : undefined;
}

/** Fewer agree by chance, too. */
const LEAST_AGREEING = 24;
const LEAST_SHARE = 0.12;
/** As far as places may be off, of the longer side: the box is not quite the room. */
const WITHIN = 0.012;
/** What lies farther away is not in the room. */
const FARTHEST_M = 25;
const LOWEST_M = 0.7;
const HIGHEST_M = 2.4;
/** Cosines: tilted by less than 40°, and turned by less than 70° from where the first camera's back wall is. */
const UPRIGHT = 0.77;
const SAME_WAY = 0.34;
/** The same lens, a crop of it, or a phone's wider or longer one. */
const FOCALS = [-6, -4.5, -3, -2, -1, 0, 1, 2, 3, 4.5, 6].map((step) => 2 ** (step / 6));
/** The same hands used the same lens, unless another one explains clearly more. */
const SAME_LENS = 1.08;

const at = (list: ArrayLike<number>, k: number): number => list[k] ?? 0;

interface Pose {
  /** Row-major 3 × 3, from the room (y down) to the camera. */
  readonly turn: Float64Array;
  readonly shift: Float64Array;
  readonly agreeing: number;
}

function posed(
  cv: LoadedOpenCv["cv"],
  objects: readonly number[],
  pictures: readonly number[],
  lens: { readonly focal: number; readonly width: number; readonly height: number; readonly within: number },
): Pose | undefined {
  return withMats((keep) => {
    const count = pictures.length / 2;
    const points = keep(cv.matFromArray(count, 3, cv.CV_64F, [...objects]));
    const seen = keep(cv.matFromArray(count, 2, cv.CV_64F, [...pictures]));
    const { focal, width, height } = lens;
    const inner = keep(
      cv.matFromArray(3, 3, cv.CV_64F, [focal, 0, width / 2, 0, focal, height / 2, 0, 0, 1]),
    );
    const straight = keep(new cv.Mat());
    const [axis, shift, agreeing, turn] = [1, 2, 3, 4].map(() => keep(new cv.Mat()));
    if (!axis || !shift || !agreeing || !turn) return undefined;
    const isFound = cv.solvePnPRansac(
      points,
      seen,
      inner,
      straight,
      axis,
      shift,
      false,
      TRIES,
      lens.within,
      0.999,
      agreeing,
      cv.SOLVEPNP_EPNP,
    );
    if (!isFound || agreeing.rows < 6) return undefined;
    cv.Rodrigues(axis, turn);
    return { turn: turn.data64F.slice(), shift: shift.data64F.slice(), agreeing: agreeing.rows };
  });
}
const TRIES = 400;
