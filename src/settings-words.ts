import { type Plan } from "#core/limits/plans.ts";
import { count, firstWords } from "./first-words.ts";
import { locale } from "./locale.ts";
import { madeAtNeed } from "./made-at-need.ts";

const day = madeAtNeed(() => new Intl.DateTimeFormat(locale, { month: "long", day: "numeric" }));
/** The hour where it is today's, else the day. */
const until = (iso: string): string => {
  const time = new Date(iso);
  return time.toDateString() === new Date().toDateString() ? firstWords.format.when(iso) : day().format(time);
};
const oneDigit = madeAtNeed(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const gigabytes = (megabytes: number): string => `${oneDigit().format(megabytes / 1000)} GB`;
const plans: Readonly<Record<Plan, string>> = { free: "Free", pro: "Pro", enterprise: "Enterprise" };

/** What is said in the settings. */
export const settingsWords = {
  title: firstWords.home.settings,
  account: "Account",
  email: "E-mail",
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  queueStays: (of: number): string =>
    `${count(of, "photo waits", "photos wait")} to be sent. They stay on this phone and are sent when you sign in again.`,
  notifications: "Notifications",
  notify: "Tell me when an edit is done",
  notifyWhat: "Only while the app is put away, and only on this phone.",
  notifyRefused:
    "Notifications are switched off for Reimagine in the system's settings. Switch them on there first.",
  plan: (name: Plan | undefined): string => (name === undefined ? "Plan" : `Plan: ${plans[name]}`),
  planWhat: "When something is used up, the app says what to do.",
  allowances: { uploads: "Uploads an hour", edits: "Edits an hour", images: "Photos a month" },
  noEnd: "as many as you like",
  left: (left: number, most: number, endsAt: string): string =>
    `${left} of ${most} left until ${until(endsAt)}`,
  stored: "Photos and results kept",
  storageLeft: (leftMegabytes: number, mostMegabytes: number): string =>
    `${gigabytes(leftMegabytes)} of ${gigabytes(mostMegabytes)} left`,
  storage: "On this phone",
  waiting: "Waiting to be sent",
  photos: (of: number): string => count(of, "photo", "photos"),
  used: "Space used",
  isSafe: "This phone has promised to keep what waits here.",
  isNotSafe:
    "Your browser may clear what waits here if space runs out. Add Reimagine to the home screen to be safe.",
  privacy: "Your data",
  privacyWhat: "Only you can see your photos. No result carries the place where a photo was taken.",
  deleteData: "Delete my data",
  deleteWhat: "Every photo, every edit and every file of yours is deleted for good. This cannot be undone.",
  typeToConfirm: (word: string): string => `Type ${word} to confirm`,
  deleteForGood: "Delete everything",
  deleting: "Deleting…",
  deleted: (of: number): string => `Everything is deleted (${count(of, "record", "records")}).`,
} as const;
