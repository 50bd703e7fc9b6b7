import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import * as z from "zod/mini";
import { semiSpaceMb } from "#core/limits/limits.ts";
import { tsxLoader } from "#local/child/tsx-loader.ts";

export type ChildOptions = {
  /** A TypeScript module that calls `answerParent`. Absolute path. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
};

/** A child process that is there again when it dies. */
export type Supervised = {
  /** Resolves once the child has loaded its entry; rejects with ChildDied when it cannot. */
  ready(): Promise<void>;
  /**
   * Asks the child and resolves to its reply. Rejects with ChildDied when it dies before answering, and with
   * ChildTimedOut after `timeoutMs`; then that process is given up and the next request meets a new one.
   */
  request(payload: unknown, timeoutMs: number): Promise<unknown>;
  stop(): Promise<void>;
};

export class ChildDied extends Error {
  override readonly name = "ChildDied";
}

export class ChildTimedOut extends Error {
  override readonly name = "ChildTimedOut";
}

export function superviseChild(options: ChildOptions): Supervised {
  let current: Incarnation | undefined;
  const living = new Set<Incarnation>();
  let stopping = false;

  const start = (): Incarnation => {
    const incarnation = incarnate(options);
    living.add(incarnation);
    current = incarnation;
    void replaceWhenGone(incarnation);
    return incarnation;
  };
  const replaceWhenGone = async (incarnation: Incarnation): Promise<void> => {
    await incarnation.exited;
    living.delete(incarnation);
    if (current !== incarnation) return;
    current = undefined;
    // One that never came up would only fail again: the next request tries, and its asker hears why.
    if (incarnation.wasReady() && !stopping) start();
  };

  return {
    async ready() {
      await (current ?? start()).ready;
    },
    async request(payload, timeoutMs) {
      if (stopping) throw new ChildDied("stopping");
      const incarnation = current ?? start();
      try {
        return await incarnation.request(payload, timeoutMs);
      } catch (error) {
        if (error instanceof ChildTimedOut) {
          // Others may still be served by the stuck process, so it goes when the last of them has its answer.
          if (current === incarnation) start();
          incarnation.retire();
        }
        throw error;
      }
    },
    async stop() {
      stopping = true;
      await Promise.all([...living].map((incarnation) => incarnation.end()));
    },
  };
}

type Incarnation = {
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  wasReady(): boolean;
  request(payload: unknown, timeoutMs: number): Promise<unknown>;
  retire(): void;
  end(): Promise<void>;
};

const endGraceMs = 3_000;

const fromChild = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("reply"), id: z.int(), payload: z.unknown() }),
]);

function incarnate(options: ChildOptions): Incarnation {
  const child = fork(options.entry, options.args, {
    execArgv: [
      "--import",
      tsxLoader,
      `--max-old-space-size=${options.memoryMb}`,
      `--max-semi-space-size=${semiSpaceMb}`,
    ],
    env: { ...inherited(), ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  passLines(child, options.onLine);

  const waiting = new Map<number, { resolve: (payload: unknown) => void; reject: (error: Error) => void }>();
  const ready = deferred<void>();
  let isReady = false;
  let retired = false;
  let lastId = 0;

  const killWhenIdle = (): void => {
    if (retired && waiting.size === 0) child.kill("SIGKILL");
  };

  child.on("message", (raw) => {
    const message = fromChild.parse(raw);
    if (message.type === "ready") {
      isReady = true;
      ready.resolve();
      return;
    }
    // A reply may come after its asker gave up.
    waiting.get(message.id)?.resolve(message.payload);
  });

  const exited = new Promise<void>((resolve) => {
    const gone = (how: string): void => {
      const error = new ChildDied(how);
      ready.reject(error);
      for (const { reject } of waiting.values()) reject(error);
      resolve();
    };
    child.on("exit", (code, signal) => gone(signal === null ? `exit status ${code}` : `signal: ${signal}`));
    child.on("error", (error) => gone(error.message));
  });
  // Whoever asks for `ready` hears of a failed start; without anybody asking it is not an error.
  ready.promise.catch(() => undefined);

  return {
    ready: ready.promise,
    exited,
    wasReady: () => isReady,
    async request(payload, timeoutMs) {
      const id = (lastId += 1);
      const { promise, resolve, reject } = deferred<unknown>();
      waiting.set(id, { resolve, reject });
      const timer = setTimeout(() => reject(new ChildTimedOut(`no answer in ${timeoutMs} ms`)), timeoutMs);
      try {
        // A failed start rejects `promise` as well, so waiting here cannot hang.
        await Promise.race([ready.promise, promise]);
        child.send({ type: "request", id, payload }, (error) => {
          if (error) reject(new ChildDied(error.message));
        });
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
        killWhenIdle();
      }
    },
    retire() {
      retired = true;
      killWhenIdle();
    },
    async end() {
      // The child takes the closed channel as the end of its parent, and leaves in order.
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), endGraceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function passLines(child: ChildProcess, onLine: ChildOptions["onLine"]): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = child[name];
    if (stream) createInterface({ input: stream }).on("line", (line) => onLine(name, line));
  }
}

/** What any program needs; nothing of the developer's own AWS account may leak into the functions. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "TZ"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
