import { pathToFileURL } from "node:url";
import * as z from "zod/mini";
import { answerParent } from "#local/child/answer-parent.ts";
import { accountId, region } from "#local/config.ts";
import { invocation, type Invocation, type InvocationReply } from "#local/lambda/invocation.ts";

/** The process of one function: loads the module named in the first argument and answers invocations. */
const entry = z.string().parse(process.argv[2]);
const loaded: unknown = await import(pathToFileURL(entry).href);
const handler = handlerOf(loaded);

answerParent(async (payload) => invoke(invocation.parse(payload)));

type Handler = (event: unknown, context: object) => unknown;

function handlerOf(module: unknown): Handler {
  if (typeof module === "object" && module !== null && "handler" in module) {
    const { handler } = module;
    // The signature cannot be checked at run time; Lambda trusts the export too.
    if (typeof handler === "function") return handler as Handler;
  }
  throw new TypeError(`${entry} exports no function named handler.`);
}

async function invoke(asked: Invocation): Promise<InvocationReply> {
  try {
    const result: unknown = await handler(asked.event, contextOf(asked));
    return { ok: true, result: result ?? null };
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    console.error(
      JSON.stringify({
        level: "ERROR",
        requestId: asked.requestId,
        errorType: known.name,
        errorMessage: known.message,
        trace: traceOf(known),
      }),
    );
    return { ok: false, errorType: known.name, errorMessage: known.message, trace: traceOf(known) };
  }
}

function traceOf(error: Error): string[] {
  const cause =
    error.cause instanceof Error ? [`Caused by: ${error.cause.stack ?? error.cause.message}`] : [];
  return [...(error.stack ?? "").split("\n"), ...cause];
}

function contextOf({ requestId, functionName, memoryMb, timeoutMs }: Invocation): object {
  const endsAt = Date.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: String(process.pid),
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  };
}
