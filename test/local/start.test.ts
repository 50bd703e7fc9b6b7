import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
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

describe("a start that cannot work says why in a sentence, and exits with 1", () => {
  it("when a port is taken, whichever of the three", async () => {
    for (const offset of [0, 1, 2]) {
      const blocker = createServer();
      await new Promise<void>((resolve) => void blocker.listen(0, "127.0.0.1", resolve));
      const address = blocker.address();
      const taken = typeof address === "object" && address ? address.port : 0;
      const { code, said } = await start({ PORT: String(taken - offset), REIMAGINE_DATA: freshDir() });
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
