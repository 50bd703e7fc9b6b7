import { readKept } from "#src/backend/session.ts";
import { attributesOf, drawnStyles, isDrawn, isDrawnInput } from "#src/boot/draw-kept.ts";
import {
  forgetScreens,
  type KeptNode,
  type KeptScreen,
  keyOfScreen,
  keysOfScreens,
  readScreen,
} from "#src/boot/kept-screen.ts";
import { coming, isInView } from "#src/boot/in-view.ts";
import { neededFilesOf } from "#src/boot/needed-files.ts";
import { diesAtMs } from "./dies-at.ts";
import { bytesOfPicture, largestInView } from "./kept-picture.ts";

/** A screen that has not changed for so long is worth keeping. */
const calmMs = 1200;
/** Those one was on last. */
const mostScreens = 8;
/** Passes, or stands for something still to come. */
const passing = ".toasts, .banner, .install-hint, .only-spoken, .waiting";
const underWay = ".selection-bar, dialog[open]";

/** From now on, what each screen shows when nothing moves on it any more is kept for its next start. */
export function keepScreens(root: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let largest: Picture | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    keepScreen(root, largest);
  };
  const keepWithPicture = async (): Promise<void> => {
    const began = timer;
    const image = largestInView(root);
    const address = image && addressOf(image);
    if (largest?.bytes === undefined || largest.address !== address)
      largest = address === undefined ? undefined : { address, bytes: await bytesOfPicture(address) };
    // Whatever has moved meanwhile is kept when it is calm.
    if (timer === began) keep();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void keepWithPicture().catch(reportError), calmMs);
  };
  new MutationObserver(later).observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["class", "src", "data-first"],
  });
  // What comes after this may never come: phones end apps that nobody looks at.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== undefined) keep();
  });
  later();
}

/** The one picture that is kept itself. */
interface Picture {
  readonly address: string;
  readonly bytes: string | undefined;
}

function keepScreen(root: HTMLElement, largest: Picture | undefined): void {
  const look = neededFilesOf(document)?.look;
  const key = keyOfScreen(window.location);
  const session = readKept(localStorage);
  if (look === undefined || key === undefined || session.state !== "signed-in") return;
  // A start begins at the top.
  if (
    window.scrollY > 0 ||
    root.querySelector("main") === null ||
    root.querySelector(underWay) ||
    [...root.querySelectorAll(coming)].some(isInView)
  )
    return;
  const kept: KeptScreen = {
    owner: session.user.userId,
    look,
    keptAtMs: Date.now(),
    content: keptNodes(root, largest),
  };
  makeRoom(localStorage, key);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    // A full phone has better uses for its room.
    if (!(error instanceof DOMException)) throw error;
    forgetScreens(localStorage);
  }
}

/** The oldest go, so that there are not too many. */
function makeRoom(storage: Storage, forKey: string): void {
  const keys = keysOfScreens(storage).filter((key) => key !== forKey);
  if (keys.length < mostScreens) return;
  const others = keys
    .map((key) => ({ key, keptAtMs: readScreen(storage, key)?.keptAtMs ?? 0 }))
    .toSorted((a, b) => b.keptAtMs - a.keptAtMs);
  for (const { key } of others.slice(mostScreens - 1)) storage.removeItem(key);
}

/** What of this element is on the display. */
const keptNodes = (parent: Element, largest: Picture | undefined): readonly KeptNode[] =>
  [...parent.childNodes].flatMap((node): readonly KeptNode[] => {
    if (node instanceof Text) return [node.data];
    return node instanceof HTMLElement || node instanceof SVGElement ? keptElement(node, largest) : [];
  });

function keptElement(element: HTMLElement | SVGElement, largest: Picture | undefined): readonly KeptNode[] {
  const tag = element.localName;
  if (!isDrawn(tag) || element.matches(passing) || !isInView(element)) return [];
  if (element instanceof HTMLInputElement && !isDrawnInput(element.type)) return [];
  const attributes = keptAttributes(tag, element);
  const { src } = attributes;
  if (src !== undefined && src === largest?.address && largest.bytes !== undefined)
    attributes["bytes"] = largest.bytes;
  return [[tag, attributes, keptNodes(element, largest)]];
}

function keptAttributes(tag: string, element: HTMLElement | SVGElement): Record<string, string> {
  const names = attributesOf(tag);
  const kept: Record<string, string> = {};
  for (const { name, value } of element.attributes) if (names.has(name)) kept[name] = value;
  if (element instanceof SVGElement) return kept;
  for (const name of element.style)
    if (drawnStyles.has(name)) kept[name] = element.style.getPropertyValue(name);
  if (element instanceof HTMLInputElement) {
    kept["type"] = element.type;
    kept["value"] = element.value;
    if (element.checked) kept["checked"] = "";
  }
  if (element instanceof HTMLTextAreaElement) kept["placeholder"] = element.value || element.placeholder;
  if (element instanceof HTMLImageElement) {
    const src = addressOf(element);
    kept["src"] = src;
    kept["until"] = String(diesAtMs(src));
  }
  return kept;
}

/** What the app itself will show first when it starts anew. */
const addressOf = (image: HTMLImageElement): string => image.dataset["first"] ?? image.src;
