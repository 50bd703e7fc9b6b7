import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { isCode } from "#local/files.ts";

export class PortBusy extends Error {
  override readonly name = "PortBusy";
  readonly port: number;

  constructor(port: number, options: ErrorOptions) {
    const why = isCode(options.cause, "EACCES") ? "is for the system's own services" : "is in use";
    super(`Port ${port} ${why}.`, options);
    this.port = port;
  }
}

/** A server that listens before there is anything to serve, so that the ports are known when the parts are made. */
export type Listening = {
  readonly port: number;
  /** The IPv4 one. */
  readonly server: Server;
  /** Until the first call every request is answered 503. */
  serve(listener: (...parameters: Parameters<RequestListener>) => Promise<void>): void;
  close(): Promise<void>;
};

/**
 * Listens on 127.0.0.1, and on ::1 too when `alsoIpv6`, because browsers may take `localhost` for either.
 * Port 0 takes a free one. Throws PortBusy.
 */
export async function listenOnLoopback(
  port: number,
  { alsoIpv6 }: { alsoIpv6: boolean },
): Promise<Listening> {
  let current: RequestListener = (_request, response) => {
    response.writeHead(503, { "retry-after": "1" }).end();
  };
  const create = (): Server => {
    const server = createServer((request, response) => {
      if (isOurName(request)) current(request, response);
      else
        response.writeHead(403, { "content-type": "text/plain" }).end("This machine answers to localhost.");
    });
    // A photo over a slow link may take longer than node's five minutes allow.
    server.requestTimeout = 0;
    // Longer than clients keep a connection, so that none sends into one that is just being closed.
    server.keepAliveTimeout = 120_000;
    return server;
  };

  const server = create();
  await listen(server, port, "127.0.0.1");
  const bound = (server.address() as AddressInfo).port;
  const servers = [server];
  if (alsoIpv6) {
    const second = create();
    // Vite's hot reload listens on the first.
    second.on("upgrade", (...parameters) => server.emit("upgrade", ...parameters));
    try {
      if (await listenIfThere(second, bound)) servers.push(second);
    } catch (error) {
      await closeServer(server);
      throw error;
    }
  }

  return {
    port: bound,
    server,
    serve: (listener) => {
      current = (request, response) => void listener(request, response);
    },
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** Any other name than this machine's own comes from a page that has rebound its DNS name to 127.0.0.1. */
function isOurName({ headers, socket }: IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  return ["localhost", "127.0.0.1", "[::1]"].some((name) => headers.host === `${name}:${port}`);
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const isTaken = isCode(error, "EADDRINUSE") || isCode(error, "EACCES");
      reject(isTaken ? new PortBusy(port, { cause: error }) : error);
    });
    server.listen({ port, host, exclusive: true }, resolve);
  });
  server.removeAllListeners("error");
}

/** false: this machine has no IPv6. */
async function listenIfThere(server: Server, port: number): Promise<boolean> {
  try {
    await listen(server, port, "::1");
    return true;
  } catch (error) {
    if (isCode(error, "EADDRNOTAVAIL") || isCode(error, "EAFNOSUPPORT")) return false;
    throw error;
  }
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
