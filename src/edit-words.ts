import { type EditStatus, type EditStep, type LegalClass } from "#core/edit/edit.ts";
import { type EditType, type PhotoEditType } from "#core/edit/edit-type.ts";
import { type Surface, surfaceWords } from "#core/renovation/plan.ts";
import { firstWords } from "./first-words.ts";
import { locale } from "./locale.ts";
import { madeAtNeed } from "./made-at-need.ts";

const { format } = firstWords;

export interface EditTypeWords {
  readonly name: string;
  /** Under a thumbnail. */
  readonly short: string;
  readonly promise: string;
}

export const editTypeWords = {
  "virtual-staging": {
    name: "Virtual staging",
    short: "Staged",
    promise: "Furnish an empty room. Walls, windows and doors stay.",
  },
  "day-to-dusk": {
    name: "Day to dusk",
    short: "Dusk",
    promise: "A dusk sky and lit windows for the outside.",
  },
  enhance: { name: "Enhance", short: "Enhanced", promise: "Light and colour as the eye saw them." },
  "item-removal": {
    name: "Remove items",
    short: "Cleared",
    promise: "Paint over what should not be there.",
  },
  "virtual-renovation": {
    name: "Virtual renovation",
    short: "Renovated",
    promise: "New floor, walls or cabinets, in your words.",
  },
  "free-edit": {
    name: "In your words",
    short: "Changed",
    promise: "Say what should change, and paint where.",
  },
  recipe: { name: "Batch", short: "Batch", promise: "The same steps for many photos." },
} satisfies { readonly [T in EditType]: EditTypeWords };

const statuses: Readonly<Record<EditStatus, string>> = {
  pending: "Waiting its turn",
  processing: "Working",
  preview: "Have a look",
  completed: "Kept",
  failed: "Did not work",
  corrupted: "Missing",
};
const steps: Readonly<Record<EditStep, string>> = {
  reading: "Reading the photo",
  masking: "Finding what to change",
  editing: "Making the change",
  composing: "Laying it over the original",
  checking: "Checking that the house is the same",
  saving: "Saving",
};
/** What must be said beside an altered photo, in the trade's words. */
const labels: Readonly<Record<PhotoEditType, string>> = {
  "virtual-staging": "virtually staged",
  "day-to-dusk": "digitally altered: sky and light",
  enhance: "adjusted",
  "item-removal": "digitally altered: items removed",
  "virtual-renovation": "virtually renovated",
  "free-edit": "digitally altered",
};
const score = madeAtNeed(
  () => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);

/** What is said of an edit, from its start to its end. */
export const editWords = {
  status: statuses,
  steps,
  waitingTurn: "Waiting its turn",
  progress: "Progress of the edit",
  working: (step: EditStep | undefined, spentMs: number, estimateMs: number): string =>
    spentMs > estimateMs * 1.5
      ? `${format.seconds(spentMs)} so far, longer than usual`
      : `${format.seconds(spentMs)} of about ${format.seconds(estimateMs)}${step === "saving" ? ", nearly there" : ""}`,
  mayLeave: "You can leave this screen; we tell you when it is done.",
  keep: "Keep",
  again: "Again",
  change: "Change settings",
  discard: "Discard",
  cancel: "Cancel edit",
  remove: "Delete edit",
  onThis: "Go on from here",
  kept: (name: string): string => `${name} kept.`,
  deleted: (name: string): string => `${name} deleted.`,
  discarded: (name: string): string => `${name} discarded.`,
  cancelled: (name: string): string => `${name} cancelled.`,
  variants: "Variants",
  variant: (place: number): string => `Variant ${place}`,
  surfacesNotFound: (found: readonly Surface[], notFound: readonly Surface[]): string =>
    `Changed: ${found.map((surface) => surfaceWords[surface]).join(", ")}. Not found: ${notFound.map((surface) => surfaceWords[surface]).join(", ")}. Mark it on the photo to change it too.`,
  structure: (value: number): string => `House unchanged ${score().format(value)}`,
  /** The edits may be gone that altered what a photo rests on; that it is altered is still said. */
  disclosure: (legal: LegalClass, altering: readonly PhotoEditType[]): string =>
    legal === "altered"
      ? `needs “${altering.length > 0 ? altering.map((type) => labels[type]).join(", ") : "digitally altered"}”`
      : "no label needed",
  madeBy: (model: string, ms: number | undefined): string =>
    ms === undefined ? `Made by ${model}` : `Made by ${model} in ${format.seconds(ms)}`,
} as const;
