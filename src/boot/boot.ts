import { firstPicturesOf } from "./first-pictures.ts";
import { routeFilesId } from "./route-files-id.ts";

/**
 * The page's first script: asks for what the screen at this address needs (its own part of the app, the pictures it
 * showed last) while the app itself is still on its way. It only says what to fetch: what is shown comes from the app.
 */
const { pathname } = window.location;
const routes: unknown = JSON.parse(document.getElementById(routeFilesId)?.textContent ?? "[]");
if (Array.isArray(routes))
  // Written by route-files.ts into the same page.
  for (const [pattern, files] of routes as [string, string[]][])
    if (new RegExp(pattern).test(pathname)) for (const file of files) ask(file);

for (const url of firstPicturesOf(localStorage, window.location, Date.now())) {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "image";
  link.fetchPriority = "high";
  link.href = url;
  document.head.append(link);
}

function ask(file: string): void {
  const link = document.createElement("link");
  // Only fetched: the part of the app that a style belongs to puts it in, and waits for it.
  const isStyle = file.endsWith(".css");
  link.rel = isStyle ? "preload" : "modulepreload";
  if (isStyle) link.as = "style";
  link.crossOrigin = "";
  link.href = file;
  document.head.append(link);
}
