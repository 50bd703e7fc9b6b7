import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tsxLoader } from "#local/child/tsx-loader.ts";
import { createCognito } from "#local/cognito/server.ts";

it("loses nobody it answered for when the process is killed in the middle of its writing", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "cognito-kill-"));
  const script = fileURLToPath(new URL("./signing-up-forever.ts", import.meta.url));
  const known: string[] = [];
  for (const atLeast of [3, 7, 11]) {
    const child = spawn(process.execPath, ["--import", tsxLoader, script, dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = new Promise((resolve) => child.on("exit", resolve));
    let printed = 0;
    for await (const sub of createInterface({ input: child.stdout })) {
      known.push(sub);
      if (++printed === atLeast) child.kill("SIGKILL");
    }
    await gone;
  }
  const cognito = await createCognito({ dataDir, allowedOrigins: [], print: () => {} });
  expect(known.length).toBeGreaterThanOrEqual(21);
  for (const sub of known) expect(cognito.admin.groupsOf(sub)).toEqual(["CREATORS"]);
  rmSync(dataDir, { recursive: true });
});
