import { ExpirationPlugin } from "workbox-expiration";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { newJob } from "../features/upload/new-job.ts";
import { phoneShelf } from "../features/upload/shelf.ts";
import { pictureCache } from "../features/start/picture-cache.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const dayS = 24 * 60 * 60;

// Photos shared from other apps are on this phone before the app is even open, network or not.
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "POST" && new URL(url).pathname === "/share-target")
    event.respondWith(takeShared(event.request));
});

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/share-target/, /^\/graphql/, /^\/amplify_outputs\.json/],
  }),
);

// Parts of the app that most people never need: fetched when first needed, kept from then on. Their names change
// with their content.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
  new CacheFirst({ cacheName: "reimagine.parts", plugins: [new ExpirationPlugin({ maxEntries: 40 })] }),
);

/**
 * Thumbnails and screen copies. Signed addresses change with every answer while the picture at a key does not, so the
 * signature is no part of the name. The key names its owner: nobody is shown another's picture by it.
 */
const pictures = new CacheFirst({
  cacheName: pictureCache,
  plugins: [
    { cacheKeyWillBeUsed: async ({ request }) => withoutSignature(request.url) },
    {
      // An opaque or partial answer is no picture.
      cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null),
    },
    new ExpirationPlugin({ maxEntries: 600, maxAgeSeconds: 30 * dayS, purgeOnQuotaError: true }),
  ],
});
registerRoute(
  ({ url, request, sameOrigin }) => !sameOrigin && request.destination === "image" && isPicture(url.pathname),
  ({ request, event }) => pictures.handle({ request: readable(request), event }),
);

self.addEventListener("message", ({ data }) => {
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING")
    void self.skipWaiting();
});

/**
 * Background Sync, where the browser has it; not in TypeScript's library. An open app drains its queue. With no page
 * open nothing is sent: see docs/phone.md.
 */
self.addEventListener("sync", (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(askWindowsToDrain());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const href =
    typeof data === "object" && data !== null && "href" in data && typeof data.href === "string"
      ? data.href
      : "/";
  event.waitUntil(show(href));
});

/** In the window that is open, else in a new one. */
async function show(href: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: "window" });
  if (open === undefined) await self.clients.openWindow(href);
  else {
    await open.focus();
    await open.navigate(href);
  }
}

async function askWindowsToDrain(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
  for (const one of windows) one.postMessage("drain");
}

async function takeShared(request: Request): Promise<Response> {
  const entries = (await request.formData()).getAll("photos");
  const files = entries.filter((entry) => entry instanceof File).filter(({ size }) => size > 0);
  let atMs = Date.now();
  for (const file of files) {
    await phoneShelf.keep(newJob(file, undefined, atMs));
    atMs += 1;
  }
  return Response.redirect(`/?shared=${files.length}`, 303);
}

const isPicture = (path: string): boolean =>
  /\/(thumbs|working|previews|results)\/[0-9a-f-]{36}\//.test(path) && path.endsWith(".webp");

const withoutSignature = (url: string): string => url.split("?", 1)[0] ?? url;

/** A picture in a page is asked for without CORS, and such an answer cannot be checked or counted. */
const readable = (request: Request): Request =>
  new Request(request.url, { mode: "cors", credentials: "omit" });
