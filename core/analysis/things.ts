import { type FoundObject, mostFound, type PhotoAnalysis } from "./analysis.ts";
import { asFound } from "./as-found.ts";
import { type ObjectName } from "./object-names.ts";
import { areaOf, isSameBox, type SeenObject, type Size } from "./seen-object.ts";

/**
 * The things in a photo that can be tapped, surest first, boxes in thousandths. What stands on another thing stays beside
 * it; what is named twice at one place is taken by its surer name.
 * @param photo size in pixels, upright
 */
export function thingsOf(seen: readonly SeenObject[], photo: Size): NonNullable<PhotoAnalysis["things"]> {
  const kept: SeenObject[] = [];
  for (const next of seen.toSorted((a, b) => b.confidence - a.confidence))
    if (next.confidence >= leastConfidence && !kept.some((other) => isSameBox(next, other))) kept.push(next);
  return kept
    .slice(0, mostFound)
    .map((thing) => asFound(thing, photo))
    .filter(({ width, height }) => width > 0 && height > 0);
}

/** Of what is seen less surely than this the boxes of clutter run together. */
const leastConfidence = 0.25;

/**
 * The thing at a place: of all whose boxes hold it the smallest, since what stands before or on another has the smaller
 * box. Food lies in heaps, and the bowl's own box ends at its rim: there the tap is on no thing that was seen.
 * @param at in thousandths of the photo's width and height
 */
export function thingAt(
  things: readonly FoundObject[],
  at: { readonly x: number; readonly y: number },
): FoundObject | undefined {
  const [smallest] = things
    .filter(({ x, y, width, height }) => at.x >= x && at.y >= y && at.x <= x + width && at.y <= y + height)
    .toSorted((a, b) => areaOf(a) - areaOf(b));
  return smallest && food.some((known) => known === smallest.name) ? undefined : smallest;
}

const food: readonly ObjectName[] = [
  "banana",
  "apple",
  "sandwich",
  "orange",
  "broccoli",
  "carrot",
  "hot dog",
  "pizza",
  "donut",
  "cake",
];

/** Whether other things lie or stand on it: a tap within its box may be meant for one of these, seen or not. */
export const carriesOthers = ({ name }: FoundObject): boolean => carriers.some((known) => known === name);

const carriers: readonly ObjectName[] = ["bed", "bench", "couch", "dining table"];
