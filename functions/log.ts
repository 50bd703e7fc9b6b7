import { type Log, type LogFacts } from "#functions/ports.ts";

/** One line of JSON an event, as CloudWatch Logs Insights reads it. */
export const consoleLog = (of: string): Log => ({
  info: (event, facts) => console.log(line("INFO", of, event, facts)),
  warn: (event, facts) => console.warn(line("WARN", of, event, facts)),
  error: (event, error, facts) => console.error(line("ERROR", of, event, { ...facts, ...describe(error) })),
});

const line = (level: string, of: string, event: string, facts: LogFacts = {}): string =>
  JSON.stringify({ level, function: of, event, ...facts });

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
