import { bootWords } from "./boot-words.ts";
import { MissingPart } from "./load-part.ts";
import { onlineOrAfter } from "./online-or-after.ts";

const lookEveryMs = 5000;

/** In the browsers' words: a module of the page's own that was not fetched. */
const notFetched = /dynamically imported module|importing a module script/i;

/** Whether the app did not come for want of a signal. A server that answers without it has another trouble. */
export const isOfSignal = (error: unknown): boolean =>
  error instanceof MissingPart
    ? error.cause !== undefined
    : error instanceof TypeError && notFetched.test(error.message);

/**
 * The app has not come, and nothing of it runs that could be lost: the page waits for a signal, says so, and is loaded
 * anew when there is one.
 */
export async function startAnewWithSignal(root: HTMLElement): Promise<never> {
  const name = document.createElement("h1");
  name.className = "splash";
  name.textContent = document.title;
  const waiting = document.createElement("output");
  waiting.className = "splash-waiting quiet";
  waiting.textContent = bootWords.waiting;
  const page = document.createElement("main");
  page.append(name, waiting);
  root.replaceChildren(page);
  do await onlineOrAfter(lookEveryMs);
  while (!(await isReached()));
  window.location.reload();
  // The page ends here.
  return new Promise(() => {});
}

async function isReached(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    // Not yet.
    return false;
  }
}
