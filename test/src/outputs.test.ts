import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadOutputs } from "#src/backend/outputs.ts";
import { memoryStorage } from "./memory-storage.ts";

const at = (url: string) => ({
  auth: { user_pool_id: "us-west-2_a", user_pool_client_id: "b", aws_region: "us-west-2" },
  data: { url },
});
let served: () => Response;
const beginAnew = vi.fn();
const atOnce = () => Promise.resolve();

describe("where the backend is", () => {
  beforeEach(() => {
    beginAnew.mockReset();
    vi.stubGlobal("fetch", async () => served());
    vi.stubGlobal("reportError", (error: unknown) => {
      throw error;
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is asked for at the first start, and known at once at the next, offline too", async () => {
    const storage = memoryStorage();
    served = () => Response.json(at("https://a.example/graphql"));
    expect(await loadOutputs(storage, beginAnew, atOnce)).toMatchObject({ state: "found" });
    served = () => Response.error();
    expect(await loadOutputs(storage, beginAnew, atOnce)).toMatchObject({
      state: "found",
      outputs: { data: { url: "https://a.example/graphql" } },
    });
    expect(beginAnew).not.toHaveBeenCalled();
  });

  it("begins the app anew when it has moved, once", async () => {
    const storage = memoryStorage();
    served = () => Response.json(at("https://a.example/graphql"));
    await loadOutputs(storage, beginAnew, atOnce);
    served = () => Response.json(at("https://b.example/graphql"));
    await loadOutputs(storage, beginAnew, atOnce);
    await vi.waitFor(() => expect(beginAnew).toHaveBeenCalledTimes(1));
    expect(await loadOutputs(storage, beginAnew, atOnce)).toMatchObject({
      outputs: { data: { url: "https://b.example/graphql" } },
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(beginAnew).toHaveBeenCalledTimes(1);
  });

  it("is unreachable where nothing answers, and unknown where something else does", async () => {
    served = () => new Response("", { status: 503 });
    expect(await loadOutputs(memoryStorage(), beginAnew, atOnce)).toEqual({ state: "unreachable" });
    served = () => new Response("<!doctype html>");
    expect(await loadOutputs(memoryStorage(), beginAnew, atOnce)).toEqual({ state: "unknown" });
  });
});
