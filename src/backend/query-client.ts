import { createAsyncStoragePersister } from "@tanstack/query-async-storage-persister";
import { QueryClient } from "@tanstack/react-query";
import { type PersistQueryClientOptions } from "@tanstack/react-query-persist-client";
import { hasSettled } from "#src/boot/settled.ts";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { openDatabase } from "./database.ts";
import { type User } from "./session.ts";
import { NoSignal } from "./trouble.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** Raised when the shape of a kept answer changes, so that an old one is never read. */
const shape = "1";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        gcTime: 14 * dayMs,
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

const keyOf = (user: User): string => `answers/${user.userId}`;

/** The last answers, kept on this phone for each person, so that the lists are there offline and at once. */
export function persistence(user: User): Omit<PersistQueryClientOptions, "queryClient"> {
  // Asked for at once: the first screen waits for nothing else.
  let found: Promise<unknown> | undefined = read(keyOf(user));
  return {
    buster: shape,
    maxAge: 14 * dayMs,
    persister: createAsyncStoragePersister({
      key: keyOf(user),
      throttleTime: 1000,
      storage: {
        getItem: async (key) => {
          const text = await (found ?? read(key));
          found = undefined;
          return typeof text === "string" ? text : null;
        },
        setItem: async (key, value) => (await openDatabase()).put("values", value, key),
        removeItem: async (key) => (await openDatabase()).delete("values", key),
      },
    }),
    dehydrateOptions: {
      // A list that could not be read anew is still the list: the next start, offline too, begins with it.
      shouldDehydrateQuery: ({ state }) => state.data !== undefined,
    },
  };
}

const read = async (key: string): Promise<unknown> => (await openDatabase()).get("values", key);

/** Forgets what was kept of someone's answers. The photos that wait to be sent stay. */
export async function forgetAnswers(user: User): Promise<void> {
  forgetScreens(localStorage);
  await (await openDatabase()).delete("values", keyOf(user));
}
