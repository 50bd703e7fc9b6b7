import { IsRestoringProvider, type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, startTransition, useEffect, useState } from "react";
import { breath } from "#src/boot/breath.ts";
import { settled } from "#src/boot/settled.ts";
import { type AnswerShelf, keepAnswers, restoreAnswers } from "./keep-answers.ts";

/**
 * Answers of the backend: those kept on this phone are shown as soon as they are read, in pieces, and asked for again when
 * the first screen is there. Until they are read nothing is asked for.
 */
export function KeptAnswers({
  client,
  shelf,
  children,
}: {
  readonly client: QueryClient;
  /** Must stay the same object. */
  readonly shelf: AnswerShelf;
  readonly children: ReactNode;
}) {
  const [isReading, setReading] = useState(true);
  useEffect(() => {
    let isGone = false;
    let stop: (() => void) | undefined;
    const startedMs = Date.now();
    const begin = async (): Promise<void> => {
      // What cannot be read comes from the backend.
      await restoreAnswers(client, shelf, startedMs).catch(reportError);
      if (isGone) return;
      stop = keepAnswers(client, shelf);
      startTransition(() => setReading(false));
      await settled();
      const old = client
        .getQueryCache()
        .findAll({ predicate: ({ state }) => state.dataUpdatedAt < startedMs });
      for (const { queryKey } of old) {
        if (isGone) return;
        client.invalidateQueries({ queryKey, exact: true }).catch(reportError);
        await breath();
      }
    };
    begin().catch(reportError);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [client, shelf]);
  return (
    <QueryClientProvider client={client}>
      <IsRestoringProvider value={isReading}>{children}</IsRestoringProvider>
    </QueryClientProvider>
  );
}
