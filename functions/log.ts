import { metricsOf } from "#functions/metrics.ts";
import { type Log, type LogFacts } from "#functions/ports.ts";
import { correlationId } from "#functions/trace.ts";

/**
 * One line of JSON an event, as CloudWatch Logs Insights reads it. Every line names the request it belongs to; those
 * that stand in functions/metrics.ts are metrics too. Written past `console`: Lambda would wrap a line of the console
 * into a text inside its own JSON, where nothing finds the fields.
 */
export const consoleLog = (of: string, { stdout, stderr }: Streams = process): Log => ({
  info: (event, facts) => print(stdout, "INFO", of, event, facts),
  warn: (event, facts) => print(stdout, "WARN", of, event, facts),
  error: (event, error, facts) => print(stderr, "ERROR", of, event, { ...facts, ...describe(error) }),
});

interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

function print(
  to: NodeJS.WritableStream,
  level: string,
  of: string,
  event: string,
  facts: LogFacts = {},
): void {
  const atMs = Date.now();
  const line = {
    timestamp: new Date(atMs).toISOString(),
    level,
    function: of,
    event,
    correlationId: correlationId(),
    ...facts,
    ...metricsOf(event, facts, atMs),
  };
  to.write(`${JSON.stringify(line)}\n`);
}

/** The error and what caused it. Signed addresses are cut out, should one have got into a message. */
function describe(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { errorMessage: clean(String(error)) };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return {
    errorType: error.name,
    errorMessage: clean(error.message),
    stack: clean(error.stack ?? ""),
    ...(cause
      ? { causeType: cause.name, causeMessage: clean(cause.message), causeStack: clean(cause.stack ?? "") }
      : {}),
  };
}

/** Without what comes after a "?" in an address. */
export const clean = (text: string): string => text.replaceAll(/(https?:\/\/[^\s?]+)\?\S+/g, "$1?…");
