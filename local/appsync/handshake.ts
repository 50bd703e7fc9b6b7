import { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import * as z from "zod/mini";
import { type Credentials } from "./authenticate.ts";

const headersSchema = z.record(z.string(), z.string());

/**
 * The credentials of a WebSocket handshake: base64url JSON in the subprotocol "header-…", or base64 JSON in `?header=`.
 * Undefined when there are none that can be read. A signature covers a POST of "{}" to …/graphql/connect.
 */
export function handshakeCredentials(request: IncomingMessage): Credentials | undefined {
  const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  const inProtocol = offered.find((name) => name.startsWith("header-"))?.slice("header-".length);
  const inQuery = new URL(request.url ?? "/", "http://localhost").searchParams.get("header");
  const headers = readHeaders(inProtocol ?? inQuery ?? "");
  return headers === undefined ? undefined : { url: "/graphql/connect", headers, body: Buffer.from("{}") };
}

/** The credentials a subscription brings: headers as a JSON object, over the body it would be POSTed with. */
export function startCredentials(headers: Readonly<Record<string, string>>, data: string): Credentials {
  return { url: "/graphql", headers: inLowerCase(headers), body: Buffer.from(data) };
}

function readHeaders(base64: string): IncomingHttpHeaders | undefined {
  try {
    const read = headersSchema.safeParse(JSON.parse(Buffer.from(base64, "base64url").toString("utf8")));
    return read.success ? inLowerCase(read.data) : undefined;
  } catch {
    return undefined;
  }
}

const inLowerCase = (headers: Readonly<Record<string, string>>): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
