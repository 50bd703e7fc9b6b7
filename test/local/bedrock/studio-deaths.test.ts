import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createStudioPool } from "#local/bedrock/studio-pool.ts";
import { type Studio, type StudioJob } from "#local/bedrock/studio.ts";
import { deaths, type ModuleWorker } from "#test/engine/thread/deaths.ts";
import { emptyRoom } from "#test/pictures/scenes.ts";

const threads = await vi.hoisted(async () => (await import("#test/engine/thread/deaths.ts")).mortalThreads());
vi.mock("#engine/thread/module-worker.ts", async (load) => {
  const { moduleWorker } = await load<{ moduleWorker: ModuleWorker }>();
  return { moduleWorker: threads.by(moduleWorker) };
});

const patient = new AbortController().signal;
let copy: StudioJob;
let pool: Studio;
beforeAll(async () => {
  const image = await emptyRoom({ width: 480, height: 320 });
  copy = { image, work: { kind: "copy" }, seed: 1, size: { kind: "same" }, format: "png" };
});
afterEach(() => pool.close());

describe.each(deaths)("a thread of the studio, %s while it draws", (death) => {
  it("takes its own picture with it, and what waits is drawn by another", async () => {
    pool = createStudioPool(1);
    threads.die(death);
    const dying = pool.edit(copy, patient);
    const waiting = pool.edit(copy, patient);
    await expect(dying).rejects.toThrow(/code 1|out of memory|does not start|fell over/);
    expect((await waiting).length).toBeGreaterThan(1000);
    expect((await pool.edit(copy, patient)).length).toBeGreaterThan(1000);
  });

  it("leaves no picture waiting for ever where all threads die", async () => {
    pool = createStudioPool(2);
    threads.die(death, death, death);
    const drawn = await Promise.allSettled([1, 2, 3, 4].map(() => pool.edit(copy, patient)));
    expect(drawn.map(({ status }) => status).toSorted()).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
    ]);
  });
});
