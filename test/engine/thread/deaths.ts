import { type Worker, type WorkerOptions } from "node:worker_threads";

/** How a thread that has been asked something comes to its end. */
export const deaths = ["killed", "out of memory", "throws at its start", "throws at work"] as const;
export type Death = (typeof deaths)[number];

export type ModuleWorker = (module: string, options?: WorkerOptions) => Worker;

/** Starts threads as `moduleWorker` does: real ones, of which the next die as they are told to. */
export function mortalThreads() {
  const due: Death[] = [];
  let started = 0;
  return {
    die: (...as: readonly Death[]): void => void due.push(...as),
    started: (): number => started,
    by:
      (start: ModuleWorker): ModuleWorker =>
      (module, options = {}) => {
        started++;
        switch (due.shift()) {
          case undefined:
            return start(module, options);
          case "killed": {
            const worker = start(module, options);
            return worker.once("online", () => void worker.terminate());
          }
          case "out of memory":
            return start(module, { ...options, resourceLimits: { maxOldGenerationSizeMb: 4 } });
          case "throws at its start":
            return start(source("throw new Error('it does not start')"), options);
          case "throws at work":
            return start(source(throwing), options);
        }
      },
  };
}

const source = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

const throwing = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", () => { throw new Error("it fell over"); });
`;
