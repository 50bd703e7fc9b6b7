import { drawKept, type KeptPicture, type ShowPicture } from "./draw-kept.ts";
import { coming } from "./in-view.ts";
import { type KeptScreen } from "./kept-screen.ts";
import { showPicture } from "./show-picture.ts";

/** So long the app waits for the pictures of the kept screen; on a thin line it comes beside them. */
const picturesWithinMs = 400;
/** A page in the background draws no frames. */
const frameWithinMs = 1000;
/** So long the kept screen stays when the app's own one has pictures that do not come. */
const freshWithinMs = 700;
/** No longer than this, whatever the app shows. */
const leaveWithinMs = 3000;

export interface ShownScreen {
  /** Resolves when it is on the display, with its pictures if they come soon. */
  readonly painted: Promise<void>;
  /** Takes it away as soon as the app shows the same in `root`. */
  readonly leaveTo: (root: HTMLElement) => Promise<void>;
  readonly leave: () => void;
}

/**
 * Draws a kept screen over the page. It is a picture of the screen and no more: eyes have it, a screen reader and
 * fingers have the app beneath.
 */
export function showKept({ content }: KeptScreen, page: Document): ShownScreen {
  const screen = page.createElement("div");
  screen.className = "kept-screen";
  screen.inert = true;
  screen.setAttribute("aria-hidden", "true");
  const pictures: [HTMLImageElement, KeptPicture][] = [];
  const note: ShowPicture = (image, picture) => void pictures.push([image, picture]);
  screen.append(...drawKept(content, page, note));
  // One goes before everything else: on a thin line all at once would all be late.
  const first = pictures.find(([, { bytes }]) => bytes !== undefined) ?? pictures[0];
  if (first) {
    first[0].fetchPriority = "high";
    show(...first);
  }
  page.body.append(screen);
  const leave = (): void => screen.remove();
  return {
    painted: painted(screen, () => {
      for (const one of pictures) if (one !== first) show(...one);
    }),
    leave,
    async leaveTo(root) {
      const touched = touch();
      await Promise.race([isThere(root), touched, pause(leaveWithinMs)]);
      // Taken away before they are there, the app's own pictures would be seen to come.
      await Promise.race([allDecoded(firstPictures(root)), touched, pause(freshWithinMs)]);
      await frame();
      leave();
    },
  };
}

function show(image: HTMLImageElement, { address, untilMs, bytes }: KeptPicture): void {
  if (bytes === undefined) showPicture(image, address, untilMs, Date.now()).catch(reportError);
  else image.src = bytes;
}

async function painted(screen: HTMLElement, then: () => void): Promise<void> {
  await frame();
  await Promise.race([allDecoded(firstPictures(screen)), pause(picturesWithinMs)]);
  // What is drawn in a frame is on the display by the next.
  await frame();
  await frame();
  then();
}

/** Those that are asked for first. What has no address to be asked for at is not awaited. */
const firstPictures = (within: HTMLElement): readonly HTMLImageElement[] => [
  ...within.querySelectorAll<HTMLImageElement>("img[src][fetchpriority=high]"),
];

/** The app shows a screen, and nothing in it stands for something that is still to come. */
function isThere(root: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (root.querySelector("main") === null || root.querySelector(coming) !== null) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ["aria-busy", "class"] });
    look();
  });
}

/** A finger on the app, or a key: whoever acts must see what comes of it. */
const touch = (): Promise<unknown> =>
  Promise.race(
    ["pointerdown", "keydown"].map(
      (name) => new Promise((resolve) => window.addEventListener(name, resolve, { once: true })),
    ),
  );

/** One that would not come is for the app to say. */
const allDecoded = (images: readonly HTMLImageElement[]): Promise<unknown> =>
  Promise.allSettled(images.map((image) => image.decode()));

const frame = (): Promise<unknown> =>
  Promise.race([new Promise((resolve) => requestAnimationFrame(resolve)), pause(frameWithinMs)]);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
