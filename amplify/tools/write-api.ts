import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readApi } from "./read-api.ts";

/** Writes schema.graphql and rules.json: what the embedded cloud and the tests know of the synthesized API. */
export function writeApi(templatesDir: string, apiDir: string): void {
  const { sdl, rules } = readApi(templatesDir);
  mkdirSync(apiDir, { recursive: true });
  writeFileSync(join(apiDir, "schema.graphql"), sdl.endsWith("\n") ? sdl : `${sdl}\n`);
  writeFileSync(join(apiDir, "rules.json"), `${asPrettierDoes(JSON.stringify(rules, undefined, 2))}\n`);
}

/** Lists of words stand on one line. */
const asPrettierDoes = (json: string): string =>
  json.replaceAll(
    /\[\s+("[^"{}]*"(?:,\s+"[^"{}]*")*)\s+\]/g,
    (_, words: string) => `[${words.replaceAll(/\s+/g, " ")}]`,
  );
