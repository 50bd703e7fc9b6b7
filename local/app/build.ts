import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isCode } from "#local/files.ts";

export class BuildFailed extends Error {
  override readonly name = "BuildFailed";
}

/** Builds the app into dist/ unless it is there and newer than every source. Throws BuildFailed with Vite's words. */
export async function ensureBuilt(projectDir: string, say: (line: string) => void): Promise<void> {
  if (isFresh(projectDir)) return;
  say("Building the app (once, and after a change)…");
  // In a process of its own, so that the build's memory is given back.
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: projectDir,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): void => void child.kill();
  process.once("exit", stop);
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  process.off("exit", stop);
  if (code !== 0)
    throw new BuildFailed(`The app does not build:\n${Buffer.concat(output).toString().trim()}`);
}

const sources = ["src", "core", "public", "index.html", "vite.config.ts", "package-lock.json"];
/** Written at the beginning and at the end of a build: an interrupted one lacks the second. */
const results = ["dist/index.html", "dist/service-worker.js"];

function isFresh(projectDir: string): boolean {
  const builtAt = Math.min(...results.map((path) => changedAt(join(projectDir, path)) ?? 0));
  return sources.every((path) => (changedAt(join(projectDir, path)) ?? 0) <= builtAt);
}

/** When the newest file of a folder, or a file, was last written; undefined when there is none. */
function changedAt(path: string): number | undefined {
  try {
    const facts = statSync(path);
    if (!facts.isDirectory()) return facts.mtimeMs;
    // The folder's own time tells of a deleted file.
    return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name)) ?? 0));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
