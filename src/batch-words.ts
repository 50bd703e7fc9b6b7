import { type TaskStatus } from "#core/batch/batch.ts";
import { type LegalClass } from "#core/edit/edit.ts";
import { count, firstWords } from "./first-words.ts";
import { locale } from "./locale.ts";
import { madeAtNeed } from "./made-at-need.ts";

const { format } = firstWords;
const dollars = madeAtNeed(() => new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }));

const duration = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return ms < 90_000 ? format.seconds(ms) : `${minutes} min`;
};
const price = (usd: number): string => {
  if (usd === 0) return "free";
  return usd < 0.01 ? "under $0.01" : dollars().format(usd);
};
const legal: Readonly<Record<LegalClass, string>> = {
  unaltered: "Unaltered",
  adjusted: "Adjusted, no label needed",
  altered: "Altered: needs a label",
};
const statuses: Readonly<Record<TaskStatus, string>> = {
  pending: "Waiting its turn",
  processing: "Working",
  preview: "Keeping it",
  completed: "Done",
  failed: "Did not work",
  corrupted: "Missing",
  skipped: "Left as it is",
  refused: "Not possible",
  cancelled: "Cancelled",
  undone: "Undone",
};
const formats: Readonly<Record<string, string>> = { jpeg: "JPEG", png: "PNG", webp: "WebP", avif: "AVIF" };
const photos = (of: number): string => count(of, "photo", "photos");

/** What is said where many photos are edited at once. */
export const batchWords = {
  title: "Batch",
  next: "What to do next",
  photos,
  chosen: "Chosen photos",
  backToPhotos: "Back to the photos",
  none: {
    title: "No photos chosen",
    why: "Hold a photo, or tap Select, then choose as many as you like and tap Batch.",
  },
  tooMany: (of: number, most: number) => ({
    message: `${photos(of)} are chosen, and a batch takes ${most}.`,
    remedy: `Go on with the first ${most}, then do the rest the same way with a saved recipe.`,
  }),
  takeFirst: (most: number): string => `Take the first ${most}`,

  command: "What should be done?",
  commandExample: "Straighten, brighten a bit, 2048 wide, JPEG",
  commandHint: "Enter plans it. Nothing runs before you have seen the plan.",
  examples: "For example",
  exampleCommands: [
    "Straighten, brighten a bit, 2048 wide, JPEG",
    "Put “Smith & Co” bottom right",
    "Black and white, all but the kitchen",
    "Crop to 3:2, save as WebP at quality 80",
    "Add a white border of 20 px",
    "Remove the metadata",
  ],
  presets: "One tap",
  recipes: "Your recipes",
  deleteRecipe: (name: string): string => `Delete recipe ${name}`,
  recipeDeleted: (name: string): string => `Recipe ${name} deleted.`,
  plan: "Plan",
  planning: "Reading it · about 3 s",
  offline: {
    message: "No signal: nothing can be planned or run now.",
    remedy: "Your words and the chosen photos stay here. Look for a signal, then plan.",
  },

  planTitle: "Plan",
  planFor: (title: string): string => `Plan: ${title}`,
  steps: "Steps",
  noSteps: "There is no step left to do.",
  removeStep: (step: string): string => `Leave out: ${step}`,
  exceptFor: (names: readonly string[]): string => `Not for ${names.join(", ")}`,
  onlyFor: (names: readonly string[]): string => `Only for ${names.join(", ")}`,
  notUnderstood: "We did not understand",
  notUnderstoodNext: "This is left out. Say it another way above, or go on without it.",
  question: "One question first",
  answer: "Your answer",
  answerSend: "Answer",
  askedBefore:
    "We still cannot place that answer. Write it into the command itself, next to what it belongs to.",
  perPhoto: "Photo by photo",
  result: (
    width: number | null | undefined,
    height: number | null | undefined,
    kind: string | null | undefined,
  ): string =>
    [width && height ? format.size(width, height) : "", kind ? (formats[kind] ?? kind) : ""]
      .filter((part) => part !== "")
      .join(" · "),
  wasSize: (width: number, height: number): string => `Now ${format.size(width, height)}`,
  cost: (ms: number, usd: number): string => `about ${duration(ms)} · ${price(usd)}`,
  leftAsIs: "Left as it is",
  legal,
  legalSum: (altered: number): string =>
    altered === 0 ? "No label needed" : `${photos(altered)} will need a label: altered`,
  overall: (of: number, ms: number, usd: number): string =>
    `${photos(of)} · about ${duration(ms)} · ${price(usd)}`,
  problems: (of: number): string => `${photos(of)} cannot be done: see why below`,
  run: (of: number): string => `Run on ${photos(of)}`,
  nothingToRun: "Nothing to run",
  answerFirst: "Answer the question first",
  starting: "Starting…",
  originalsStay: "The originals stay as they are, and the whole batch can be undone.",

  progress: "Progress of the batch",
  done: (of: number, all: number): string => `${of} of ${all} done`,
  left: (ms: number | undefined): string =>
    ms === undefined ? "A little longer than expected" : `about ${duration(ms)} left`,
  mayLeave: "You can leave this screen; the batch goes on, and Activity leads back to it.",
  cancel: "Cancel the rest",
  cancelled: "Cancelled. What was made stays.",
  tasks: "Photos of this batch",
  status: statuses,
  task: (name: string, status: string): string => `${name}, ${status}`,
  aPhoto: "Photo",
  states: {
    running: (title: string): string => `Running: ${title}`,
    done: "Done",
    cancelled: "Cancelled",
    undone: "Undone",
  },
  summary: (done: number, all: number): string =>
    done === all ? `${all === 1 ? "" : "All "}${photos(all)} done` : `${done} of ${photos(all)} done`,
  ended: (summary: string): string => `Batch: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
  troubles: "What did not work",
  openPhoto: "Open the photo",
  retry: (of: number): string => `Try ${of === 1 ? "it" : `these ${of}`} again`,
  showing: "Show",
  after: "After",
  before: "Before",
  tapToCompare: "Tap a photo to compare it with one finger.",
  download: (of: number): string => `Download ${of === 1 ? "it" : `all ${of}`} as ZIP`,
  packing: "Packing…",
  downloaded: (of: number, bytes: number): string =>
    `${count(of, "file", "files")} saved (${format.bytes(bytes)}).`,
  zipName: (now: Date): string =>
    `Reimagine ${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}.zip`,
  undo: "Undo all",
  undoTitle: "Undo this batch?",
  undoWhat: (of: number): string =>
    `${count(of, "result is", "results are")} deleted. The photos are what they were before; the originals were never touched.`,
  undoYes: "Undo the batch",
  undone: "The batch is undone. Every photo is what it was before.",
  again: "Plan it again",
  save: "Save as recipe",
  saveTitle: "Save these steps",
  saveName: "Name of the recipe",
  saveExample: "Portal, 2048 wide",
  saveWhy: "It then is one tap for any photos. The same name again replaces it.",
  saveExcept: "Exceptions for single photos are not saved.",
  saveYes: "Save recipe",
  saving: "Saving…",
  saved: (name: string): string => `Recipe ${name} saved.`,
  gone: {
    message: "This batch is not here any more.",
    remedy: "Batches are kept for a day. Its results are still with their photos.",
  },
  recent: "Batches of the last day",
  line: (done: number, all: number, iso: string): string => `${done} of ${all} done · ${format.when(iso)}`,
} as const;
