import { firstWords } from "./first-words.ts";

/** What is said about edits that run, wherever one is. */
export const activityWords = {
  title: firstWords.home.activity,
  running: "Running",
  look: "Have a look",
  done: "Done",
  empty: "No edits yet",
  emptyWhy: "Open a photo and start one: it shows up here, wherever you are.",
  toPhotos: "To the photos",
} as const;

export const liveWords = {
  ready: (what: string, name: string | undefined): string =>
    name === undefined ? `${what}: have a look` : `${what} of ${name}: have a look`,
  failed: (what: string, name: string | undefined): string =>
    name === undefined ? `${what} did not work` : `${what} of ${name} did not work`,
} as const;
