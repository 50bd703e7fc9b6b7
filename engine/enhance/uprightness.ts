import { resizeRaster } from "#engine/filters/resize.ts";
import { lineSegments, type Segment } from "#engine/geometry/line-segments.ts";
import { lumaPlane } from "#engine/plane.ts";
import { ramp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";

/** How the camera was held, as the upright edges of what it saw tell. */
export interface Uprightness {
  /** Where the uprights vanish; see {@link Vertical}. */
  readonly vertical: Vertical;
  /** Degrees the camera leaned clockwise (what is upright leans the other way in the photo), −12…12. */
  readonly rollDegrees: number;
  /** Degrees the camera looked down, −16…16: uprights then run together at the bottom. Below 0 it looked up. */
  readonly pitchDegrees: number;
  /** Largest angle, in degrees, that an upright edge leans by anywhere in the photo. */
  readonly leanDegrees: number;
  /** 0 = there are no uprights to go by, 1 = many agree, on both sides of the photo. From 0.5 up it can be trusted. */
  readonly confidence: number;
}

/**
 * Finds where the photo's uprights vanish: every edge within 20° of vertical votes for camera rolls and convergences
 * that would make it upright; the strongest is refined by least squares over the edges that agree with it (Tukey's
 * biweight). A focal length is only needed to put the convergence into degrees, so a usual one is assumed.
 * @param photo upright, any size; looked at with 800 pixels on the longer side
 */
export function measureUprightness(photo: Raster): Uprightness {
  const longSide = Math.min(LOOKED_AT, Math.max(photo.width, photo.height));
  const scale = longSide / Math.max(photo.width, photo.height);
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const luma = lumaPlane(resizeRaster(photo, width, height));
  const segments = lineSegments(luma, Math.max(12, 0.025 * longSide));
  return uprightnessOf(segments, width, height);
}

/**
 * Focal length over the longer side that convergence is told by: 26 mm on a 36 mm frame, a phone's main camera.
 */
export const usualFocal = 0.72;

/** As {@link measureUprightness}, from edges already found in a picture of `width` × `height` pixels. */
function uprightnessOf(segments: readonly Segment[], width: number, height: number): Uprightness {
  const edges = nearVertical(segments, width, height);
  const start = strongestVote(edges);
  const fit = refined(edges, start);
  const agreeing = edges.filter((edge) => off(edge, fit) < TRUSTED);
  const reachX = width / Math.max(width, height) / 2;
  const reachY = height / Math.max(width, height) / 2;
  return {
    vertical: fit,
    rollDegrees: degrees(Math.atan(fit.lean)),
    pitchDegrees: degrees(Math.atan(fit.convergence * usualFocal)),
    leanDegrees: Math.max(
      ...[-1, 1].flatMap((x) => [-1, 1].map((y) => Math.abs(degrees(leanAt(fit, x * reachX, y * reachY))))),
    ),
    confidence: confidenceOf(agreeing, edges, reachX),
  };
}

/** An edge near vertical: its middle in longer sides from the picture's centre, its direction downwards. */
interface Upright {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Longer sides; long edges are straighter than short ones, so that length is also weight. */
  readonly length: number;
}

/** Uprights at (x, y), in longer sides from the centre, run along (lean − convergence · x, 1 − convergence · y). */
export interface Vertical {
  readonly lean: number;
  readonly convergence: number;
}

/** Pixels of the longer side. */
const LOOKED_AT = 800;

/** Radians within which an edge agrees. */
const TRUSTED = 0.012;
const WIDEST = Math.tan((20 * Math.PI) / 180);

function nearVertical(segments: readonly Segment[], width: number, height: number): Upright[] {
  const longSide = Math.max(width, height);
  const margin = 3;
  return segments.flatMap(({ x1, y1, x2, y2, length }) => {
    const dx = x2 - x1;
    const dy = y2 - y1;
    if (Math.abs(dx) > WIDEST * Math.abs(dy)) return [];
    // The picture's own border, where a scan or a frame was cropped askew.
    if (Math.max(x1, x2) < margin || Math.min(x1, x2) > width - 1 - margin) return [];
    const down = dy < 0 ? -1 : 1;
    return [
      {
        x: ((x1 + x2) / 2 - width / 2) / longSide,
        y: ((y1 + y2) / 2 - height / 2) / longSide,
        dx: (down * dx) / length,
        dy: (down * dy) / length,
        length: length / longSide,
      },
    ];
  });
}

const leanAt = ({ lean, convergence }: Vertical, x: number, y: number): number =>
  Math.atan2(lean - convergence * x, 1 - convergence * y);

const off = (edge: Upright, vertical: Vertical): number =>
  Math.abs(leanAt(vertical, edge.x, edge.y) - Math.atan2(edge.dx, edge.dy));

/** Votes over rolls up to 12° and convergences up to 16° of pitch; upright and parallel wins where all is equal. */
function strongestVote(edges: readonly Upright[]): Vertical {
  let best: Vertical = { lean: 0, convergence: 0 };
  let most = 0;
  for (let i = -42; i <= 42; i++)
    for (let k = -26; k <= 26; k++) {
      const vertical = { lean: i * 0.005, convergence: k * 0.0155 };
      let votes = 0;
      for (const edge of edges) {
        const ratio = (vertical.lean - vertical.convergence * edge.x) / (1 - vertical.convergence * edge.y);
        const miss = Math.abs(ratio - edge.dx / edge.dy) / (2 * TRUSTED);
        if (miss < 1) votes += edge.length * (1 - miss * miss);
      }
      const likely = votes * (1 - 0.12 * (i / 42) ** 2 - 0.12 * (k / 26) ** 2);
      if (likely > most) {
        most = likely;
        best = vertical;
      }
    }
  return best;
}

function refined(edges: readonly Upright[], start: Vertical): Vertical {
  let fit = start;
  for (const width of [0.03, 0.02, 0.015, 0.012, 0.012, 0.012]) {
    // Upright: lean · dy − convergence · (x · dy − y · dx) = dx; a little weight on 0 keeps what no edge tells at 0.
    let aa = 1e-4;
    let ab = 0;
    let bb = 2e-4;
    let ra = 0;
    let rb = 0;
    for (const edge of edges) {
      const t = off(edge, fit) / width;
      if (t >= 1) continue;
      const weight = edge.length ** 1.5 * (1 - t * t) ** 2;
      const a = edge.dy;
      const b = -(edge.x * edge.dy - edge.y * edge.dx);
      aa += weight * a * a;
      ab += weight * a * b;
      bb += weight * b * b;
      ra += weight * a * edge.dx;
      rb += weight * b * edge.dx;
    }
    const determinant = aa * bb - ab * ab;
    if (determinant < 1e-12) return fit;
    fit = { lean: (ra * bb - rb * ab) / determinant, convergence: (aa * rb - ab * ra) / determinant };
  }
  return fit;
}

/** How much length agrees, how much of what is near vertical does, and whether both sides of the photo have their say. */
function confidenceOf(agreeing: readonly Upright[], edges: readonly Upright[], reachX: number): number {
  const sum = (list: readonly Upright[]): number => list.reduce((total, { length }) => total + length, 0);
  const length = sum(agreeing);
  const share = length / Math.max(1e-9, sum(edges));
  const sides = Math.min(
    sum(agreeing.filter(({ x }) => x < -0.15 * reachX)),
    sum(agreeing.filter(({ x }) => x > 0.15 * reachX)),
  );
  return ramp(length, 0.35, 1.2) * ramp(share, 0.25, 0.5) * ramp(sides, 0.06, 0.3);
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
