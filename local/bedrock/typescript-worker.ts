import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/**
 * A worker thread that runs a TypeScript module, whether this process runs under tsx or vitest. Node 20 hands the
 * parent's `--import tsx` to a worker without its effect, so the worker registers tsx by itself before it loads the
 * module (https://github.com/privatenumber/tsx/issues/354).
 */
export function typescriptWorker(module: URL): Worker {
  const start = `import(${JSON.stringify(tsxApi)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(start, { eval: true, execArgv: [] });
}

/** `require` would find tsx's CommonJS build, which cannot register from inside a worker. */
const tsxApi = new URL(
  "dist/esm/api/index.mjs",
  pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json")),
).href;
