import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type AnswerShelf, keepAnswers, keptForMs, restoreAnswers } from "#src/backend/keep-answers.ts";

const key = ["images"];

class MemoryShelf implements AnswerShelf {
  readonly written: string[] = [];
  read = (): Promise<unknown> => Promise.resolve(this.written.at(-1));
  write = (text: string): Promise<unknown> => Promise.resolve(this.written.push(text));
}

/** A phone that has kept these answers a moment ago. */
async function phone(...answers: readonly string[]): Promise<MemoryShelf> {
  const shelf = new MemoryShelf();
  const client = new QueryClient();
  const stop = keepAnswers(client, shelf);
  for (const answer of answers) client.setQueryData(key, answer);
  await vi.advanceTimersByTimeAsync(5000);
  stop();
  return shelf;
}

async function restored(shelf: AnswerShelf, nowMs = Date.now()): Promise<unknown> {
  const client = new QueryClient();
  await restoreAnswers(client, shelf, nowMs);
  return client.getQueryData(key);
}

const reported = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("reportError", reported.mockReset());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("says when the phone would not keep them, and goes on", async () => {
  const shelf = new MemoryShelf();
  const full = new Error("no room");
  const client = new QueryClient();
  keepAnswers(client, { ...shelf, write: () => Promise.reject(full) });
  client.setQueryData(key, "one photo");
  await vi.advanceTimersByTimeAsync(5000);
  expect(reported).toHaveBeenCalledExactlyOnceWith(full);
  expect(client.getQueryData(key)).toBe("one photo");
});

it("keeps the last of several answers in one go, and the next start has it", async () => {
  const shelf = await phone("one photo", "two photos", "three photos");
  expect(shelf.written).toHaveLength(1);
  expect(await restored(shelf)).toBe("three photos");
});

it("lets the next start keep what it was given", async () => {
  const shelf = await phone("one photo");
  const client = new QueryClient();
  await restoreAnswers(client, shelf, Date.now());
  keepAnswers(client, shelf);
  client.setQueryData(["listings"], "one listing");
  await vi.advanceTimersByTimeAsync(5000);
  expect(await restored(shelf)).toBe("one photo");
});

it("reads neither what is too old nor what has another shape", async () => {
  const shelf = await phone("one photo");
  expect(await restored(shelf, Date.now() + keptForMs - 60_000)).toBe("one photo");
  expect(await restored(shelf, Date.now() + keptForMs)).toBeUndefined();
  const [text = ""] = shelf.written;
  shelf.written.push(JSON.stringify({ ...(JSON.parse(text) as object), shape: 1 }));
  expect(await restored(shelf)).toBeUndefined();
  shelf.written.push(`{"buster":"1","timestamp":${Date.now()},"clientState":{"queries":[]}}`);
  expect(await restored(shelf)).toBeUndefined();
});

it("keeps a list that could not be read anew, and no question without an answer", async () => {
  const shelf = new MemoryShelf();
  const client = new QueryClient();
  keepAnswers(client, shelf);
  const ask = (queryKey: readonly string[]): Promise<void> =>
    client
      .fetchQuery({ queryKey, retry: false, queryFn: () => Promise.reject(new Error("no signal")) })
      .then(() => undefined)
      .catch(() => undefined);
  client.setQueryData(key, "one photo");
  await Promise.all([ask(key), ask(["listings"])]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await restored(shelf)).toBe("one photo");
  expect(shelf.written.at(-1)).not.toContain("listings");
});

it("keeps nothing after it was ended: what was forgotten is not written again", async () => {
  const shelf = new MemoryShelf();
  const client = new QueryClient();
  const stop = keepAnswers(client, shelf);
  client.setQueryData(key, "one photo");
  stop();
  client.setQueryData(key, "two photos");
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.written).toEqual([]);
});

it("keeps nothing after it was ended while it was writing", async () => {
  const shelf = new MemoryShelf();
  const client = new QueryClient();
  const stop = keepAnswers(client, shelf);
  client.setQueryData(key, Array.from({ length: 50 }, String));
  vi.advanceTimersByTime(1000);
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.written).toEqual([]);
});
