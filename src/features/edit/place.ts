import { type Spot } from "#core/edit/floor-corners.ts";

/** Places on a photo, 0–1 of its width and height, and how fingers and keys come by them. */
export const within = (share: number): number => Math.min(1, Math.max(0, share));

/** Where a place lies in a box over the whole photo. */
export const placed = (x: number, y: number) => ({ left: `${x * 100}%`, top: `${y * 100}%` });

/** Which way an arrow key points; undefined for other keys. */
export const arrowStep = (key: string): Spot | undefined => arrows.get(key);

const arrows: ReadonlyMap<string, Spot> = new Map([
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowUp", { x: 0, y: -1 }],
  ["ArrowDown", { x: 0, y: 1 }],
]);
