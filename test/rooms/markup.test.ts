import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Descriptions, names and what models answer are text wherever they are shown: React escapes what it draws, and nothing
 * in the app goes past it.
 */
const src = join(import.meta.dirname, "../../src");
const past =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(/;

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));

describe("the app", () => {
  it("has nothing that makes markup or code of text", () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.filter((file) => past.test(readFileSync(join(src, file), "utf8")));
    expect(found).toEqual([]);
  });
});
