import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { budgetKb, checkBudget, weigh } from "../size-budget.ts";

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

function aBuild(scriptKb: number): string {
  const dir = mkdtempSync(join(tmpdir(), "budget-"));
  made.push(dir);
  mkdirSync(join(dir, "assets"));
  // Random bytes do not compress.
  writeFileSync(join(dir, "assets/a.js"), randomBytes((scriptKb * 1000) / 2));
  writeFileSync(join(dir, "assets/b.js"), randomBytes((scriptKb * 1000) / 2));
  writeFileSync(join(dir, "assets/lazy.js"), randomBytes(400_000));
  writeFileSync(join(dir, "assets/a.css"), "body { color: red }");
  writeFileSync(
    join(dir, "index.html"),
    `<script type="application/json" id="needed-files">{"app":["/assets/b.js"],"screens":[["^/$",["/assets/lazy.js"]]]}</script>
     <script type="module" crossorigin src="/assets/a.js"></script>
     <link rel="stylesheet" href="/assets/a.css"><link rel="icon" href="/icons/icon.svg">`,
  );
  return dir;
}

describe("the size budget", () => {
  it("weighs what the page names, what its first script asks for, and nothing that is fetched later", () => {
    expect(weigh(aBuild(10)).map(({ file, kind }) => [file, kind])).toEqual([
      ["/assets/a.js", "preloadedScript"],
      ["/assets/a.css", "preloadedStyle"],
      ["/assets/b.js", "preloadedScript"],
    ]);
  });

  it("refuses a build above it and lets one below pass", () => {
    expect(checkBudget(aBuild(budgetKb.preloadedScript - 2), () => {})).toBe(true);
    expect(checkBudget(aBuild(budgetKb.preloadedScript + 2), () => {})).toBe(false);
  });
});
