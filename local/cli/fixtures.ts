import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { answerResults, errorResults } from "./fixture-answers.ts";
import { type CaseResult } from "./fixture-case.ts";
import { modelResults, retiredResult, schemaResults } from "./fixture-facts.ts";
import { converseResults, embedResults, serviceResults, wireResults } from "./fixture-requests.ts";
import { columns } from "./model-list.ts";
import { UsageError } from "./usage.ts";

export interface FixtureResult extends CaseResult {
  readonly file: string;
}

/**
 * Holds our adapters and the embedded Bedrock against a folder of payload fixtures: requests that must be taken or
 * refused, answers and errors that must be read, models that must be known or gone. Each row passes when it got what
 * the fixture expects.
 * @param dir holds the fixtures as JSON files; throws UsageError when it holds none
 */
export async function checkFixtures(dir: string): Promise<readonly FixtureResult[]> {
  const files = await readdir(dir).catch((cause: unknown) => {
    throw new UsageError(`cannot read the folder ${dir}`, { cause });
  });
  const named = files.filter((file) => file.endsWith(".json")).toSorted();
  if (named.length === 0) throw new UsageError(`there are no fixtures in ${dir}`);
  const results: FixtureResult[] = [];
  for (const file of named) {
    const json: unknown = JSON.parse(await readFile(join(dir, file), "utf8"));
    for (const result of await resultsOf(file, json))
      results.push({ file: file.replace(/\.json$/, ""), ...result });
  }
  return results;
}

export const fixtureLines = (results: readonly FixtureResult[]): readonly string[] =>
  columns([
    ["", "file", "case", "expected", "got"],
    ...results.map((result) => [
      isPassed(result) ? "ok" : "NO",
      result.file,
      shortened(result.name),
      shortened(result.expected),
      shortened(result.got),
    ]),
  ]);

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

export const isPassed = ({ expected, got }: FixtureResult): boolean => expected === got;

async function resultsOf(file: string, json: unknown): Promise<readonly CaseResult[]> {
  if (file === "schema-stability-image-services.json") return schemaResults(json);
  if (file === "stability-responses.json") return answerResults(json);
  if (file === "errors.json") return errorResults(json);
  if (file === "models.json") return modelResults(json);
  if (file.startsWith("retired-")) return [retiredResult(json)];
  if (file.startsWith("embed-")) return embedResults(json);
  if (file.startsWith("converse-")) return converseResults(json);
  if (file.startsWith("stability-")) return serviceResults(json);
  if (file.startsWith("wire-")) return wireResults(json);
  return [{ name: "(a form we do not use)", expected: "not used", got: "not used" }];
}
