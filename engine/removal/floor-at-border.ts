import { type HiddenLine } from "#engine/removal/hidden-lines.ts";
import { type Surfaces } from "#engine/removal/surfaces.ts";

/** Where a hole can show nothing but a floor. */
export interface FloorAtBorder {
  /** For each surface that meets the hole: whether it is a floor. */
  readonly isFloor: readonly boolean[];
  /** For each column the row from which down there is floor only; the picture's height where none is known. */
  readonly from: Float32Array;
}

/**
 * A thing cut off by the picture's lower border hides the floor there, though none meets it from below: a wall whose foot
 * is not seen would else run down to the border. The floor is what is seen at the lower border and not above the hole; it
 * begins as high as it goes on meeting the hole from the border up, but below every edge that parts surfaces, since a
 * wall's foot falls towards the viewer.
 * @returns undefined where the border does not cut the hole, or no floor is seen beside it
 */
export function floorAtBorder(surfaces: Surfaces, lines: readonly HiddenLine[]): FloorAtBorder | undefined {
  const { width, height, open, meeting } = surfaces;
  const border = (height - 1) * width;
  if (!open.includes(1, border)) return undefined;
  const isFloor = floorsAmong(surfaces);
  const floors = new Set(meeting.filter((_, n) => isFloor[n]).map(({ region }) => region));
  const top = topOf(floors, surfaces);
  if (top === height) return undefined;
  const from = new Float32Array(width).fill(height);
  for (let x = 0; x < width; x++) if (open[border + x]) from[x] = top;
  lower(from, height, lines);
  return { isFloor, from };
}

function floorsAmong({ width, height, open, regionOf, count, meeting }: Surfaces): boolean[] {
  const holeTop = Math.floor(open.indexOf(1) / width);
  const areas = new Float32Array(count);
  const above = new Float32Array(count);
  const atBorder = new Float32Array(count);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (open[i]) continue;
      areas[regionOf[i]]++;
      if (y < holeTop) above[regionOf[i]]++;
      if (y === height - 1) atBorder[regionOf[i]]++;
    }
  const isFloor = meeting.map(
    ({ region }) => atBorder[region] > BORDER_SHARE * width && above[region] < ABOVE_SHARE * areas[region],
  );
  const area = meeting.reduce((sum, { region }, n) => sum + (isFloor[n] ? areas[region] : 0), 0);
  return area > AREA_SHARE * width * height ? isFloor : isFloor.fill(false);
}

/** A floor has at least this share of the picture's width at its lower border, its parts together this of its area. */
const BORDER_SHARE = 0.01;
const AREA_SHARE = 0.025;
/** Of its own area: a door frame or a curtain that reaches the border goes on above the hole. */
const ABOVE_SHARE = 0.1;

/** The highest row up to which, from the lower border on, a floor lies beside the hole; the picture's height = none. */
function topOf(floors: ReadonlySet<number>, { width, height, open, regionOf }: Surfaces): number {
  let top = height;
  for (let y = height - 1, others = 0; y >= 0 && others < MOST_OTHERS; y--) {
    let isBeside = false;
    let isMet = false;
    for (let i = y * width + ASIDE_PX; i < (y + 1) * width - ASIDE_PX; i++) {
      if (open[i] || !(open[i - ASIDE_PX] || open[i + ASIDE_PX])) continue;
      isMet = true;
      isBeside ||= floors.has(regionOf[i]);
    }
    if (isBeside) {
      top = y;
      others = 0;
    } else if (isMet) others++;
  }
  return top;
}

/** So far off the hole a pixel shows what is beside it, not the rim of the thing. */
const ASIDE_PX = 2;
/** So many rows that meet something else may lie between two that meet the floor. */
const MOST_OTHERS = 2;

/** A column that an edge between surfaces crosses is floor below that edge only. */
function lower(from: Float32Array, height: number, lines: readonly HiddenLine[]): void {
  const width = from.length;
  for (const line of lines) {
    const dx = (line.x2 - line.x1) * width;
    const dy = (line.y2 - line.y1) * height;
    if (!line.parts || Math.abs(dx) * STEEPEST < Math.abs(dy)) continue;
    const left = Math.max(0, Math.floor(Math.min(line.x1, line.x2) * width));
    const right = Math.min(width - 1, Math.floor(Math.max(line.x1, line.x2) * width));
    for (let x = left; x <= right; x++)
      from[x] = Math.max(from[x], line.y1 * height + ((x + 0.5 - line.x1 * width) * dy) / dx);
  }
}

/** Rows a column; what is steeper is an upright edge. */
const STEEPEST = 2;
