import { isMainThread, parentPort, type Worker, workerData } from "node:worker_threads";
import { executed } from "#engine/objects/executed.ts";
import { loadNetwork } from "#engine/objects/tensorflow.ts";
import { moduleWorker } from "#engine/thread/module-worker.ts";

/** What the network holds for a photo, one array for each node that was named. */
export type NetworkPass =
  | { readonly kind: "seen"; readonly outputs: readonly Float32Array[] }
  /** Its packages or its weights are not on this machine. */
  | { readonly kind: "unavailable"; readonly reason: string };

interface Question {
  readonly id: number;
  readonly square: Uint8Array;
  readonly nodes: readonly string[];
}

type Answer = { readonly id: number } & (NetworkPass | { readonly kind: "failed"; readonly error: unknown });

/** Tells the network's thread from every other that loads this module. */
const role = "reimagine/network";

if (!isMainThread && workerData === role)
  parentPort?.on("message", (question: Question) => void answer(question));

async function answer({ id, square, nodes }: Question): Promise<void> {
  try {
    const network = await loadNetwork();
    if (network.kind === "unavailable") return reply({ id, kind: "unavailable", reason: network.reason });
    reply({ id, kind: "seen", outputs: executed(network, square, nodes) });
  } catch (error) {
    reply({ id, kind: "failed", error });
  }
}

function reply(message: Answer): void {
  const moved = message.kind === "seen" ? message.outputs.map(({ buffer }) => buffer as ArrayBuffer) : [];
  parentPort?.postMessage(message, moved);
}

/**
 * Asks the network, which has a thread of its own: whoever asks goes on with what needs no answer. The thread starts at
 * the first question and keeps no process alive. Where it dies of whatever else it was asked, or of memory, the question
 * is asked once more of a fresh one: an edit that failed for it would wait minutes to be tried again.
 * @param square RGB, `inputSidePx` × `inputSidePx`
 */
export async function askNetwork(square: Uint8Array, nodes: readonly string[]): Promise<NetworkPass> {
  try {
    return await askThread(square, nodes);
  } catch (error) {
    if (!(error instanceof ThreadDied)) throw error;
    return askThread(square, nodes);
  }
}

class ThreadDied extends Error {
  override readonly name = "ThreadDied";
}

function askThread(square: Uint8Array, nodes: readonly string[]): Promise<NetworkPass> {
  thread ??= startThread();
  return thread.ask(square, nodes);
}

let thread: NetworkThread | undefined;

interface NetworkThread {
  ask(square: Uint8Array, nodes: readonly string[]): Promise<NetworkPass>;
}

interface Asked {
  readonly resolve: (pass: NetworkPass) => void;
  readonly reject: (error: unknown) => void;
}

function startThread(): NetworkThread {
  const worker: Worker = moduleWorker(import.meta.url, { workerData: role });
  const waiting = new Map<number, Asked>();
  let asked = 0;
  worker.unref();
  worker.on("message", (message: Answer) => {
    const question = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) worker.unref();
    if (message.kind === "failed") question?.reject(message.error);
    else question?.resolve(message);
  });
  const own: NetworkThread = {
    ask: (square, nodes) =>
      new Promise((resolve, reject) => {
        const id = ++asked;
        waiting.set(id, { resolve, reject });
        worker.ref();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ id, square, nodes } satisfies Question);
      }),
  };
  const end = (error: ThreadDied): void => {
    if (thread === own) thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", (cause) => end(new ThreadDied("The network's thread died.", { cause })));
  worker.on("exit", (code) => end(new ThreadDied(`The network's thread ended with code ${code}.`)));
  return own;
}
