import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * A worker thread that runs a module: a bundle as it is, TypeScript by tsx, whether this process runs under tsx or
 * vitest. Node 20 hands the parent's `--import tsx` to a worker without its effect, so the worker registers tsx by itself
 * before it loads the module (https://github.com/privatenumber/tsx/issues/354).
 * @param module its address, as import.meta.url tells it
 */
export function moduleWorker(module: string, options: WorkerOptions = {}): Worker {
  const address = new URL(module);
  if (!address.pathname.endsWith(".ts")) return new Worker(address, options);
  const start = `import(${JSON.stringify(tsxApi())}).then(({ register }) => { register(); return import(${JSON.stringify(module)}); });`;
  return new Worker(start, { ...options, eval: true, execArgv: [] });
}

/** `require` would find tsx's CommonJS build, which cannot register from inside a worker. */
const tsxApi = (): string =>
  new URL("dist/esm/api/index.mjs", pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json")))
    .href;
