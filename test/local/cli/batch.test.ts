import { createServer, type Server } from "node:http";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imageId } from "#core/ids.ts";
import { type Call } from "#local/cli/api.ts";
import { photosAt } from "#local/cli/batch-photos.ts";
import { runBatch } from "#local/cli/batch.ts";
import { UsageError } from "#local/cli/usage.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reimagine-cli-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Empty files by these names. */
async function files(...names: readonly string[]): Promise<readonly string[]> {
  const paths = names.map((name) => join(folder, name));
  for (const path of paths) {
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, `bytes of ${basename(path)}`);
  }
  return paths;
}

describe("the photos of a command line", () => {
  it("are the files as they stand, the photos of a folder by number, and what a pattern fits", async () => {
    await files("a/10.jpg", "a/9.JPG", "a/plan.pdf", "a/.hidden.jpg", "b/x.heic", "b/y.png");
    const named = await photosAt([join(folder, "a"), join(folder, "b/?.png"), join(folder, "a/9.JPG")]);
    expect(named.map((path) => basename(path))).toEqual(["9.JPG", "10.jpg", "y.png"]);
  });

  it("are refused as wrong usage when a folder has none, or when they are more than a batch takes", async () => {
    await files(...Array.from({ length: 51 }, (_, i) => `many/${i}.jpg`), "none/readme.txt");
    await expect(photosAt([join(folder, "none")])).rejects.toThrow(UsageError);
    await expect(photosAt([join(folder, "none/*.jpg")])).rejects.toThrow("there are no photos in");
    await expect(photosAt([join(folder, "many")])).rejects.toThrow("batch takes 1 to 50 photos, not 51");
  });
});

describe("a batch from the command line", () => {
  it("delivers every photo once, though the server is killed at each step and comes back", async () => {
    const photos = await files("one.jpg", "two.jpg", "three.jpg");
    const server = await aMortalServer();
    const lines: string[] = [];
    const out = join(folder, "out");
    const report = await runBatch(server.call, aCommand(photos, out), (line) => lines.push(line));
    await server.end();
    expect(report.ok).toBe(true);
    expect((await readdir(out)).toSorted()).toEqual(["one.webp", "three.webp", "two.webp"]);
    for (const name of ["one", "two", "three"])
      expect(await readFile(join(out, `${name}.webp`), "utf8")).toBe(`made of bytes of ${name}.jpg`);
    expect(server.counts).toEqual({ createUpload: 3, startBatch: 1 });
    expect(server.deaths()).toBe(4);
    for (const line of ["the server does not answer, waiting for it …", "the server answers again"])
      expect(lines.filter((each) => each === line)).toHaveLength(4);
  });

  it("calls a file that is not there what it is, and does the others", async () => {
    const [photo = ""] = await files("one.jpg");
    const server = await aMortalServer([]);
    const report = await runBatch(
      server.call,
      aCommand([join(folder, "none.jpg"), photo], join(folder, "out")),
      () => undefined,
    );
    await server.end();
    expect(report.ok).toBe(false);
    expect(report.photos[0]?.problem?.message).toContain("There is no file called");
    expect(report.photos[1]?.out).toBe(join(folder, "out", "one.webp"));
  });
});

const aCommand = (photos: readonly string[], out: string) => ({
  command: "batch" as const,
  photos,
  words: "half the size, webp",
  planOnly: false,
  out,
  json: false,
  outputs: undefined,
});

/** Dies once at each of these, and is back a moment later with all that it had. */
async function aMortalServer(dyingAt: readonly string[] = ["post", "completeUpload", "getBatch", "file"]) {
  const stored = new Map<string, string>();
  const counts = { createUpload: 0, startBatch: 0 };
  const left = new Set(dyingAt);
  let deaths = 0;
  let isDown = false;
  let port = 0;
  let storage: Server | undefined;

  const listen = (): Promise<void> =>
    new Promise((ready) => {
      storage = createServer((request, response) => {
        const key = request.url ?? "";
        if (diesAt(request.method === "POST" ? "post" : "file")) return void request.socket.destroy();
        const parts: Buffer[] = [];
        request.on("data", (part: Buffer) => parts.push(part));
        request.on("end", () => {
          if (request.method !== "POST") return void response.end(`made of ${stored.get(key) ?? "nothing"}`);
          stored.set(key, /bytes of [\w.]+/.exec(String(Buffer.concat(parts)))?.[0] ?? "");
          response.end();
        });
      }).listen(port, "127.0.0.1", () => {
        const address = storage?.address();
        if (typeof address === "object" && address !== null) port = address.port;
        ready();
      });
    });

  function diesAt(step: string): boolean {
    if (!left.delete(step)) return false;
    deaths++;
    isDown = true;
    storage?.close(() => void listen().then(() => (isDown = false)));
    storage?.closeAllConnections();
    return true;
  }

  const idOf = (number: number) => imageId.parse(`01890000-0000-7000-8000-00000000000${number}`);
  const at = (id: string): string => `http://127.0.0.1:${port}/${id}`;
  const image = (id: string) => ({ imageId: id, width: 8, height: 6, state: "ready", analysisState: "done" });
  const task = (id: string, status: string) => ({
    imageId: id,
    editId: id,
    status,
    step: null,
    problem: null,
  });
  const ids = (): readonly string[] => Array.from({ length: counts.createUpload }, (_, i) => idOf(i + 1));

  const answers: Readonly<
    Record<string, (input: { readonly imageId?: string; readonly editId?: string }) => object>
  > = {
    createUpload: () => {
      const id = idOf(++counts.createUpload);
      return { image: image(id), post: { url: at(id), fields: {} } };
    },
    completeUpload: () => ({}),
    getImage: ({ imageId: id = "" }) => ({ image: image(id) }),
    planBatch: () => ({
      plan: { steps: [{ step: { op: "straighten" }, except: [] }], notUnderstood: [] },
      photos: [],
    }),
    startBatch: () => {
      counts.startBatch++;
      return { batch: { batchId: "b", state: "running", tasks: ids().map((id) => task(id, "pending")) } };
    },
    getBatch: () => ({
      batch: { batchId: "b", state: "done", tasks: ids().map((id) => task(id, "completed")) },
    }),
    getDownload: ({ editId = "" }) => ({ url: at(editId), fileName: "result.webp" }),
  };
  // Only what this program asks for, and of it only what it reads.
  const call = (async (name: string, input: object) => {
    if (isDown || diesAt(name)) throw new TypeError("fetch failed");
    return answers[name]?.(input);
  }) as unknown as Call;

  await listen();
  return { call, counts, deaths: () => deaths, end: () => new Promise((ended) => storage?.close(ended)) };
}
