import { type Worker } from "node:worker_threads";
import { photoAnalysis } from "#core/analysis/analysis.ts";
import { semiSpaceMb } from "#core/limits/limits.ts";
import { moduleWorker } from "#engine/thread/module-worker.ts";
import { CannotDraw, EmptyMask, UndecodablePicture, type Studio } from "./studio.ts";
import { studioReply, type StudioCall, type StudioReply } from "./studio-call.ts";

interface Job {
  readonly call: StudioCall;
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  readonly worker: Worker;
  job: Job | undefined;
}

/** The studio in worker threads, so that a long edit holds up no other request. Threads start with the first job. */
export function createStudioPool(threads = 2): Studio {
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  let isClosed = false;

  const call = (asked: StudioCall, signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error("The studio is closed."));
      waiting.push({ call: asked, signal, resolve, reject });
      work();
    });

  const work = (): void => {
    if (waiting.length === 0) return;
    const free =
      [...seats].find(({ job }) => job === undefined) ?? (seats.size < threads ? sit() : undefined);
    if (free === undefined) return;
    const job = waiting.shift();
    if (job === undefined) return;
    if (job.signal.aborted) {
      job.reject(job.signal.reason instanceof Error ? job.signal.reason : new Error("aborted"));
      return work();
    }
    free.job = job;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    free.worker.postMessage(job.call);
  };

  const sit = (): Seat => {
    const seat: Seat = {
      worker: moduleWorker(new URL("./studio-worker.ts", import.meta.url).href, {
        // V8 keeps three such spaces for what is young.
        resourceLimits: { maxYoungGenerationSizeMb: 3 * semiSpaceMb },
      }),
      job: undefined,
    };
    seats.add(seat);
    // An idle studio keeps no process alive.
    seat.worker.unref();
    seat.worker.on("message", (message) => {
      const { job } = seat;
      seat.job = undefined;
      if (job !== undefined) settle(job, studioReply.parse(message));
      work();
    });
    // A crash takes one job with it and makes room for a fresh thread.
    const leave = (error: Error): void => {
      seats.delete(seat);
      seat.job?.reject(error);
      seat.job = undefined;
      if (!isClosed) work();
    };
    seat.worker.on("error", (error) => leave(error instanceof Error ? error : new Error(String(error))));
    seat.worker.on("exit", (code) => leave(new Error(`The studio's thread ended with code ${code}.`)));
    return seat;
  };

  return {
    async edit(job, signal) {
      const bytes = await call({ kind: "edit", job }, signal);
      if (bytes instanceof Uint8Array) return bytes;
      throw new TypeError("The studio gave no picture.");
    },
    analyse: async (image, signal) => photoAnalysis.parse(await call({ kind: "analyse", image }, signal)),
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new Error("The studio is closed."));
      await Promise.all([...seats].map(({ worker }) => worker.terminate()));
    },
  };
}

function settle({ resolve, reject }: Job, reply: StudioReply): void {
  switch (reply.kind) {
    case "done":
      return resolve(reply.value);
    case "undecodable":
      return reject(new UndecodablePicture(reply.message));
    case "empty-mask":
      return reject(new EmptyMask(reply.message));
    case "cannot-draw":
      return reject(new CannotDraw(reply.message));
    case "failed":
      return reject(new Error(reply.message));
  }
}
