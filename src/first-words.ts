import { locale } from "./locale.ts";
import { madeAtNeed } from "./made-at-need.ts";

/**
 * What the first screen says, and what many say. Every string of the app is in one of the files `*-words.ts` here, each
 * loaded with the screens that say it: another language is another set of them.
 */

const number = madeAtNeed(() => new Intl.NumberFormat(locale));
const megabytes = madeAtNeed(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const signedNumber = madeAtNeed(() => new Intl.NumberFormat(locale, { signDisplay: "exceptZero" }));
const dayAndTime = madeAtNeed(
  () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
);
const timeOnly = madeAtNeed(() => new Intl.DateTimeFormat(locale, { timeStyle: "short" }));
const pluralRules = madeAtNeed(() => new Intl.PluralRules(locale));

/** Below a thousand there is nothing to part, and no first screen waits for Intl to know that. */
export const count = (of: number, one: string, many: string): string =>
  `${of < 1000 ? of : number().format(of)} ${pluralRules().select(of) === "one" ? one : many}`;

const format = {
  bytes: (bytes: number): string =>
    bytes < 1024 * 1024
      ? `${number().format(Math.max(1, Math.round(bytes / 1024)))} KB`
      : `${megabytes().format(bytes / 1024 / 1024)} MB`,
  size: (width: number, height: number): string => `${width} × ${height}`,
  signed: (value: number): string => signedNumber().format(value).replace("-", "−"),
  /** Makes the page's first format, which takes ten milliseconds more than any other. */
  prepare: (): void => void number(),
  when: (iso: string): string => {
    const time = new Date(iso);
    return time.toDateString() === new Date().toDateString()
      ? timeOnly().format(time)
      : dayAndTime().format(time);
  },
  seconds: (ms: number): string => `${number().format(Math.max(1, Math.round(ms / 1000)))} s`,
};

export const firstWords = {
  appName: "Reimagine",
  format,

  common: {
    close: "Close",
    cancel: "Cancel",
    tryAgain: "Try again",
    remove: "Remove",
    undo: "Undo",
    reload: "Reload",
    show: "Show",
    loading: "Loading…",
  },

  start: {
    unreachable: {
      title: "Reimagine cannot be reached.",
      remedy: "Look for a signal and try again. Photos on this phone are safe.",
    },
    unknown: {
      title: "This copy of Reimagine is not set up.",
      remedy:
        "Its address book (amplify_outputs.json) is missing or unreadable. Ask whoever runs it, then try again.",
    },
    offline: "No signal. New photos are kept on this phone and sent later.",
    newVersion: "A new version is ready.",
    update: "Update",
  },

  trouble: {
    noSignal: { message: "We could not reach Reimagine.", remedy: "Look for a signal and try again." },
    signedOut: { message: "You are signed out.", remedy: "Sign in again to go on." },
    ours: {
      message: "Something went wrong on our side.",
      remedy: "Your photos are safe. Try again; if it stays like this, reload the app.",
    },
  },

  home: {
    settings: "Settings",
    activity: "Activity",
    toLookAt: (of: number): string => `${number().format(of)} to look at`,
    addNavigation: "Add photos and see activity",
    takePhoto: "Take photo",
    addPhotos: "Add photos",
    more: "Show more",
    count: (of: number, andMore: boolean): string =>
      andMore ? `${number().format(of)}+ photos` : count(of, "photo", "photos"),
    ideas: (of: number): string => count(of, "idea", "ideas"),
    jobName: (name: string): string => `${name}, on this phone`,
    states: {
      refused: "Not usable",
      announced: "Not yet sent",
      preparing: "Getting ready",
      analysing: "Looking at it",
      editing: "Working",
      look: "Have a look",
      edited: "Edited",
    },
  },

  queue: {
    noSignal: { message: "No signal.", remedy: "It is sent as soon as there is one." },
    storageRefused: (status: number) => ({
      message: `Failed to upload image. Please try again. (storage answered ${status})`,
      remedy: "The photo is kept on this phone until it is sent.",
    }),
    noRoom: "This phone has no room for another photo. Free some space, then add it again.",
    added: (of: number): string => `${count(of, "photo", "photos")} added`,
    known: (name: string): string => `${name} is here already.`,
    reduced: (name: string, from: number, to: number): string =>
      `${name} was reduced from ${format.bytes(from)} to ${format.bytes(to)} so that it can be sent.`,
  },
} as const;
