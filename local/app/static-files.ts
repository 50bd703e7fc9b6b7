import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress } from "node:zlib";
import { isCode } from "#local/files.ts";
import { packedAs } from "./packed-files.ts";

/** Serves the built app: hashed files for ever, everything else asked for again each time, unknown paths as the app. */
export function createStaticFiles(
  dir: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    const path = pathOf(request.url ?? "/");
    if (path === undefined) {
      sendText(response, 400, "Bad request");
      return;
    }
    const file =
      (await findFile(dir, path)) ?? (extname(path) === "" ? await findFile(dir, "/index.html") : undefined);
    if (!file) {
      // A missing script answered with the page would run as a script and say nonsense.
      sendText(response, 404, "Not found");
      return;
    }
    response.setHeader("etag", file.etag);
    response.setHeader("cache-control", cacheControl(path));
    if (request.headers["if-none-match"] === file.etag) {
      response.writeHead(304).end();
      return;
    }
    const type = contentTypes[extname(file.path)] ?? "application/octet-stream";
    const isPacked = /^(text|application\/(json|manifest))/.test(type) && takesBrotli(request);
    // Packed when the app was built, else now.
    const packed = isPacked ? await findFile(dir, packedAs(path)) : undefined;
    const { path: from, sizeBytes } = packed ?? file;
    response.writeHead(200, {
      "content-type": type,
      vary: "accept-encoding",
      ...(isPacked ? { "content-encoding": "br" } : {}),
      ...(isPacked && packed === undefined ? {} : { "content-length": sizeBytes }),
    });
    if (request.method === "HEAD" || sizeBytes === 0) response.end();
    else if (isPacked && packed === undefined)
      await pipeline(createReadStream(from), quickBrotli(), response);
    else await pipeline(createReadStream(from), response);
  };
}

const takesBrotli = (request: IncomingMessage): boolean =>
  /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));

/** As small as a CDN would send it, near enough, at a tenth of the time. */
const quickBrotli = () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** Vite puts a hash of the content into the names under /assets/. */
function cacheControl(path: string): string {
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

/** undefined: not a path that may be asked for. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? "/");
    return path.startsWith("/") && !/[\0\\]/.test(path) ? path : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

type Found = { readonly path: string; readonly sizeBytes: number; readonly etag: string };

async function findFile(dir: string, path: string): Promise<Found | undefined> {
  const full = join(dir, path.endsWith("/") ? `${path}index.html` : path);
  if (!full.startsWith(dir + sep)) return undefined;
  try {
    const facts = await stat(full);
    if (!facts.isFile()) return undefined;
    const etag = `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`;
    return { path: full, sizeBytes: facts.size, etag };
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR") || isCode(error, "ENAMETOOLONG"))
      return undefined;
    throw error;
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
