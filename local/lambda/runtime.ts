import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ChildDied, ChildTimedOut, type Supervised, superviseChild } from "#local/child/supervise.ts";
import { type FunctionDefinition } from "#local/lambda/definitions.ts";
import { invocationReply, type Invocation } from "#local/lambda/invocation.ts";
import { type FunctionLog } from "#local/lambda/function-log.ts";

/** Runs the functions as Lambda does: in processes of their own, with a deadline, and again after a crash. */
export type LambdaRuntime<Name extends string> = {
  /** Resolves once one process of each function serves; rejects with ChildDied, naming one that does not load. */
  ready(): Promise<void>;
  /**
   * What the handler resolved to, as JSON.
   * Rejects with FunctionError when the handler throws, times out, or its process dies.
   */
  invoke(name: Name, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

/** A function's failure as Lambda reports it to the invoker. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  /** The thrown error's name; `Lambda:Unhandled` when the process died or ran out of time. */
  readonly errorType: string;
  readonly trace: readonly string[];

  constructor(errorType: string, errorMessage: string, trace: readonly string[] = []) {
    super(errorMessage);
    this.errorType = errorType;
    this.trace = trace;
  }
}

export function createLambdaRuntime<Name extends string>({
  functions,
  env,
  log,
}: {
  functions: Readonly<Record<Name, FunctionDefinition>>;
  /** Given to every function. */
  env: Readonly<Record<string, string>>;
  log: FunctionLog;
}): LambdaRuntime<Name> {
  const pools = new Map<string, Pool>();
  for (const definition of Object.values<FunctionDefinition>(functions)) {
    pools.set(definition.name, createPool(definition, env, log));
  }

  return {
    async ready() {
      await Promise.all([...pools.values()].map((pool) => pool.ready()));
    },
    async invoke(name, event) {
      const pool = pools.get(name);
      if (!pool) throw new RangeError(`There is no function ${name}.`);
      return pool.invoke(event);
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

/** Lambda's own limit for a synchronous invocation, each way. */
const payloadLimitBytes = 6 * 1024 * 1024;
const childEntry = fileURLToPath(new URL("./child.ts", import.meta.url));

type Pool = {
  ready(): Promise<void>;
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

type Slot = { readonly child: Supervised; busy: number };

function createPool(
  definition: FunctionDefinition,
  env: Readonly<Record<string, string>>,
  log: FunctionLog,
): Pool {
  const slots: Slot[] = Array.from({ length: definition.processes }, () => ({
    busy: 0,
    child: superviseChild({
      entry: childEntry,
      args: [definition.entry],
      env: {
        // Else the SDK's note about Node 20 is the first thing everybody reads.
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
        ...env,
        AWS_LAMBDA_FUNCTION_NAME: definition.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
      },
      memoryMb: definition.memoryMb,
      onLine: (stream, line) => log.line(definition.name, stream, line),
    }),
  }));
  const queue: ((slot: Slot) => void)[] = [];

  const take = async (): Promise<Slot> => {
    const free = slots.toSorted((a, b) => a.busy - b.busy)[0];
    if (free && free.busy < definition.concurrency) {
      free.busy += 1;
      return free;
    }
    // The slot is handed over busy, so that nobody slips in between.
    return new Promise((resolve) => queue.push(resolve));
  };
  const release = (slot: Slot): void => {
    const next = queue.shift();
    if (next) next(slot);
    else slot.busy -= 1;
  };

  return {
    async ready() {
      const [first, ...others] = slots.map(({ child }) => child);
      try {
        await first?.ready();
      } catch (cause) {
        throw new ChildDied(`The function ${definition.name} does not start: ${messageOf(cause)}`, { cause });
      }
      // They load while the first can serve already; should one fail, whoever is given to it hears of it.
      for (const child of others) child.ready().catch(() => undefined);
    },
    async invoke(event) {
      const slot = await take();
      try {
        return await invokeIn(slot.child, definition, event);
      } finally {
        release(slot);
      }
    },
    async stop() {
      await Promise.all(slots.map(({ child }) => child.stop()));
    },
  };
}

async function invokeIn(child: Supervised, definition: FunctionDefinition, event: unknown): Promise<unknown> {
  const sizeBytes = Buffer.byteLength(JSON.stringify(event ?? null));
  if (sizeBytes > payloadLimitBytes) {
    throw new FunctionError("RequestEntityTooLargeException", `${sizeBytes} bytes exceed the payload limit.`);
  }
  const requestId = randomUUID();
  const invocation: Invocation = {
    event,
    requestId,
    functionName: definition.name,
    memoryMb: definition.memoryMb,
    timeoutMs: definition.timeoutMs,
  };

  const reply = invocationReply.parse(await askChild(child, invocation));
  if (!reply.ok) throw new FunctionError(reply.errorType, reply.errorMessage, reply.trace);
  const resultBytes = Buffer.byteLength(JSON.stringify(reply.result));
  if (resultBytes > payloadLimitBytes) {
    throw new FunctionError(
      "Function.ResponseSizeTooLarge",
      `Response payload size (${resultBytes} bytes) exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`,
    );
  }
  return reply.result;
}

async function askChild(child: Supervised, invocation: Invocation): Promise<unknown> {
  try {
    return await child.request(invocation, invocation.timeoutMs);
  } catch (error) {
    const at = `RequestId: ${invocation.requestId}`;
    if (error instanceof ChildTimedOut) {
      const seconds = (invocation.timeoutMs / 1000).toFixed(2);
      throw new FunctionError("Lambda:Unhandled", `${at} Error: Task timed out after ${seconds} seconds`);
    }
    if (error instanceof ChildDied) {
      throw new FunctionError("Lambda:Unhandled", `${at} Error: Runtime exited with error: ${error.message}`);
    }
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
