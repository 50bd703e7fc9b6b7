import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { readBody, type Handle } from "#local/http.ts";

export interface Serving {
  /** "http://127.0.0.1:<port>" */
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** A stand-in behind a real socket of this machine, on a port nobody else has. */
export async function serving(handle: Handle): Promise<Serving> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await readBody(request, 64 * 1024 * 1024);
      const { method = "GET", url = "/", headers } = request;
      if (await handle({ method, url, headers, body }, response)) return;
      response.writeHead(404).end();
    };
    answer().catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  // Longer than any pause of a loaded machine: a client that meets a closing socket and may not retry would fail.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // Allowed: a server listening on a port has an AddressInfo, and the type cannot know.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
