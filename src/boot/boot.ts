import "../design/tokens.css";
import "../design/base.css";
import "../design/parts.css";
import "../features/home/home.css";
import "../features/listing/listing.css";
import "../features/photo/photo.css";
import "../features/edit/furniture-of.css";
import "../features/edit/photo-layer.css";
import type * as Main from "../main.tsx";
import { breath } from "./breath.ts";
import { keptScreenAt } from "./kept-screen.ts";
import { neededAt, neededFilesOf } from "./needed-files.ts";
import { showKept, type ShownScreen } from "./show-kept.ts";
import { isOfSignal, startAnewWithSignal } from "./start-anew.ts";

/**
 * The page's first script, and all that stands between it and a first screen: shows what was seen at this address last,
 * and asks for the app. The app comes after what was kept has been painted, so that neither its bytes nor its work are
 * in the way of that.
 */
async function begin(): Promise<void> {
  await parsed();
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const needed = neededFilesOf(document);
  const shown = needed && showLast(needed.look);
  if (shown) root.ariaBusy = "true";
  await shown?.painted;
  if (needed)
    for (const file of neededAt(needed, window.location.pathname)) {
      ask(file);
      await breath();
    }
  try {
    const { startApp } = await fetchApp().catch((error: unknown) => {
      if (!isOfSignal(error)) throw error;
      shown?.leave();
      return startAnewWithSignal(root);
    });
    await breath();
    await startApp(root);
    await shown?.leaveTo(root);
  } finally {
    // Without an app to take over, a picture of it is worth nothing.
    shown?.leave();
    root.ariaBusy = null;
  }
}

/** One after the other, with a breath between: run in one go they hold up whatever a finger does meanwhile. */
async function fetchApp(): Promise<typeof Main> {
  await import("../react.ts");
  await breath();
  return import("../main.tsx");
}

/** Whatever is wrong with what was kept, the app comes all the same. */
function showLast(look: string): ShownScreen | undefined {
  try {
    const kept = keptScreenAt(localStorage, window.location, look);
    return kept && showKept(kept, document);
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

const parsed = (): Promise<unknown> | undefined =>
  document.readyState === "loading"
    ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }))
    : undefined;

/** Only fetched: the part of the app that a style belongs to puts it in, and waits for it. */
function ask(file: string): void {
  const link = document.createElement("link");
  const isStyle = file.endsWith(".css");
  link.rel = isStyle ? "preload" : "modulepreload";
  if (isStyle) link.as = "style";
  else link.crossOrigin = "";
  link.href = file;
  document.head.append(link);
}

begin().catch(reportError);
