import { type Suggestion } from "#core/analysis/suggestion.ts";
import { count, firstWords } from "./first-words.ts";

const { format } = firstWords;

const priorities: Readonly<Record<Suggestion["priority"], string>> = {
  high: "Helps a lot",
  medium: "Helps",
  low: "Worth a try",
};

/** What is said beside a photo. */
export const photoWords = {
  back: "Back",
  more: "More about this photo",
  original: "Original",
  before: "Before",
  after: "After",
  beforeAlt: (name: string): string => `${name}, before`,
  afterAlt: (name: string): string => `${name}, after`,
  compare: "Compare before and after",
  compareAt: (share: number): string => `${share} % before`,
  versions: "Versions",
  numbered: (name: string, place: number): string => `${name} ${place}`,
  moreAbout: (name: string): string => `More about ${name}`,
  compareTwo: "Compare two",
  compareNow: "Compare",
  compareWithShown: "Compare with the one on screen",
  comparing: (left: string, right: string): string => `${left} beside ${right}`,
  stopComparing: "Stop",
  left: "Left",
  right: "Right",
  workOn: "Work on from here",
  step: (place: number): string => `step ${place}`,
  edits: "What you can do",
  history: "History",
  facts: (width: number, height: number, bytes: number): string =>
    width > 0 ? `${format.size(width, height)} · ${format.bytes(bytes)}` : format.bytes(bytes),
  remove: "Remove this photo",
  delete: (edits: number): string =>
    edits === 0 ? "Delete photo" : `Delete photo and its ${count(edits, "edit", "edits")}`,
  deleted: (name: string): string => `${name} is deleted.`,
  gone: {
    message: "This photo is not here.",
    remedy: "It may have been deleted, or it belongs to another account. Go to the photos you have.",
  },
  toPhotos: "To the photos",
  versionGone: "The version this link names is gone. This is the original.",
} as const;

export const suggestionWords = {
  title: "Suggestions",
  again: "Look again",
  looking: "Looking at the photo · about 5 s",
  none: {
    none: "Nobody has looked at this photo yet.",
    pending: "Looking at the photo.",
    done: "Nothing stands out. Choose for yourself below.",
    failed: "We could not tell what would help. Choose for yourself below.",
  },
  dismiss: (name: string): string => `Dismiss ${name}`,
  priority: priorities,
} as const;

export const downloadWords = {
  title: "Download",
  original: "Download original",
  edited: "Download this edit",
  busy: "Fetching the file",
  done: (name: string, bytes: number): string => `${name} is saved (${format.bytes(bytes)}).`,
  share: "Share",
  gettingReady: "Getting it ready to share",
  formats: {
    delivered: { name: "As the batch made it", why: "Size, format and name as its steps say." },
    jpeg: { name: "JPEG", why: "For listing sites and e-mail: best quality, small." },
    lossless: { name: "Lossless PNG", why: "Exactly the pixels of the edit. Large." },
    original: { name: "Original file", why: "The photo as it was sent, byte for byte." },
  },
} as const;
