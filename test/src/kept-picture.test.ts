import { afterEach, expect, it, vi } from "vitest";
import { bytesOfPicture } from "#src/features/start/kept-picture.ts";

const address = "https://b.example/thumbs/1.webp?X-Amz-Signature=x";
const own = new Blob(["own"], { type: "image/webp" });
const fetchedOne = new Blob(["fetched"], { type: "image/webp" });

/** As much of a browser's reader as is asked of it. */
class Reader extends EventTarget {
  result: string | undefined;
  error = null;
  readAsDataURL(blob: Blob): void {
    void this.read(blob);
  }
  private async read(blob: Blob): Promise<void> {
    this.result = `data:${blob.type};base64,${btoa(await blob.text())}`;
    this.dispatchEvent(new Event("load"));
  }
}

/** A phone whose worker has these copies, by address without signature, and whose network answers so. */
function phone(copies: Readonly<Record<string, Blob>>, answer: () => Promise<Response>) {
  const caches = { match: (name: string) => Promise.resolve(copies[name] && new Response(copies[name])) };
  const fetch = vi.fn(answer);
  vi.stubGlobal("window", { caches });
  vi.stubGlobal("caches", caches);
  vi.stubGlobal("fetch", fetch);
  vi.stubGlobal("FileReader", Reader);
  return fetch;
}
const comes =
  (blob: Blob, status = 200) =>
  () =>
    Promise.resolve(new Response(blob, { status }));

afterEach(() => vi.unstubAllGlobals());

it("takes the worker's copy, whatever the signature, and fetches nothing then", async () => {
  const fetch = phone({ "https://b.example/thumbs/1.webp": own }, comes(fetchedOne));
  expect(await bytesOfPicture(address)).toBe(`data:image/webp;base64,${btoa("own")}`);
  expect(fetch).not.toHaveBeenCalled();
});

it("fetches what the worker has not", async () => {
  phone({}, comes(fetchedOne));
  expect(await bytesOfPicture(address)).toBe(`data:image/webp;base64,${btoa("fetched")}`);
});

it("has nothing of a picture that does not come, is another thing, is too large, or is of this phone only", async () => {
  const of = (answer: () => Promise<Response>, at = address): Promise<string | undefined> => {
    phone({}, answer);
    return bytesOfPicture(at);
  };
  expect(await of(() => Promise.reject(new TypeError("Failed to fetch")))).toBeUndefined();
  expect(await of(comes(fetchedOne, 403))).toBeUndefined();
  expect(await of(comes(new Blob(["<svg/>"], { type: "image/svg+xml" })))).toBeUndefined();
  const bytes = (count: number): Blob => new Blob([new Uint8Array(count)], { type: "image/webp" });
  expect(await of(comes(bytes(60_000)))).toBeDefined();
  expect(await of(comes(bytes(60_001)))).toBeUndefined();
  expect(await of(comes(fetchedOne), "blob:https://a.example/2")).toBeUndefined();
});
