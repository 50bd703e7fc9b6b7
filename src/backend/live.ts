import * as z from "zod/mini";
import { onStatusDocument } from "#core/api/status-documents.ts";
import { statusEvent, type StatusEvent } from "#core/api/views.ts";
import { backoffMs } from "#core/limits/times.ts";

/** `live`: subscribed and hearing. `down`: waiting to try again. */
export type LiveState = "connecting" | "live" | "down";

/** The part of a browser's WebSocket that is needed here. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

export interface LiveOptions {
  /** The GraphQL endpoint over HTTP; the address of the real-time one follows from it. */
  readonly url: string;
  /** Undefined: nobody is signed in, try again later. May throw when the network is away. */
  readonly token: () => Promise<string | undefined>;
  readonly onEvent: (event: StatusEvent) => void;
  readonly onState: (state: LiveState) => void;
  readonly openSocket: (url: string, protocols: readonly string[]) => Socket;
  /** 0 ≤ chance < 1, for the jitter. */
  readonly chance: () => number;
  readonly baseWaitMs?: number;
}

export interface Live {
  /** Tries now when it is waiting to try again: the network is back, the screen is looked at. */
  nudge(): void;
  close(): void;
}

const firstWaitMs = 800;
const longestWaitMs = 30_000;
const ackWithinMs = 15_000;
const subscriptionId = "status";

/**
 * Listens to `onStatus` over AppSync's real-time protocol (connection_init, ack, start, data, ka), forever: a
 * connection that ends, or that misses its keep-alive, is opened again after a wait with full jitter.
 */
export function listen(options: LiveOptions): Live {
  const { onState, chance, baseWaitMs = firstWaitMs } = options;
  let closed = false;
  let failures = 0;
  let hangUp: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const again = (): void => {
    hangUp = undefined;
    if (closed) return;
    onState("down");
    // At least half a second's worth, so that a server which refuses at once is not hammered.
    const waitMs = baseWaitMs / 2 + backoffMs(failures, chance(), baseWaitMs, longestWaitMs);
    failures += 1;
    retry = setTimeout(dial, waitMs);
  };
  const dial = (): void => {
    retry = undefined;
    onState("connecting");
    hangUp = converse(
      options,
      () => {
        failures = 0;
        onState("live");
      },
      again,
    );
  };

  dial();
  return {
    nudge() {
      if (closed || retry === undefined) return;
      clearTimeout(retry);
      failures = 0;
      dial();
    },
    close() {
      closed = true;
      clearTimeout(retry);
      hangUp?.();
    },
  };
}

/** One connection from its opening to its end. `onEnd` is called once, whatever ends it, but not after hanging up. */
function converse(options: LiveOptions, onLive: () => void, onEnd: () => void): () => void {
  const { url, token, onEvent, openSocket } = options;
  const host = new URL(url).host;
  let socket: Socket | undefined;
  let ended = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let silenceMs = ackWithinMs;

  const stop = (): void => {
    ended = true;
    clearTimeout(silence);
    socket?.close();
  };
  const end = (): void => {
    if (ended) return;
    stop();
    onEnd();
  };
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(end, silenceMs);
  };

  const open = async (): Promise<void> => {
    const authorization = await token();
    if (ended) return;
    if (authorization === undefined) return end();
    const credentials = { Authorization: authorization, host };
    socket = openSocket(realtimeAddress(url), ["graphql-ws", `header-${base64Url(credentials)}`]);
    const send = (frame: object): void => socket?.send(JSON.stringify(frame));
    socket.addEventListener("open", () => send({ type: "connection_init" }));
    socket.addEventListener("close", end);
    socket.addEventListener("error", end);
    socket.addEventListener("message", ({ data }) => {
      if (ended) return;
      const frame = readFrame(data);
      heard();
      switch (frame?.type) {
        case "connection_ack":
          silenceMs = frame.payload.connectionTimeoutMs;
          heard();
          send({
            id: subscriptionId,
            type: "start",
            payload: {
              data: JSON.stringify({ query: onStatusDocument, variables: {} }),
              extensions: { authorization: credentials },
            },
          });
          break;
        case "start_ack":
          onLive();
          break;
        case "data":
          onEvent(frame.payload.data.onStatus);
          break;
        case "connection_error":
        case "error":
        case "complete":
          end();
          break;
        default:
          // "ka", and whatever the service may add: heard, which is all they are for.
          break;
      }
    });
  };

  heard();
  open().catch(end);
  return stop;
}

/** AWS serves real time on a host of its own; any other host (the embedded cloud, a custom domain) on a path. */
export function realtimeAddress(url: string): string {
  const address = new URL(url);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const aws = /^([a-z0-9]{26})\.appsync-api\.([a-z0-9-]+\.amazonaws\.com(\.cn)?)$/.exec(address.host);
  if (aws) address.host = `${aws[1]}.appsync-realtime-api.${aws[2]}`;
  else address.pathname = `${address.pathname.replace(/\/$/, "")}/realtime`;
  return address.href;
}

const frames = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("connection_ack"),
    payload: z.object({ connectionTimeoutMs: z.int().check(z.minimum(1)) }),
  }),
  z.object({ type: z.literal("start_ack") }),
  z.object({ type: z.literal("data"), payload: z.object({ data: z.object({ onStatus: statusEvent }) }) }),
  z.object({ type: z.literal("connection_error") }),
  z.object({ type: z.literal("error") }),
  z.object({ type: z.literal("complete") }),
  z.object({ type: z.literal("ka") }),
]);

function readFrame(data: unknown): z.infer<typeof frames> | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const read = frames.safeParse(JSON.parse(data));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const base64Url = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
