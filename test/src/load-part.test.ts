import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPart, MissingPart } from "#src/boot/load-part.ts";

const fetched = vi.fn<(file: string) => Promise<Response>>();
let named = 0;
/** A file that no other test has asked for. */
const newFile = (): string => `assets/part-${named++}.js`;

beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("document", { querySelector: () => null });
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
});

describe("a part of the app", () => {
  it("is not imported before all its files have come", async () => {
    const load = vi.fn<() => Promise<string>>(async () => "part");
    fetched.mockResolvedValueOnce(new Response("a")).mockRejectedValueOnce(new TypeError("Failed to fetch"));
    await expect(loadPart(load, [newFile(), newFile()])).rejects.toBeInstanceOf(MissingPart);
    expect(load).not.toHaveBeenCalled();
  });

  it("is asked for again after it did not come, once it has come no more", async () => {
    const file = newFile();
    const load = vi.fn<() => Promise<string>>(async () => "part");
    fetched.mockResolvedValueOnce(new Response("away", { status: 503 }));
    await expect(loadPart(load, [file])).rejects.toBeInstanceOf(MissingPart);
    fetched.mockImplementation(async () => new Response("a"));
    expect(await Promise.all([loadPart(load, [file]), loadPart(load, [file])])).toEqual(["part", "part"]);
    expect(fetched.mock.calls).toEqual([[`/${file}`], [`/${file}`]]);
  });

  it("that the page itself names is not fetched a second time", async () => {
    vi.stubGlobal("document", { querySelector: () => ({}) });
    expect(await loadPart(async () => "part", [newFile()])).toBe("part");
    expect(fetched).not.toHaveBeenCalled();
  });
});
