import { createRequire } from "node:module";
import type OpenCv from "@techstark/opencv-js";

/** OpenCV's functions and types. Boxed because the module itself is thenable: `await cv` would never come back. */
export interface LoadedOpenCv {
  readonly cv: typeof OpenCv;
}

let loading: Promise<LoadedOpenCv> | undefined;

/** Loads OpenCV (WebAssembly, 10 MB, about 0.3 s) at its first use; later calls share it. */
export function loadOpenCv(): Promise<LoadedOpenCv> {
  loading ??= load();
  return loading;
}

/** Anything OpenCV holds outside JavaScript's memory. */
interface Deletable {
  delete(): void;
}

/**
 * Runs `work` and frees every Mat it passed through `keep`, also when it throws: the WebAssembly heap has no garbage
 * collector. `const gray = keep(new cv.Mat())`.
 */
export function withMats<T>(work: (keep: <M extends Deletable>(mat: M) => M) => T): T {
  const kept: Deletable[] = [];
  try {
    return work((mat) => {
      kept.push(mat);
      return mat;
    });
  } finally {
    for (const mat of kept) mat.delete();
  }
}

// Not imported: a bundler and a test runner copy what a package exports onto a module, and OpenCV's own `then` with it;
// whoever awaits that module waits for ever.
const require = createRequire(import.meta.url);

async function load(): Promise<LoadedOpenCv> {
  const before = {
    uncaughtException: process.listeners("uncaughtException"),
    unhandledRejection: process.listeners("unhandledRejection"),
  };
  // What the package exports is what its types say.
  const cv = require("@techstark/opencv-js") as typeof OpenCv;
  if (!("Mat" in cv))
    await new Promise<void>((resolve) => {
      Object.assign(cv, { onRuntimeInitialized: resolve });
    });
  // Emscripten's runtime installs handlers that end the process and print its 10 MB source line.
  for (const listener of process.listeners("uncaughtException"))
    if (!before.uncaughtException.includes(listener)) process.off("uncaughtException", listener);
  for (const listener of process.listeners("unhandledRejection"))
    if (!before.unhandledRejection.includes(listener)) process.off("unhandledRejection", listener);
  return { cv };
}
