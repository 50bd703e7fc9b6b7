import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { tsxLoader } from "#local/child/tsx-loader.ts";
import { freshDir } from "#test/local/support/stores.ts";

const projectDir = fileURLToPath(new URL("../..", import.meta.url));

/** Runs `npm start` without npm until it ends. */
async function start(env: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", tsxLoader, "local/start.ts"],
      { cwd: projectDir, env: { PATH: process.env["PATH"] ?? "", ...env }, timeout: 30_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

/** Three ports in a row that are free but for one, which is held. Resolves with the first and who holds the one. */
async function withOneTaken(offset: number): Promise<[number, Server]> {
  for (;;) {
    // Below the ports that other tests are given by asking for any.
    const first = randomInt(20_000, 32_000);
    const held = await Promise.all([first, first + 1, first + 2].map(hold));
    const [blocker] = held.splice(held.every(Boolean) ? offset : 3, 1);
    await Promise.all(held.map((server) => server && new Promise((closed) => server.close(closed))));
    if (blocker) return [first, blocker];
  }
}

/** Undefined where somebody else has the port. */
const hold = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });

describe("a start that cannot work says why in a sentence, and exits with 1", () => {
  it("when a port is taken, whichever of the three", async () => {
    for (const offset of [0, 1, 2]) {
      const [first, blocker] = await withOneTaken(offset);
      const taken = first + offset;
      const { code, said } = await start({ PORT: String(first), REIMAGINE_DATA: freshDir() });
      expect(code).toBe(1);
      expect(said).toContain(`Port ${taken} is in use.`);
      expect(said).toContain("PORT=");
      expect(said).not.toContain("    at ");
      blocker.close();
    }
  });

  it("when the data folder cannot be written", async () => {
    const file = join(freshDir(), "file");
    writeFileSync(file, "");
    const { code, said } = await start({ REIMAGINE_DATA: join(file, "data") });
    expect(code).toBe(1);
    expect(said).toContain(`${file}/data cannot be written`);
    expect(said).toContain("REIMAGINE_DATA");
    expect(said).not.toContain("    at ");
  });

  it("when PORT is no port", async () => {
    for (const PORT of ["http", "0", "65535"]) {
      const { code, said } = await start({ PORT });
      expect(code).toBe(1);
      expect(said).toContain(`PORT must be a number from 1 to 65533, not "${PORT}".`);
    }
  });
});
