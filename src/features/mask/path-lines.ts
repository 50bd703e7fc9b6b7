import { type Place } from "./placing.ts";

/** How far a straight line may lie beside the curve it stands for, in path units. */
const tolerance = 0.2;

/**
 * An SVG path as lines through points, one list for each "M"; curves become as many lines as they need.
 * @param path absolute M, L, Q and Z, as strokes and outlines are written here; throws RangeError for anything else
 */
export function linesOf(path: string): readonly (readonly Place[])[] {
  const lines: Place[][] = [];
  // An e is no command: it belongs to a number.
  for (const [, command = "", rest = ""] of path.matchAll(/([A-DF-Za-df-z])([^A-DF-Za-df-z]*)/g)) {
    const numbers = rest.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g)?.map(Number) ?? [];
    const points = placesOf(numbers);
    const line = lines.at(-1);
    if (command === "M") lines.push(points);
    else if (command === "L" && line) line.push(...points);
    else if (command === "Q" && line)
      for (let at = 0; at + 1 < points.length; at += 2) addCurve(line, points[at], points[at + 1]);
    else if (command !== "Z")
      throw new RangeError(`Expected a path of M, L, Q and Z but received ${command}`);
  }
  return lines;
}

function placesOf(numbers: readonly number[]): Place[] {
  const places: Place[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2)
    places.push({ x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 });
  return places;
}

/** A quadratic Bézier curve lies at most a quarter of its second difference from the line between its ends. */
function addCurve(line: Place[], by: Place | undefined, to: Place | undefined): void {
  const from = line.at(-1);
  if (!from || !by || !to) return;
  const bend = Math.hypot(from.x - 2 * by.x + to.x, from.y - 2 * by.y + to.y);
  const steps = Math.max(1, Math.ceil(Math.sqrt(bend / 4 / tolerance)));
  for (let step = 1; step <= steps; step++) {
    const t = step / steps;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    line.push({ x: a * from.x + b * by.x + c * to.x, y: a * from.y + b * by.y + c * to.y });
  }
}
