import { type IncomingMessage, type ServerResponse } from "node:http";
import { sendJson } from "#local/http.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The app's origin: the app itself, how it finds its backend, and the share target's fallback. */
export function createApp({
  headers,
  outputs,
  serve,
}: {
  headers: Readonly<Record<string, string>>;
  /** What deployment writes into amplify_outputs.json. */
  outputs: object;
  /** The built app, or Vite's. */
  serve: Listener;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      const path = (request.url ?? "/").split("?")[0];
      if (path === "/amplify_outputs.json") {
        sendJson(response, 200, outputs, { "cache-control": "no-cache" });
      } else if (path === "/share-target" && request.method === "POST") {
        // The service worker takes shared photos; without one they cannot be kept, so the app opens as it is.
        request.resume();
        response.writeHead(303, { location: "/" }).end();
      } else {
        await serve(request, response);
      }
    } catch (error) {
      if (request.destroyed || response.headersSent) {
        response.destroy();
        return;
      }
      console.error(`${request.method} ${request.url} failed:`, error);
      response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end("Something went wrong.");
    }
  };
}
