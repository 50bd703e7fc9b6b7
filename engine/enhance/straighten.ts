import { largestWithin, type Point } from "#engine/enhance/largest-within.ts";
import { type Matrix, resampleBy } from "#engine/enhance/resample-by.ts";
import { measureUprightness, type Uprightness, usualFocal } from "#engine/enhance/uprightness.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * The photo as a level camera would have taken it: uprights upright, the horizon level, cropped to the largest
 * rectangle of the same shape that is full of picture, and brought back to the size it had, so that it can be compared
 * and edited on like any other result.
 *
 * Turning the camera is all that is undone (a homography K·R·K⁻¹, Hartley and Zisserman 2004 §8.4), so nothing in the
 * room moves against anything else. A photo that is straight already, or one whose uprights are not sure or lean more
 * than somebody holding a camera level by hand would make them, comes back as the very same raster.
 *
 * @param seen how the camera was held, where that is known already
 */
export function straighten(photo: Raster, seen = measureUprightness(photo)): Raster {
  if (!canStraighten(seen)) return photo;
  const { width, height } = photo;
  const turn = levelling(seen.vertical);
  const toSource = placed(inverse(turn), photo);
  const corners = cornersOf(photo).map((corner) => at(placed(turn, photo), corner));
  const crop = largestWithin(corners, width, height);
  if (crop === undefined || crop.scale < leastKept) return photo;
  const { x, y, scale } = crop;
  const cropped: Matrix = [scale, 0, x - (scale * width) / 2, 0, scale, y - (scale * height) / 2, 0, 0, 1];
  return resampleBy(photo, multiply(toSource, cropped));
}

/** Whether {@link straighten} would do anything, crop aside. */
export const canStraighten = ({ rollDegrees, pitchDegrees, leanDegrees, confidence }: Uprightness): boolean =>
  confidence >= 0.5 &&
  leanDegrees >= straightEnough &&
  Math.abs(rollDegrees) <= mostRoll &&
  Math.abs(pitchDegrees) <= mostPitch;

/** Degrees: a hand-held photo leaning more was meant to, and would lose half of itself. */
const mostRoll = 8;
const mostPitch = 12;
/** Degrees nobody sees. */
const straightEnough = 0.3;
/** Of each side: less would no longer be the same photo. */
const leastKept = 0.6;

/**
 * The turn, in longer sides from the centre, after which uprights are upright: first the roll about the lens's axis,
 * then the pitch about the level axis.
 */
function levelling({ lean, convergence }: Uprightness["vertical"]): Matrix {
  // The vertical as the camera sees it: (lean, 1, depth).
  const depth = convergence * usualFocal;
  const across = Math.hypot(lean, 1);
  const [cosRoll, sinRoll] = [1 / across, lean / across];
  const whole = Math.hypot(across, depth);
  const [cosPitch, sinPitch] = [across / whole, depth / whole];
  const f = usualFocal;
  // K · pitch · roll · K⁻¹ with K = diag(f, f, 1).
  return [
    cosRoll,
    -sinRoll,
    0,
    cosPitch * sinRoll,
    cosPitch * cosRoll,
    sinPitch * f,
    (-sinPitch * sinRoll) / f,
    (-sinPitch * cosRoll) / f,
    cosPitch,
  ];
}

/** The same turn for places in pixels, (0, 0) the upper left corner of the picture. */
function placed(m: Matrix, { width, height }: Raster): Matrix {
  const side = Math.max(width, height);
  const [u, v] = [width / 2, height / 2];
  const toPixels: Matrix = [side, 0, u, 0, side, v, 0, 0, 1];
  const fromPixels: Matrix = [1 / side, 0, -u / side, 0, 1 / side, -v / side, 0, 0, 1];
  return multiply(multiply(toPixels, m), fromPixels);
}

function at(m: Matrix, { x, y }: Point): Point {
  const w = m[6] * x + m[7] * y + m[8];
  return { x: (m[0] * x + m[1] * y + m[2]) / w, y: (m[3] * x + m[4] * y + m[5]) / w };
}

const cornersOf = ({ width, height }: Raster): readonly Point[] => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

function multiply(a: Matrix, b: Matrix): Matrix {
  const cell = (row: number, column: number): number =>
    a[row * 3] * b[column] + a[row * 3 + 1] * b[column + 3] + a[row * 3 + 2] * b[column + 6];
  return [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(1, 0),
    cell(1, 1),
    cell(1, 2),
    cell(2, 0),
    cell(2, 1),
    cell(2, 2),
  ];
}

/** Of a turn seen through a lens, which always has one. */
function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const over = (value: number): number => value / determinant;
  return [
    over(e * i - f * h),
    over(c * h - b * i),
    over(b * f - c * e),
    over(f * g - d * i),
    over(a * i - c * g),
    over(c * d - a * f),
    over(d * h - e * g),
    over(b * g - a * h),
    over(a * e - b * d),
  ];
}
