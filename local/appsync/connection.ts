import { GraphQLError } from "graphql";
import { WebSocket, type RawData } from "ws";
import * as z from "zod/mini";
import { unreachable } from "#core/unreachable.ts";
import { type Api, type ArgumentFilter, type Published, type Subscription } from "./api.ts";
import { AppSyncError, errorEntry } from "./appsync-error.ts";
import { authenticate, type Credentials, type Doors } from "./authenticate.ts";
import { type Caller } from "./caller.ts";
import { graphqlAsk } from "./document.ts";
import { startCredentials } from "./handshake.ts";
import { passes } from "./subscription-filter.ts";

export interface Connection {
  /** Sends the event to every subscription of this connection that it passes. */
  deliver(event: Published): void;
}

export interface ConnectionOptions {
  /** Between two "ka" frames; the client gives up after five minutes without one. */
  readonly keepAliveMs: number;
  readonly now: () => number;
}

const connectionTimeoutMs = 300_000;
const maxSubscriptions = 100;
/** A client this far behind with its reading is gone for all we know; it reconnects and asks again. */
const maxUnreadBytes = 4_000_000;
/** setTimeout's largest wait; a token lives an hour. */
const longestTimerMs = 2_147_483_647;

/** Speaks AppSync's frames with one client, from `connection_init` until either side closes. */
export function connect(
  ws: WebSocket,
  handshake: Credentials | undefined,
  api: Api,
  doors: Doors,
  { keepAliveMs, now }: ConnectionOptions,
): Connection {
  const subscriptions = new Map<string, Live>();
  const timers = new Set<NodeJS.Timeout>();
  let caller: Caller | undefined;
  // One frame after the other, so that a stop never overtakes its start.
  let inbox: Promise<void> = Promise.resolve();

  const send = (frame: object): void => {
    if (ws.readyState !== WebSocket.OPEN) return;
    if (ws.bufferedAmount > maxUnreadBytes) return ws.terminate();
    ws.send(JSON.stringify(frame));
  };
  const end = (reason: string): void => ws.close(1000, reason);

  ws.on("message", (frame) => {
    inbox = inbox
      .then(() => receive(frame))
      .catch((error: unknown) => {
        console.error("The real-time connection ends after an error of ours", error);
        ws.close(1011, "Internal error");
      });
  });
  ws.on("close", () => {
    for (const timer of timers) clearTimeout(timer);
    subscriptions.clear();
  });
  // A frame too large or not a WebSocket frame: ws closes the connection with the code that says so.
  ws.on("error", () => ws.terminate());

  return {
    deliver(event) {
      for (const [id, live] of subscriptions)
        if (hears(live.subscription, event)) live.queue(() => push(id, live, event));
    },
  };

  async function receive(frame: RawData): Promise<void> {
    const read = readFrame(frame);
    switch (read?.type) {
      case "connection_init":
        return init();
      case "start":
        return start(read);
      case "stop":
        return stop(read.id);
      case undefined:
        // The very words of the service, seen in the wild, for a frame that is none of the three.
        return send({ type: "error", payload: { errors: [unsupported] } });
      default:
        return unreachable(read);
    }
  }

  async function init(): Promise<void> {
    if (caller !== undefined) return;
    if (handshake === undefined)
      return refuseConnection({
        errorType: "BadRequestException",
        message: "Missing authorization header",
        errorCode: 400,
      });
    const entered = await authenticate(doors, handshake);
    if ("refusal" in entered) {
      const { status, errorType, message } = entered.refusal;
      return refuseConnection({ errorType, message, errorCode: status });
    }
    caller = entered.caller;
    send({ type: "connection_ack", payload: { connectionTimeoutMs } });
    send({ type: "ka" });
    endWhenExpired(entered.caller);
    timers.add(setInterval(() => void keepAlive(entered.caller), keepAliveMs).unref());
  }

  function refuseConnection(error: object): void {
    send({ type: "connection_error", payload: { errors: [error] } });
    end("connection_error");
  }

  async function keepAlive(of: Caller): Promise<void> {
    const isGood = of.mode === "iam" || (await doors.verifyAccessToken(of.jwt)) !== undefined;
    if (isGood) send({ type: "ka" });
    else end("Token revoked");
  }

  function endWhenExpired(of: Caller): void {
    if (of.mode === "iam") return;
    const leftMs = Math.min(longestTimerMs, Math.max(0, of.claims.exp * 1000 - now()));
    timers.add(setTimeout(() => end("Token expired"), leftMs).unref());
  }

  async function start({ id, payload }: z.infer<typeof startFrame>): Promise<void> {
    const refuse = (...errors: object[]): void => send({ id, type: "error", payload: { errors } });
    if (caller === undefined)
      return refuse({ errorType: "UnauthorizedException", message: "Connection not initialized" });
    if (subscriptions.has(id))
      return refuse({ errorType: "DuplicatedOperationError", message: `Operation ${id} is running already` });
    if (subscriptions.size >= maxSubscriptions)
      return refuse({
        errorType: "MaxSubscriptionsReachedError",
        message: `At most ${maxSubscriptions} subscriptions`,
      });
    const ask = readAsk(payload.data);
    if (ask === undefined)
      return refuse({ errorType: "BadRequestException", message: "Unable to read the operation" });
    const credentials = startCredentials(payload.extensions.authorization, payload.data);
    const entered = await authenticate(doors, credentials);
    if ("refusal" in entered)
      return refuse({ errorType: entered.refusal.errorType, message: entered.refusal.message });
    try {
      const subscription = await api.subscribe(ask, entered.caller, credentials.headers);
      subscriptions.set(id, live(subscription));
      endWhenExpired(entered.caller);
      send({ id, type: "start_ack" });
    } catch (error) {
      if (error instanceof AppSyncError)
        return refuse({ errorType: error.errorType, message: error.message });
      if (error instanceof GraphQLError) return refuse(errorEntry(error));
      throw error;
    }
  }

  function stop(id: string): void {
    if (subscriptions.delete(id)) return send({ id, type: "complete" });
    send({
      id,
      type: "error",
      payload: { errors: [{ errorType: "UnknownOperationError", message: `Unknown operation id ${id}` }] },
    });
  }

  async function push(id: string, expected: Live, event: Published): Promise<void> {
    const payload = await expected.subscription.shape(event.value);
    // Stopped, or stopped and started again under the same id, while the event was shaped.
    if (subscriptions.get(id) === expected) send({ id, type: "data", payload });
  }
}

