import { type AroundNavHandler } from "wouter";

/**
 * Goes to another screen. Between a grid and the screen of one of its photos, the photo is one thing that grows, or
 * shrinks back into its place: https://drafts.csswg.org/css-view-transitions-1/.
 */
export const grow: AroundNavHandler = (navigate, to, options) => {
  const go = (): void => navigate(to, options);
  const opened = photoOf(to.toString());
  const left = photoOf(window.location.pathname);
  const tile = opened === undefined ? undefined : tileOf(opened);
  const isBetween = left === undefined ? tile !== undefined : opened === undefined;
  if (!isBetween || isStill()) return go();

  if (tile) tile.style.viewTransitionName = "photo";
  let shrunk: HTMLElement | undefined;
  const transition = document.startViewTransition(async () => {
    if (tile) tile.style.viewTransitionName = "";
    go();
    if (left === undefined) await soon(() => document.querySelector(".stage"));
    else shrunk = await soon(() => tileOf(left));
    if (shrunk) shrunk.style.viewTransitionName = "photo";
  });
  // A transition that another one overtakes, or that nobody sees, is left out; the screen has changed all the same.
  transition.ready.catch(() => undefined);
  transition.finished
    .finally(() => {
      if (shrunk) shrunk.style.viewTransitionName = "";
    })
    .catch(reportError);
};

/** The photo whose own screen an address is of. */
const photoOf = (address: string): string | undefined => /^\/p\/([\w-]+)(?:[?#]|$)/.exec(address)?.[1];

const tileOf = (image: string): HTMLElement | undefined =>
  document.querySelector<HTMLElement>(`a[data-image="${image}"] .frame`) ?? undefined;

const isStill = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Longer than this nobody looks at a picture that stands still. */
const patienceMs = 250;

/** What appears on the page within that time. Timed, since nothing is painted meanwhile. */
async function soon<T extends Element>(find: () => T | null | undefined): Promise<T | undefined> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > endMs) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
