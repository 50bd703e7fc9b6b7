import { mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BuildFailed, ensureBuilt } from "#local/app/build.ts";

/** The smallest thing Vite can build; the worker is a plain file here. */
function aProject(): string {
  const dir = mkdtempSync(join(tmpdir(), "reimagine-test-"));
  for (const folder of ["src", "public"]) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, "index.html"), '<script type="module" src="/src/main.js"></script>');
  writeFileSync(join(dir, "src", "main.js"), "document.title = 'one';");
  writeFileSync(join(dir, "public", "service-worker.js"), "");
  return dir;
}

const past = new Date(Date.now() - 60_000);

describe("the app at start", () => {
  it("is built once, and again after a change or an interrupted build", async () => {
    const dir = aProject();
    for (const path of ["public/service-worker.js", "src/main.js", "index.html", "src", "public"]) {
      utimesSync(join(dir, path), past, past);
    }
    const said: string[] = [];
    const build = () => ensureBuilt(dir, (line) => said.push(line));
    await build();
    expect(said).toHaveLength(1);
    expect(readFileSync(join(dir, "dist", "index.html"), "utf8")).toMatch(/\/assets\/index-.*\.js/);
    const now = new Date();
    for (const path of ["index.html", "service-worker.js"]) utimesSync(join(dir, "dist", path), now, now);
    await build();
    expect(said).toHaveLength(1);

    const later = new Date(Date.now() + 1_000);
    utimesSync(join(dir, "src", "main.js"), later, later);
    await build();
    expect(said).toHaveLength(2);
  });

  it("that does not build is said in Vite's words", async () => {
    const dir = aProject();
    writeFileSync(join(dir, "src", "main.js"), "import './missing.js';");
    const failed = ensureBuilt(dir, () => undefined);
    await expect(failed).rejects.toBeInstanceOf(BuildFailed);
    await expect(failed).rejects.toThrow("missing.js");
  });
});
