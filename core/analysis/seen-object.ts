import { type ObjectName } from "./object-names.ts";

/** A rectangle in pixels of the upright photo, from the top left. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A thing the detector found, as surely as `confidence` (0–1) says; 0.3 is a good find for its small network. */
export interface SeenObject extends Box {
  readonly name: ObjectName;
  readonly confidence: number;
}

/** Whether a pixel lies in a box. */
export const isInBox = (box: Box, x: number, y: number): boolean =>
  x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;

/** Pixels two boxes share. */
export const sharedArea = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

export const areaOf = ({ width, height }: Size): number => width * height;

/** Whether two boxes are nearly one: they share more than half of what they cover together. */
export function isSameBox(a: Box, b: Box): boolean {
  const shared = sharedArea(a, b);
  return shared > 0.5 * (areaOf(a) + areaOf(b) - shared);
}

/** How sure it is that any of these is there, if each were found on its own: 1 − Π(1 − confidence). */
export const anyOf = (seen: readonly SeenObject[]): number =>
  1 - seen.reduce((none, { confidence }) => none * (1 - confidence), 1);

/** Surest first, one for every place: what lies mostly within, or over, something surer is the same thing named again. */
export function onePerPlace(seen: readonly SeenObject[]): readonly SeenObject[] {
  const kept: SeenObject[] = [];
  for (const next of seen.toSorted((a, b) => b.confidence - a.confidence))
    if (!kept.some((other) => sharedArea(next, other) > 0.6 * Math.min(areaOf(next), areaOf(other))))
      kept.push(next);
  return kept;
}
