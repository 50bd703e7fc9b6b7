import { pictureBytes } from "#src/boot/draw-kept.ts";
import { pictureCache } from "./picture-cache.ts";

/** A thumbnail has up to 40 KB. More would make the storage, which is read in one go, slow to read. */
const mostBytes = 60_000;

/** The picture that covers most of the display: what eyes wait for. The first of several of one size. */
export function largestInView(root: HTMLElement): HTMLImageElement | undefined {
  let largest: HTMLImageElement | undefined;
  let largestPx = 0;
  for (const image of root.querySelectorAll("img")) {
    const px = areaInView(image.getBoundingClientRect());
    if (px > largestPx) [largest, largestPx] = [image, px];
  }
  return largest;
}

/** How much of a box is on the display, square CSS pixels. */
function areaInView({ left, top, right, bottom }: DOMRect): number {
  const width = Math.min(right, window.innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * The picture at an address as an address that is the picture itself: the service worker's copy, or fetched where there is
 * none (before a worker has taken over the page). Undefined when it does not come, or is too large to be kept with a screen.
 */
export async function bytesOfPicture(address: string): Promise<string | undefined> {
  if (!/^https?:/.test(address)) return undefined;
  const picture = (await copyOf(address)) ?? (await fetched(address));
  if (picture === undefined || picture.size > mostBytes) return undefined;
  const bytes = await asAddress(picture);
  return bytes.startsWith(pictureBytes) ? bytes : undefined;
}

async function copyOf(address: string): Promise<Blob | undefined> {
  if (!("caches" in window)) return undefined;
  const found = await caches.match(address.split("?", 1)[0] ?? address, { cacheName: pictureCache });
  return found?.blob();
}

async function fetched(address: string): Promise<Blob | undefined> {
  try {
    // What the browser's own cache has was asked for by a picture in a page: such an answer may not be read.
    const answer = await fetch(address, { cache: "reload", credentials: "omit", priority: "low" });
    return answer.ok ? await answer.blob() : undefined;
  } catch {
    // Without a signal the screen is kept without it.
    return undefined;
  }
}

function asAddress(picture: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("A picture cannot be read")));
    reader.readAsDataURL(picture);
  });
}
