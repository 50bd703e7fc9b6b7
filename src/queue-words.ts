import { type Job } from "#src/features/upload/job.ts";
import { count } from "./first-words.ts";
import { locale } from "./locale.ts";
import { madeAtNeed } from "./made-at-need.ts";

const percent = madeAtNeed(() => new Intl.NumberFormat(locale, { style: "percent" }));

/** What is said of photos that wait on this phone, where they are shown. */
export const queueWords = {
  title: "On this phone",
  kept: "These photos are kept here until they are sent. Nothing is lost if you close the app.",
  waiting: (of: number, isOnline: boolean): string =>
    isOnline
      ? `${count(of, "photo", "photos")} waiting`
      : `${count(of, "photo", "photos")} waiting for signal`,
  sendingOf: (of: number): string =>
    of === 1 ? "Sending 1 photo" : `Sending, ${count(of, "photo", "photos")} left`,
  needYou: (of: number): string => `${count(of, "photo needs", "photos need")} you`,
  progress: "Sending",
  progressOf: (name: string): string => `Sending ${name}`,
  state: (job: Job, share: number | undefined): string => {
    if (share !== undefined) return share > 0 ? `Sending ${percent().format(share)}` : "Sending";
    if (job.standing.state === "stopped") return "Not sent";
    if (job.standing.state === "waiting") return "Kept, will retry";
    return "Kept on this phone";
  },
  tryAgain: (name: string): string => `Try again to send ${name}`,
  remove: (name: string): string => `Remove ${name} from this phone`,
} as const;
