import { describe, expect, it, vi } from "vitest";
import { inputSidePx } from "#engine/objects/executed.ts";
import { drawn } from "#test/engine/drawn.ts";
import { deaths, type ModuleWorker } from "#test/engine/thread/deaths.ts";

const threads = await vi.hoisted(async () => (await import("#test/engine/thread/deaths.ts")).mortalThreads());
vi.mock("#engine/thread/module-worker.ts", async (load) => {
  const { moduleWorker } = await load<{ moduleWorker: ModuleWorker }>();
  return { moduleWorker: threads.by(moduleWorker) };
});

const square = drawn(inputSidePx, inputSidePx, (x, y) => [x / 2, y / 2, 90]).data;

/** Asks a thread that nobody has asked before. */
async function freshNetwork() {
  vi.resetModules();
  const { askNetwork } = await import("#engine/objects/network-thread.ts");
  return () => askNetwork(square, ["tower_0/detections"]);
}

describe.each(deaths)("the network's thread, %s while it is asked", (death) => {
  it("is followed by another, which is asked the same", async () => {
    const ask = await freshNetwork();
    const before = threads.started();
    threads.die(death);
    const [one, other] = await Promise.all([ask(), ask()]);
    expect([one.kind, other.kind]).toEqual(["seen", "seen"]);
    expect(threads.started() - before).toBe(2);
  });

  it("says so when the other dies too, and hinders nobody who asks later", async () => {
    const ask = await freshNetwork();
    threads.die(death, death);
    await expect(ask()).rejects.toThrow(/thread (died|ended)/);
    expect((await ask()).kind).toBe("seen");
  });
});
