import { type Oklab, type OklabPlanes } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { lineSegments, type Segment } from "#engine/geometry/line-segments.ts";
import { type ManhattanFrame, manhattanFrame } from "#engine/geometry/vanishing-points.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** A straight line with one colour on both its sides: the gap between two fronts, a joint, the rim of a raised panel. */
export interface Seam extends Segment {
  /** Upright in the room, or along one of its two level directions. */
  readonly runs: "upright" | "level";
  /** The colour on both sides. */
  readonly colour: Oklab;
}

export interface Seams {
  readonly frame: ManhattanFrame;
  readonly list: readonly Seam[];
}

/**
 * The seams of a photo. What ends at another thing has another colour behind it and is none; what runs in none of the
 * room's three directions is none.
 * @param lab   of the photo, at its size, lightly smoothed
 * @param known the room's directions, found in the photo where they are not given
 * @returns undefined when the photo has too few straight lines to know the room's directions
 */
export function seamsOf(photo: Raster, lab: OklabPlanes, known?: ManhattanFrame): Seams | undefined {
  const { width, height } = photo;
  const longSide = Math.max(width, height);
  const segments = lineSegments(lumaPlane(photo), 0.02 * longSide);
  const frame = known ?? manhattanFrame(segments, width, height);
  if (frame === undefined) return undefined;
  const list = segments.flatMap((segment): Seam[] => {
    const runs = directionOf(segment, frame, width, height);
    const colour = runs && sharedColour(segment, lab, width, height);
    return colour === undefined || runs === undefined ? [] : [{ ...segment, runs, colour }];
  });
  return { frame, list };
}

/** Sine of the angle a line may be off a direction of the room. */
const OFF = 0.05;

function directionOf(
  segment: Segment,
  frame: ManhattanFrame,
  width: number,
  height: number,
): Seam["runs"] | undefined {
  const x = (segment.x1 + segment.x2) / 2;
  const y = (segment.y1 + segment.y2) / 2;
  const dx = (segment.x2 - segment.x1) / segment.length;
  const dy = (segment.y2 - segment.y1) / segment.length;
  const off = (axis: "up" | "right" | "forward"): number => {
    const [ax, ay] = towards(frame, axis, x, y, width, height);
    return Math.abs(ax * dy - ay * dx);
  };
  if (off("up") < OFF) return "upright";
  return Math.min(off("right"), off("forward")) < OFF ? "level" : undefined;
}

/** The unit direction in the picture, at a pixel, of lines along an axis of the room. */
export function towards(
  frame: ManhattanFrame,
  axis: "up" | "right" | "forward",
  x: number,
  y: number,
  width: number,
  height: number,
): readonly [number, number] {
  const longSide = Math.max(width, height);
  const [ax, ay, az] = frame[axis];
  const vx = ax * frame.focal - ((x - width / 2) / longSide) * az;
  const vy = ay * frame.focal - ((y - height / 2) / longSide) * az;
  const n = Math.hypot(vx, vy) || 1;
  return [vx / n, vy / n];
}

/** Sides of one front differ by less than this in lightness and in chroma. */
const SAME_LIGHTNESS = 0.12;
const SAME_CHROMA = 0.03;

function sharedColour(segment: Segment, lab: OklabPlanes, width: number, height: number): Oklab | undefined {
  const one = besides(segment, lab, width, height, 1);
  const other = besides(segment, lab, width, height, -1);
  if (one === undefined || other === undefined) return undefined;
  if (Math.abs(one.l - other.l) > SAME_LIGHTNESS) return undefined;
  if (Math.hypot(one.a - other.a, one.b - other.b) > SAME_CHROMA) return undefined;
  return { l: (one.l + other.l) / 2, a: (one.a + other.a) / 2, b: (one.b + other.b) / 2 };
}

/** The median colour a few pixels beside a line. */
function besides(
  { x1, y1, x2, y2, length }: Segment,
  lab: OklabPlanes,
  width: number,
  height: number,
  side: 1 | -1,
): Oklab | undefined {
  const reach = (side * Math.max(width, height)) / 1000;
  const nx = (-(y2 - y1) / length) * reach;
  const ny = ((x2 - x1) / length) * reach;
  const at: number[] = [];
  for (let k = 1; k < 8; k++)
    for (const away of [4, 6, 8]) {
      const x = Math.round(x1 + ((x2 - x1) * k) / 8 + nx * away);
      const y = Math.round(y1 + ((y2 - y1) * k) / 8 + ny * away);
      if (x >= 0 && y >= 0 && x < width && y < height) at.push(y * width + x);
    }
  if (at.length === 0) return undefined;
  const middle = (plane: Float32Array): number => median(at.map((i) => plane[i]));
  return { l: middle(lab.l), a: middle(lab.a), b: middle(lab.b) };
}
