import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFunctionLog } from "#local/lambda/function-log.ts";
import { createLambdaRuntime, type LambdaRuntime } from "#local/lambda/runtime.ts";

const entry = fileURLToPath(new URL("../fixtures/handlers/api.ts", import.meta.url));
const limits = { entry, processes: 1, concurrency: 1, timeoutMs: 10_000, memoryMb: 128 };
const functions = {
  api: { ...limits, name: "api", concurrency: 10 },
  impatient: { ...limits, name: "impatient", concurrency: 10, timeoutMs: 1_500 },
  worker: { ...limits, name: "worker", processes: 2 },
};

let runtime: LambdaRuntime<keyof typeof functions>;
let shown: string[];
const logDir = mkdtempSync(join(tmpdir(), "reimagine-test-"));

beforeAll(async () => {
  shown = [];
  runtime = createLambdaRuntime({
    functions,
    env: { TABLE_NAME: "reimagine" },
    log: createFunctionLog(logDir, (line) => shown.push(line)),
  });
  await runtime.ready();
}, 30_000);
afterAll(() => runtime.stop());

describe("an invocation", () => {
  it("gets its event and a context, and answers with what the handler returned", async () => {
    expect(await runtime.invoke("api", { do: "echo", ms: 1 })).toMatchObject({
      event: { do: "echo", ms: 1 },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      remainingMs: expect.closeTo(10_000, -3),
    });
  });

  it("finds the environment it was given, and nothing of the developer's own AWS account", async () => {
    process.env["AWS_PROFILE"] = "mine";
    const env = await runtime.invoke("api", { do: "env" });
    delete process.env["AWS_PROFILE"];
    expect(env).toMatchObject({ TABLE_NAME: "reimagine", AWS_LAMBDA_FUNCTION_NAME: "api" });
    expect(env).not.toHaveProperty("AWS_PROFILE");
  });

  it("runs beside others where the function allows it, and in as many processes as it has", async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => runtime.invoke("api", { do: "sleep", ms: 300 })));
    expect(performance.now() - started).toBeLessThan(1_500);
    const pids = await Promise.all(
      Array.from({ length: 2 }, () => runtime.invoke("worker", { do: "sleep", ms: 200 })),
    );
    expect(new Set(pids).size).toBe(2);
  });

  it("waits its turn when every process is busy", async () => {
    const pids = await Promise.all(
      Array.from({ length: 6 }, () => runtime.invoke("worker", { do: "sleep", ms: 50 })),
    );
    expect(new Set(pids).size).toBe(2);
  });

  it("leaves what it prints in the function's log, and errors in the terminal too", async () => {
    await runtime.invoke("worker", { do: "print" });
    await expect
      .poll(() => readFileSync(join(logDir, "worker.log"), "utf8"))
      .toContain("to the log and the terminal");
    expect(readFileSync(join(logDir, "worker.log"), "utf8")).toContain("to the log\n");
    expect(shown).toContain("[worker] to the log and the terminal");
  });
});

describe("a failure", () => {
  it("tells the invoker what was thrown", async () => {
    await expect(runtime.invoke("api", { do: "throw" })).rejects.toMatchObject({
      name: "FunctionError",
      errorType: "RangeError",
      message: "out of range",
      trace: expect.arrayContaining([expect.stringContaining("RangeError: out of range")]),
    });
  });

  it("of the process reaches those it was serving, and the next invocation meets a new process", async () => {
    const before = await runtime.invoke("api", { do: "pid" });
    const beside = Promise.allSettled([runtime.invoke("api", { do: "sleep", ms: 5_000 })]);
    await expect(runtime.invoke("api", { do: "exit" })).rejects.toMatchObject({
      errorType: "Lambda:Unhandled",
      message: expect.stringContaining("exit status 7"),
    });
    expect(await beside).toMatchObject([{ reason: { errorType: "Lambda:Unhandled" } }]);
    const after = await runtime.invoke("api", { do: "pid" });
    expect(after).toEqual(expect.any(Number));
    expect(after).not.toBe(before);
  });

  it("to answer in time ends the invocation but not those beside it", async () => {
    const before = await runtime.invoke("impatient", { do: "pid" });
    const hung = Promise.allSettled([runtime.invoke("impatient", { do: "hang" })]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    const beside = runtime.invoke("impatient", { do: "sleep", ms: 1_000 });
    const message: unknown = expect.stringContaining("timed out after 1.50 seconds");
    expect(await hung).toMatchObject([{ reason: { errorType: "Lambda:Unhandled", message } }]);
    expect(await beside).toBe(before);
    await expect.poll(() => isAlive(Number(before)), { timeout: 5_000 }).toBe(false);
  });

  it("to load is told when everything starts, and to whoever invokes", async () => {
    const broken = createLambdaRuntime({
      functions: { broken: { ...limits, name: "broken", entry: `${entry}.missing` } },
      env: {},
      log: { line: () => undefined },
    });
    await expect(broken.ready()).rejects.toThrow("The function broken does not start");
    await expect(broken.invoke("broken", {})).rejects.toMatchObject({ errorType: "Lambda:Unhandled" });
    await broken.stop();
  });

  it("to fit a payload into Lambda's limit is refused on the way in", async () => {
    await expect(runtime.invoke("api", { do: "echo", pad: "x".repeat(7e6) })).rejects.toMatchObject({
      errorType: "RequestEntityTooLargeException",
    });
    await expect(runtime.invoke("api", { do: "huge" })).rejects.toMatchObject({
      errorType: "Function.ResponseSizeTooLarge",
    });
  });
});

/** The process may take a moment to be gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie still has a number; it is gone when its state says so.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
