import { type Recipe } from "./op.ts";

export interface Preset {
  readonly name: string;
  readonly steps: Recipe;
}

/** What is done to many photos without a word: the bulk operations of seeds/002 and what listings ask for most. */
export const presets: readonly Preset[] = [
  {
    name: "Listing ready",
    steps: [
      { op: "straighten" },
      { op: "auto-enhance" },
      { op: "resize", width: 2048, height: 2048 },
      { op: "convert", format: "jpeg" },
      { op: "quality", quality: 90 },
    ],
  },
  { name: "Improve light and colour", steps: [{ op: "auto-enhance" }] },
  { name: "Straighten", steps: [{ op: "straighten" }] },
  {
    name: "For the web",
    steps: [
      { op: "resize", width: 1600, height: 1600 },
      { op: "convert", format: "webp" },
      { op: "quality", quality: 80 },
    ],
  },
  { name: "Half the size", steps: [{ op: "resize", scale: 0.5 }] },
  { name: "Square", steps: [{ op: "crop", ratio: 1 }] },
  { name: "Wide, 3:2", steps: [{ op: "crop", ratio: 1.5 }] },
  { name: "Turn left", steps: [{ op: "rotate", degrees: 270 }] },
  { name: "Turn right", steps: [{ op: "rotate", degrees: 90 }] },
  { name: "Mirror", steps: [{ op: "flip", axis: "horizontal" }] },
  { name: "Black and white", steps: [{ op: "filter", filter: "grayscale" }] },
  { name: "Save as JPEG", steps: [{ op: "convert", format: "jpeg" }] },
  { name: "Save as PNG", steps: [{ op: "convert", format: "png" }] },
];
