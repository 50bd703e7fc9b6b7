import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type BatchView } from "#core/api/batch-views.ts";
import { type TaskStatus } from "#core/batch/batch.ts";
import { type Call } from "#src/backend/api.ts";
import { NoSignal } from "#src/backend/trouble.ts";
import { type Toast } from "#src/design/toast.tsx";
import { tellEnd } from "#src/features/batch/tell-end.ts";
import { aBatch } from "./batches.ts";

// What asks again and again looks once, when it is loaded, whether this is a browser.
vi.hoisted(() => Object.assign(globalThis, { window: {} }));

const said: Toast[] = [];
vi.mock("#src/design/toast.tsx", () => ({ toast: (one: Toast) => said.push(one) }));

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody at this place of the app, and a backend that answers one after the other, the last for ever. */
async function follow(pathname: string, answers: readonly (BatchView | Error)[]): Promise<number> {
  vi.stubGlobal("window", { location: { pathname } });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  let asked = 0;
  const call = (async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return { batch: answer };
    // Only one operation is asked for here.
  }) as unknown as Call;
  const { batchId } = aBatch({ statuses: ["pending"] });
  tellEnd(client, call, batchId);
  // Both screens that show a batch say so.
  tellEnd(client, call, batchId);
  await vi.advanceTimersByTimeAsync(60_000);
  client.clear();
  return asked;
}

const running = aBatch({ statuses: ["completed", "processing"] });
const ended = (...statuses: readonly TaskStatus[]): BatchView => aBatch({ statuses });

describe("a batch that ends while its person is elsewhere", () => {
  it("is told of once, with the way to it, and not asked after any more", async () => {
    const asked = await follow("/p/1", [running, running, ended("completed", "failed")]);
    expect(said).toMatchObject([
      { text: "Batch: 1 of 2 photos done", link: { href: `/batch/${running.batchId}` } },
    ]);
    expect(asked).toBe(3);
  });

  it("is told of after a time without signal too", async () => {
    await follow("/", [running, new NoSignal(), new NoSignal(), ended("completed")]);
    expect(said).toMatchObject([{ text: "Batch: 1 photo done" }]);
  });

  it("says nothing where it is seen, or when its person ended it", async () => {
    await follow(`/batch/${running.batchId}`, [running, ended("completed")]);
    await follow("/", [running, { ...running, state: "cancelled" }]);
    expect(said).toEqual([]);
  });
});
