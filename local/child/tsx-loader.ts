import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** For `node --import`: lets a child process run TypeScript, whatever folder it was started in. */
export const tsxLoader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
