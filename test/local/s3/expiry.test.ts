import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { expire } from "#local/s3/expiry.ts";
import { openObjectStore } from "#local/s3/object-store.ts";
import { freshDir } from "#test/local/support/stores.ts";

const day = 24 * 3600 * 1000;

it("expires previews after a day and nothing else", async () => {
  let now = 1_000_000;
  const store = openObjectStore(freshDir(), () => now);
  const make = async (key: string): Promise<void> => {
    const staged = await store.stage(
      (async function* () {
        yield Buffer.from(key);
      })(),
    );
    await store.commit(key, staged, { headers: {}, metadata: {}, checksums: {} });
  };
  await make("previews/old");
  await make("results/old");
  now += day;
  await make("previews/new");
  now += 1;
  const rules = [{ prefix: "previews/", maxAgeMs: day }];
  expect(await expire(store, rules, now)).toEqual(["previews/old"]);
  expect(store.keys()).toEqual(["previews/new", "results/old"]);
});

describe("a store that was interrupted", () => {
  it("sets a spoiled record aside and serves the rest", async () => {
    const dir = freshDir();
    const store = openObjectStore(dir, Date.now);
    const staged = await store.stage(
      (async function* () {
        yield Buffer.from("x");
      })(),
    );
    await store.commit("kept", staged, { headers: {}, metadata: {}, checksums: {} });
    writeFileSync(join(dir, "objects", "spoiled.json"), "");
    writeFileSync(join(dir, "data", "its-bytes"), "photo");
    const complained = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(openObjectStore(dir, Date.now).keys()).toEqual(["kept"]);
    expect(complained).toHaveBeenCalledOnce();
    // What the spoiled record stood for is nobody's to delete.
    expect(readdirSync(join(dir, "data"))).toHaveLength(2);
    expect(openObjectStore(dir, Date.now).keys()).toEqual(["kept"]);
    complained.mockRestore();
  });

  it("forgets bytes that never became an object", async () => {
    const dir = freshDir();
    const store = openObjectStore(dir, Date.now);
    const cut = store.stage(
      (async function* () {
        yield Buffer.from("half");
        throw new Error("the client left");
      })(),
    );
    await expect(cut).rejects.toThrow("the client left");
    expect(openObjectStore(dir, Date.now).keys()).toEqual([]);
  });
});
