import { breath } from "./breath.ts";

/** A screen without a picture has settled this long after the page has loaded. */
const withoutPictureMs = 1500;
const idleWithinMs = 1000;

let shown: (() => void) | undefined;
const pictureShown = new Promise<void>((resolve) => (shown = resolve));

/** The first picture of a screen has come. */
export const noteFirstPicture = (): void => shown?.();

let isOver = false;
/** Whoever asked last: the next one's turn comes after. */
let last: Promise<void> | undefined;

/** Whether the first screen is there: until then, nothing else may stand in its way. */
export const hasSettled = (): boolean => isOver;

/**
 * Resolves when the first screen shows its first picture (or has had the time to) and the page has a moment for what can
 * wait: listening, looking for updates, the parts that are fetched for later. Each who asks has a turn, with a breath
 * before it: all of that in one go would hold up whatever a finger does meanwhile.
 */
export function settled(): Promise<void> {
  last = (last ?? wait().then(() => void (isOver = true))).then(breath);
  return last;
}

async function wait(): Promise<void> {
  await Promise.race([pictureShown, loaded().then(() => pause(withoutPictureMs))]);
  await new Promise<void>((resolve) => {
    // Safari has none.
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: idleWithinMs });
    else setTimeout(resolve);
  });
}

function loaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else window.addEventListener("load", () => resolve(), { once: true });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
