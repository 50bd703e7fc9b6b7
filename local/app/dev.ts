import { type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type DevApp = {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
};

/** The app from its sources, with hot reload over `server`'s own WebSocket. */
export async function createDevApp(projectDir: string, server: Server): Promise<DevApp> {
  // Only here: a plain start never loads Vite.
  const { createServer } = await import("vite");
  const vite = await createServer({
    root: projectDir,
    appType: "spa",
    server: { middlewareMode: true, hmr: { server } },
  });
  return {
    handle: (request, response) => vite.middlewares(request, response),
    close: () => vite.close(),
  };
}
