import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type StatusEvent } from "#core/api/views.ts";
import { listen, type Live, type LiveState, realtimeAddress, type Socket } from "#src/backend/live.ts";
import { anImageId } from "./views.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** AppSync's side of a conversation, told what to leave out. */
async function appSync(timeoutMs = 60_000) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "graphql-ws" });
  await once(server, "listening");
  const connections: { readonly ws: WebSocket; readonly offered: string; readonly path: string }[] = [];
  server.on("connection", (ws, request) => {
    connections.push({
      ws,
      offered: request.headers["sec-websocket-protocol"] ?? "",
      path: request.url ?? "",
    });
    ws.on("message", (data: Buffer) => {
      const frame: { type: string; id?: string } = JSON.parse(data.toString());
      if (frame.type === "connection_init")
        ws.send(JSON.stringify({ type: "connection_ack", payload: { connectionTimeoutMs: timeoutMs } }));
      if (frame.type === "start") ws.send(JSON.stringify({ type: "start_ack", id: frame.id }));
    });
  });
  closers.push(() => {
    for (const { ws } of connections) ws.terminate();
    server.close();
  });
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    connections,
    say: (frame: object) => connections.at(-1)?.ws.send(JSON.stringify(frame)),
  };
}

function aListener(url: string, change: { readonly token?: () => Promise<string | undefined> } = {}) {
  const states: LiveState[] = [];
  const events: StatusEvent[] = [];
  const live: Live = listen({
    url,
    token: change.token ?? (async () => "a.b.c"),
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    // ws speaks the browser's interface, with types of its own for events.
    openSocket: (address, protocols) => new WebSocket(address, [...protocols]) as unknown as Socket,
    chance: () => 0.5,
    baseWaitMs: 20,
  });
  closers.push(() => live.close());
  return { live, states, events };
}

const event = {
  owner: "me",
  kind: "edit" as const,
  imageId: anImageId(1),
  editId: "018f3c6e-0000-7000-8000-00000000000a",
  status: "preview",
  step: null,
  updatedAt: "2026-01-01T00:00:00.000Z",
};
async function until(what: () => boolean): Promise<void> {
  await expect.poll(what, { timeout: 5000, interval: 5 }).toBe(true);
}

describe("the live connection", () => {
  it("brings its token in the subprotocol, subscribes, and hears", async () => {
    const server = await appSync();
    const { states, events } = aListener(server.url());
    await until(() => states.includes("live"));
    const [first] = server.connections;
    expect(first?.path).toBe("/graphql/realtime");
    const header = /header-([A-Za-z0-9_-]+)/.exec(first?.offered ?? "")?.[1] ?? "";
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({
      Authorization: "a.b.c",
      host: new URL(server.url()).host,
    });
    server.say({ id: "status", type: "data", payload: { data: { onStatus: event } } });
    await until(() => events.length === 1);
    expect(events[0]).toEqual(event);
  });

  it("connects and subscribes again when the connection is cut", async () => {
    const server = await appSync();
    const { states } = aListener(server.url());
    await until(() => states.includes("live"));
    server.connections[0]?.ws.terminate();
    await until(() => states.filter((state) => state === "live").length === 2);
    expect(states).toEqual(["connecting", "live", "down", "connecting", "live"]);
  });

  it("gives up a connection that has gone silent for longer than the service promised", async () => {
    const server = await appSync(80);
    const { states } = aListener(server.url());
    await until(() => server.connections.length >= 2);
    expect(states.slice(0, 3)).toEqual(["connecting", "live", "down"]);
  });

  it("stays on a connection that is kept alive", async () => {
    const server = await appSync(1500);
    const { states } = aListener(server.url());
    await until(() => states.includes("live"));
    // Together longer than the silence that would end it; each far shorter, however busy the machine.
    for (let i = 0; i < 9; i++) {
      server.say({ type: "ka" });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(server.connections).toHaveLength(1);
  });

  it("tries again after an error frame, and after a token that could not be had", async () => {
    const server = await appSync();
    let asked = 0;
    const { states } = aListener(server.url(), {
      token: async () => {
        asked += 1;
        if (asked === 1) throw new Error("no network");
        return asked === 2 ? undefined : "a.b.c";
      },
    });
    await until(() => states.includes("live"));
    expect(asked).toBe(3);
    server.say({ type: "error", payload: { errors: [{ errorType: "UnauthorizedException" }] } });
    await until(() => states.filter((state) => state === "live").length === 2);
  });

  it("does not wait when it is nudged", async () => {
    const server = await appSync();
    let isAway = true;
    const states: LiveState[] = [];
    const live = listen({
      url: server.url(),
      token: async () => (isAway ? undefined : "a.b.c"),
      onEvent: () => {},
      onState: (state) => states.push(state),
      openSocket: (address, protocols) => new WebSocket(address, [...protocols]) as unknown as Socket,
      chance: () => 0.999,
      baseWaitMs: 60_000,
    });
    closers.push(() => live.close());
    await until(() => states.includes("down"));
    isAway = false;
    live.nudge();
    await until(() => states.includes("live"));
    expect(states).toEqual(["connecting", "down", "connecting", "live"]);
  });

  it("is silent for good once closed", async () => {
    const server = await appSync();
    const { live, states } = aListener(server.url());
    await until(() => states.includes("live"));
    live.close();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(states).toEqual(["connecting", "live"]);
    expect(server.connections).toHaveLength(1);
  });

  it("ignores what it cannot read", async () => {
    const server = await appSync();
    const { states, events } = aListener(server.url());
    await until(() => states.includes("live"));
    server.connections[0]?.ws.send("not json");
    server.say({
      id: "status",
      type: "data",
      payload: { data: { onStatus: { ...event, imageId: "../x" } } },
    });
    server.say({ id: "status", type: "data", payload: { data: { onStatus: event } } });
    await until(() => events.length === 1);
    expect(states).toEqual(["connecting", "live"]);
  });
});

describe("the real-time address", () => {
  it("is AWS's own host for AWS, and a path for every other", () => {
    expect(
      realtimeAddress("https://abcdefghijklmnopqrstuvwxyz.appsync-api.eu-west-1.amazonaws.com/graphql"),
    ).toBe("wss://abcdefghijklmnopqrstuvwxyz.appsync-realtime-api.eu-west-1.amazonaws.com/graphql");
    expect(realtimeAddress("HTTP://127.0.0.1:4302/graphql")).toBe("ws://127.0.0.1:4302/graphql/realtime");
    expect(realtimeAddress("https://api.example.com/graphql")).toBe("wss://api.example.com/graphql/realtime");
  });
});
