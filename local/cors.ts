import { type IncomingMessage, type ServerResponse } from "node:http";

export type CorsRule = {
  /** Exact origins; no wildcard. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Request headers a page may send; without them, any: the SDKs send a dozen that change by version. */
  readonly requestHeaders?: readonly string[];
  readonly exposedHeaders: readonly string[];
};

/**
 * Sets the CORS headers for a page of an allowed origin, and answers preflights.
 * @returns true when the request was a preflight and has been answered
 */
export function answerCors(rule: CorsRule, request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("vary", "Origin");
  const { origin } = request.headers;
  const asked = request.headers["access-control-request-method"] ?? request.method ?? "";
  const allowed = origin !== undefined && rule.origins.includes(origin) && rule.methods.includes(asked);
  if (allowed) {
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-expose-headers", rule.exposedHeaders.join(", "));
  }
  if (request.method !== "OPTIONS") return false;

  if (allowed) {
    response.setHeader("access-control-allow-methods", rule.methods.join(", "));
    const headers = rule.requestHeaders?.join(", ") ?? request.headers["access-control-request-headers"];
    if (headers !== undefined) response.setHeader("access-control-allow-headers", headers);
    response.setHeader("access-control-max-age", "3000");
  }
  response.writeHead(allowed ? 204 : 403).end();
  return true;
}
