import { dehydrate, type DehydratedState, hydrate, type QueryClient } from "@tanstack/react-query";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { openDatabase } from "./database.ts";
import { jsonInPieces } from "./json-in-pieces.ts";
import { type User } from "./session.ts";

/** Raised when the shape of a kept answer changes, so that an old one is never read. */
const shape = 2;
/** Older ones are of no use to anybody. */
export const keptForMs = 14 * 24 * 60 * 60 * 1000;
/** What changes together is kept together. */
const keepAfterMs = 1000;
/** What is kept is opened down to each item of a list's pages: answers, queries, query, state, data, pages, page, items. */
const toItems = 9;

/** Where the answers of one person are kept, as a text. */
export interface AnswerShelf {
  readonly read: () => Promise<unknown>;
  readonly write: (text: string) => Promise<unknown>;
}

interface Kept {
  readonly shape: typeof shape;
  readonly keptAtMs: number;
  readonly answers: DehydratedState;
}

/** The last answers, kept on this phone for each person, so that the lists are there offline and at once. */
export function answersOf(user: User): AnswerShelf {
  const key = keyOf(user);
  // Asked for at once: the first screen waits for nothing else. Whoever reads hears of its failure.
  const found = openDatabase().then((database) => database.get("values", key));
  found.catch(() => undefined);
  return {
    read: () => found,
    write: async (text) => (await openDatabase()).put("values", text, key),
  };
}

/** Puts what was kept into the client, if it is not too old. Throws what reading threw. */
export async function restoreAnswers(client: QueryClient, shelf: AnswerShelf, nowMs: number): Promise<void> {
  const text = await shelf.read();
  if (typeof text !== "string") return;
  // Written by this very module; another shape of it is not read.
  const { shape: of, keptAtMs = 0, answers } = JSON.parse(text) as Partial<Kept>;
  if (of === shape && keptAtMs > nowMs - keptForMs && answers) hydrate(client, answers);
}

/** Keeps the client's answers from now on, whenever they change. @returns what ends that */
export function keepAnswers(client: QueryClient, shelf: AnswerShelf): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;
  let keeping = Promise.resolve();
  const keep = async (): Promise<void> => {
    const kept: Kept = {
      shape,
      keptAtMs: Date.now(),
      answers: dehydrate(client, {
        // A list that could not be read anew is still the list: the next start, offline too, begins with it.
        shouldDehydrateQuery: ({ state }) => state.data !== undefined,
        shouldDehydrateMutation: () => false,
      }),
    };
    const text = await jsonInPieces(kept, toItems);
    if (!isEnded) await shelf.write(text);
  };
  const keepNext = (): void => {
    timer = undefined;
    // One after the other: an older text never lies over a newer one.
    keeping = keeping.then(keep).catch(reportError);
  };
  const stop = client.getQueryCache().subscribe(({ type }) => {
    // Who looks at an answer does not change it.
    if (type === "added" || type === "removed" || type === "updated")
      timer ??= setTimeout(keepNext, keepAfterMs);
  });
  return () => {
    isEnded = true;
    stop();
    clearTimeout(timer);
  };
}

/** Forgets what was kept of someone's answers. The photos that wait to be sent stay. */
export async function forgetAnswers(user: User): Promise<void> {
  forgetScreens(localStorage);
  await (await openDatabase()).delete("values", keyOf(user));
}

const keyOf = (user: User): string => `answers/${user.userId}`;
