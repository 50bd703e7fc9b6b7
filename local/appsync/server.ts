import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Duplex } from "node:stream";
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { sendJson, type Handle, type LocalRequest } from "#local/http.ts";
import { createApi, type Api } from "./api.ts";
import { authenticate, type Doors } from "./authenticate.ts";
import { graphqlAsk, type GraphqlAsk } from "./document.ts";
import { limits } from "./limits.ts";
import { createRealtime, type Realtime } from "./realtime.ts";
import { type ApiParts } from "./root-field.ts";
import { readRules } from "./rules.ts";
import { buildApiSchema } from "./schema.ts";

export interface AppSyncOptions extends Doors, Pick<ApiParts, "resolversDir" | "invoke"> {
  /** The synthesized SDL, `amplify/data/schema.graphql`. */
  readonly schemaFile: string;
  /** Who may use each root field and what answers it, `amplify/data/rules.json`. */
  readonly rulesFile: string;
  /** Origins whose pages may open a real-time connection. */
  readonly allowedOrigins: readonly string[];
  /** Between keep-alives, at most 60,000 ms as on AWS, which is the default. */
  readonly keepAliveMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface AppSync {
  /** POST /graphql */
  readonly handle: Handle;
  /** The WebSocket at /graphql/realtime; false for any other path, with the socket untouched. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

/**
 * AppSync's HTTP and real-time endpoints over the deployed SDL, authorization rules and JavaScript resolvers.
 * Throws when a file cannot be read or they do not fit together.
 */
export function createAppSync(options: AppSyncOptions): AppSync {
  const { verifyAccessToken, verifySigV4, allowedOrigins, resolversDir, invoke, now = Date.now } = options;
  const doors: Doors = { verifyAccessToken, verifySigV4 };
  const api = createApi({
    schema: buildApiSchema(readFileSync(options.schemaFile, "utf8")),
    rules: readRules(readFileSync(options.rulesFile, "utf8")),
    resolversDir,
    invoke,
    now,
  });
  const realtime = createRealtime(api, doors, {
    allowedOrigins,
    keepAliveMs: options.keepAliveMs ?? 60_000,
    now,
  });
  return {
    async handle(request, response) {
      if (pathOf(request.url) !== "/graphql") return false;
      await answer(api, doors, realtime, request, response);
      return true;
    },
    upgrade(request, socket, head) {
      if (pathOf(request.url ?? "/") !== "/graphql/realtime") return false;
      realtime.upgrade(request, socket, head);
      return true;
    },
    close: () => realtime.close(),
  };
}

async function answer(
  api: Api,
  doors: Doors,
  realtime: Realtime,
  request: LocalRequest,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, errorType: string, message: string): void =>
    sendJson(
      response,
      status,
      { errors: [{ errorType, message }] },
      headersOf({ "x-amzn-errortype": errorType }),
    );
  if (request.method !== "POST") return refuse(405, "UnsupportedOperation", "Send the query with POST.");
  if (request.body.length > limits.bodyBytes)
    return refuse(
      413,
      "RequestEntityTooLargeException",
      `A request holds at most ${limits.bodyBytes} bytes.`,
    );
  const entered = await authenticate(doors, request);
  if ("refusal" in entered)
    return refuse(entered.refusal.status, entered.refusal.errorType, entered.refusal.message);
  const ask = readAsk(request);
  if (typeof ask === "string") return refuse(400, "MalformedHttpRequestException", ask);
  const { answer: said, published } = await api.run(ask, entered.caller, request.headers);
  sendJson(response, 200, said, headersOf({}));
  for (const event of published) realtime.publish(event);
}

const headersOf = (more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  "content-type": "application/json;charset=UTF-8",
  "x-amzn-requestid": randomUUID(),
  ...more,
});

/** Both are JSON. A page elsewhere cannot send either without asking the browser first. */
const bodyTypes: readonly string[] = ["application/json", "application/graphql"];
const unreadable = "Unable to parse GraphQL query.";

/** @returns why not, in the words of https://github.com/graphql/graphql-over-http/issues/81, when it is no GraphQL request */
function readAsk({ headers, body }: LocalRequest): GraphqlAsk | string {
  if (body.length === 0) return "Request body is empty.";
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (!bodyTypes.includes(type.trim().toLowerCase())) return unreadable;
  try {
    const read = graphqlAsk.safeParse(JSON.parse(body.toString("utf8")));
    return read.success ? read.data : unreadable;
  } catch {
    return unreadable;
  }
}

const pathOf = (url: string): string => url.split("?", 1)[0] ?? url;
