import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = readFileSync(inProject("SECURITY.md"), "utf8");

it("every test that SECURITY.md names is there, and every threat names one", () => {
  const named = [...text.matchAll(/`(test\/[^`]+\.ts)`/g)].flatMap(([, path]) => path ?? []);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(inProject(path)))).toEqual([]);
  const threats = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
  expect(threats.filter((line) => !line.includes("`test/"))).toEqual([]);
});
