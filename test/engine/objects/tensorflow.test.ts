import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadNetwork, loadNetworkFrom } from "#engine/objects/tensorflow.ts";

const require = createRequire(import.meta.url);
const installed = {
  load: (name: string): unknown => require(name),
  find: (name: string): string => require.resolve(name),
  findModels: (): string => require.resolve("@vladmandic/human"),
};

afterEach(() => vi.restoreAllMocks());

describe("loadNetwork", () => {
  it("loads once and leaves no handler behind that would end the process", async () => {
    const before = ["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event));
    const [one, two] = await Promise.all([loadNetwork(), loadNetwork()]);
    expect(one.kind).toBe("loaded");
    expect(two).toBe(one);
    expect(["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event))).toEqual(
      before,
    );
  });

  it("says so where its packages are not installed", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
    const load = (name: string): never => {
      throw new Error(`Cannot find module '${name}'`);
    };
    const loaded = await loadNetworkFrom({ ...installed, load });
    expect(loaded).toEqual({ kind: "unavailable", reason: "Cannot find module '@tensorflow/tfjs-core'" });
    expect(warned).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("@tensorflow/tfjs-core"),
      expect.objectContaining({ type: "ObjectDetectionUnavailable" }),
    );
  });

  it("says so where the weights are missing", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
    const folder = await mkdtemp(join(tmpdir(), "no-weights-"));
    try {
      const loaded = await loadNetworkFrom({
        ...installed,
        findModels: () => join(folder, "dist", "index.js"),
      });
      expect(loaded).toMatchObject({
        kind: "unavailable",
        reason: expect.stringContaining("centernet.") as unknown,
      });
      expect(warned).toHaveBeenCalledOnce();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
