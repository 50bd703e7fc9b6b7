import { describe, expect, it } from "vitest";
import { fuzzLaws } from "#test/fuzz/laws.ts";

describe("of five hundred cases each", () => {
  it.each(fuzzLaws)("$name", ({ run }) => expect(run(500)).resolves.toBeUndefined(), 120_000);
});
