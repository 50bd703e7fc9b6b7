import { type IncomingMessage } from "node:http";
import { type Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { type Api, type Published } from "./api.ts";
import { type Doors } from "./authenticate.ts";
import { connect, type Connection, type ConnectionOptions } from "./connection.ts";
import { handshakeCredentials } from "./handshake.ts";

export interface Realtime {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  publish(event: Published): void;
  close(): Promise<void>;
}

export interface RealtimeOptions extends ConnectionOptions {
  /** Origins whose pages may connect: WebSockets know no CORS, so the server looks itself. */
  readonly allowedOrigins: readonly string[];
}

const subprotocol = "graphql-ws";
const maxFrameBytes = 240_000;

/**
 * AppSync's real-time protocol ("Building a real-time WebSocket client" in its developer guide): the handshake's
 * credentials ride in the subprotocol `header-<base64url JSON>` or the query `?header=`, every subscription brings its
 * own. A connection ends when its token expires, and at the next keep-alive after the token was revoked.
 */
export function createRealtime(api: Api, doors: Doors, options: RealtimeOptions): Realtime {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  const connections = new Set<Connection>();
  return {
    upgrade(request, socket, head) {
      const { origin } = request.headers;
      if (origin !== undefined && !options.allowedOrigins.includes(origin)) {
        socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
        return;
      }
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = connect(ws, handshakeCredentials(request), api, doors, options);
        connections.add(connection);
        ws.on("close", () => connections.delete(connection));
      });
    },
    publish(event) {
      for (const connection of connections) connection.deliver(event);
    },
    async close() {
      for (const ws of sockets.clients) ws.terminate();
      await new Promise<void>((closed) => sockets.close(() => closed()));
    },
  };
}
