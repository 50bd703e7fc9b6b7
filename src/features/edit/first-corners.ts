import { type FloorCorners } from "#core/edit/floor-corners.ts";

/** About where the floor of a photo taken from a doorway lies: near left, far left, far right, near right. */
export const firstCorners: FloorCorners = [
  { x: 0.08, y: 0.95 },
  { x: 0.3, y: 0.62 },
  { x: 0.7, y: 0.62 },
  { x: 0.92, y: 0.95 },
];
