import { QueryClient } from "@tanstack/react-query";
import { hasSettled } from "#src/boot/settled.ts";
import { keptForMs } from "./keep-answers.ts";
import { NoSignal } from "./trouble.ts";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // As long as they are kept: what is forgotten here is no longer kept there.
        gcTime: keptForMs,
        staleTime: 20_000,
        networkMode: "offlineFirst",
        // What was kept is shown first, and asked for again when it is there.
        refetchOnMount: hasSettled,
        retry: (failures, error) => error instanceof NoSignal && failures < 3,
        retryDelay: (attempt) => Math.min(8000, 500 * 2 ** attempt),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
