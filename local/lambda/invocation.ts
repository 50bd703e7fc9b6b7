import * as z from "zod/mini";

/** What the runtime asks a function's process to do. */
export const invocation = z.object({
  event: z.unknown(),
  requestId: z.string(),
  functionName: z.string(),
  memoryMb: z.number(),
  timeoutMs: z.number(),
});
export type Invocation = z.infer<typeof invocation>;

/** What comes back; `result` and the trace are what Lambda would give the invoker. */
export const invocationReply = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    errorType: z.string(),
    errorMessage: z.string(),
    trace: z.array(z.string()),
  }),
]);
export type InvocationReply = z.infer<typeof invocationReply>;