interface Live {
  readonly subscription: Subscription;
  /** Runs the work after everything queued before it, so that events arrive in the order they were published. */
  queue(work: () => Promise<void>): void;
}

function live(subscription: Subscription): Live {
  let last: Promise<void> = Promise.resolve();
  return {
    subscription,
    queue(work) {
      last = last
        .then(work)
        .catch((error: unknown) => console.error("An event could not be delivered", error));
    },
  };
}

function hears(subscription: Subscription, { mutation, value }: Published): boolean {
  if (!subscription.mutations.includes(mutation)) return false;
  const { passes: filter } = subscription;
  return "filterGroup" in filter ? passes(filter, value) : matchesArguments(filter, value);
}

function matchesArguments(
  { arguments: wanted }: ArgumentFilter,
  value: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(wanted).every(([name, expected]) => expected === null || value[name] === expected);
}

const startFrame = z.object({
  type: z.literal("start"),
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  payload: z.object({
    data: z.string(),
    extensions: z.object({ authorization: z.record(z.string(), z.string()) }),
  }),
});
const frames = z.discriminatedUnion("type", [
  z.object({ type: z.literal("connection_init") }),
  startFrame,
  z.object({ type: z.literal("stop"), id: z.string() }),
]);

function readFrame(frame: RawData): z.infer<typeof frames> | undefined {
  const read = frames.safeParse(jsonOf(String(frame)));
  return read.success ? read.data : undefined;
}

function readAsk(data: string): z.infer<typeof graphqlAsk> | undefined {
  const read = graphqlAsk.safeParse(jsonOf(data));
  return read.success ? read.data : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unsupported = {
  errorType: "UnsupportedOperation",
  message: "unknown not supported through the realtime channel",
};
