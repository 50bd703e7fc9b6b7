import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";

/** A request whose whole body has been read: what every stand-in behind the shared AWS port is given. */
export type LocalRequest = {
  readonly method: string;
  /** As on the request line: path and query, still percent-encoded. */
  readonly url: string;
  /** Names in lower case, as node gives them. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/**
 * Answers the request and resolves to true, or leaves `response` untouched and resolves to false when the request
 * belongs to another service. The front has answered CORS preflights and set the CORS headers before this is called.
 */
export type Handle = (request: LocalRequest, response: ServerResponse) => Promise<boolean>;

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** The whole body, at most `limitBytes`; throws BodyTooLarge beyond that. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limitBytes) throw new BodyTooLarge(`${declared} bytes announced, ${limitBytes} allowed`);

  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of bodyOf(request)) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) throw new BodyTooLarge(`more than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it comes. Leaving early keeps the connection, so that the client still reads why it was refused. */
export function bodyOf(request: IncomingMessage): AsyncIterable<Buffer> {
  // Without an encoding a request yields buffers.
  return {
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
  } as AsyncIterable<Buffer>;
}

/** One header as one string; a header sent several times is joined as HTTP joins it. */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}
