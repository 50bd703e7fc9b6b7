import { readdir } from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

it("makes no formatter while the words are being loaded, and each once when it is first needed", async () => {
  const made: string[] = [];
  const noted = (name: "NumberFormat" | "DateTimeFormat" | "PluralRules"): unknown =>
    new Proxy(Intl[name], {
      construct(target, args: unknown[]) {
        made.push(name);
        return Reflect.construct(target, args) as object;
      },
    });
  vi.stubGlobal("Intl", {
    NumberFormat: noted("NumberFormat"),
    DateTimeFormat: noted("DateTimeFormat"),
    PluralRules: noted("PluralRules"),
  });
  const src = new URL("../../src/", import.meta.url);
  const files = (await readdir(src)).filter((name) => name.endsWith("-words.ts"));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) await import(new URL(file, src).href);
  expect(made).toEqual([]);

  const { count } = await import("#src/first-words.ts");
  expect([count(1, "photo", "photos"), count(1200, "photo", "photos")]).toEqual(["1 photo", "1,200 photos"]);
  expect(made).toEqual(["PluralRules", "NumberFormat"]);
});
