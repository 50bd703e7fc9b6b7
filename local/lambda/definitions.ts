import { join } from "node:path";

/** One function of the backend and how much of the machine it gets. */
export type FunctionDefinition = {
  readonly name: string;
  /** A module that exports `handler(event, context)`. Absolute path. */
  readonly entry: string;
  readonly processes: number;
  /** Invocations one process runs at a time. On AWS it is always 1; the api only waits for others, so it shares. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
};

export type FunctionName = "api" | "on-upload" | "edit-worker";

/** Timeouts as in amplify/functions/resource.ts. `handlersDir` holds api.ts, on-upload.ts and edit-worker.ts. */
export function functionDefinitions(
  handlersDir: string,
  messagesAtOnce = 1,
): Readonly<Record<FunctionName, FunctionDefinition>> {
  const define = (
    name: FunctionName,
    limits: Omit<FunctionDefinition, "name" | "entry">,
  ): FunctionDefinition => ({
    name,
    entry: join(handlersDir, `${name}.ts`),
    ...limits,
  });
  return {
    api: define("api", { processes: 1, concurrency: 50, timeoutMs: 29_000, memoryMb: 512 }),
    "on-upload": define("on-upload", {
      processes: 1,
      concurrency: messagesAtOnce,
      timeoutMs: 180_000,
      memoryMb: 1536,
    }),
    "edit-worker": define("edit-worker", {
      processes: 2,
      concurrency: messagesAtOnce,
      timeoutMs: 300_000,
      memoryMb: 2048,
    }),
  };
}

/** Runs once a day, so no process of its own waits for it. */
export const modelLifecycleDefinition = (handlersDir: string): FunctionDefinition => ({
  name: "model-lifecycle",
  entry: join(handlersDir, "model-lifecycle.ts"),
  processes: 1,
  concurrency: 1,
  timeoutMs: 60_000,
  memoryMb: 512,
});
