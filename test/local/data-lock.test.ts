import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockData } from "#local/data-lock.ts";
import { freshDir } from "#test/local/support/stores.ts";

describe("the lock of a data folder", () => {
  it("keeps a second server out, and lets the next one in", async () => {
    const dir = freshDir();
    const release = await lockData(dir);
    await expect(lockData(dir)).rejects.toThrow("is using");
    release();
    (await lockData(dir))();
  });

  it("is taken over from a process that is gone, or was never written to the end", async () => {
    const dir = freshDir();
    const child = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => child.on("exit", resolve));
    for (const left of [JSON.stringify({ pid: child.pid }), "", '{"pid":']) {
      writeFileSync(join(dir, "lock"), left);
      const release = await lockData(dir);
      expect(readFileSync(join(dir, "lock"), "utf8")).toContain(`"pid":${process.pid}`);
      release();
    }
  });

  it.skipIf(process.platform !== "linux")(
    "is taken over when its number now belongs to another program",
    async () => {
      const dir = freshDir();
      writeFileSync(join(dir, "lock"), JSON.stringify({ pid: process.pid, started: "1" }));
      const release = await lockData(dir);
      expect(readFileSync(join(dir, "lock"), "utf8")).not.toContain('"1"');
      release();
    },
  );
});
