import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { catalogue, modelIds } from "#core/models/catalogue.ts";
import { novaRequest, titanRequest } from "#core/models/embedding.ts";
import { commonFields, stabilityServices } from "#core/models/stability-services.ts";
import { readDrawing } from "#functions/aws/stability-answer.ts";
import { faultOf } from "#functions/aws/bedrock-fault.ts";
import { readToolUse } from "#functions/aws/claude-request.ts";
import { BedrockError } from "#local/bedrock/bedrock-error.ts";
import { readConverseRequest } from "#local/bedrock/converse.ts";
import { readImageRequest } from "#local/bedrock/image-request.ts";
import { modelNamed } from "#local/bedrock/model.ts";
import { retriesOf } from "#functions/edit/draw.ts";
import { columns } from "./model-list.ts";
import { UsageError } from "./usage.ts";

export interface FixtureResult {
  readonly file: string;
  readonly name: string;
  readonly expected: string;
  readonly got: string;
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

type Result = Omit<FixtureResult, "file">;

async function resultsOf(file: string, json: unknown): Promise<readonly Result[]> {
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

const values = z.record(z.string(), z.unknown());
const cases = z.array(
  z.object({
    name: z.string(),
    valid: z.optional(z.boolean()),
    request: z.optional(z.unknown()),
    response: z.optional(z.unknown()),
    body: z.optional(z.unknown()),
    expect: z.optional(z.object({ error: z.string(), message: z.optional(z.string()) })),
  }),
);

/** Requests of one service, read as the embedded Bedrock reads them; answers, as our adapter does. */
async function serviceResults(json: unknown): Promise<readonly Result[]> {
  const fixture = z.object({ modelId: z.string(), cases }).parse(json);
  const results: Result[] = [];
  for (const { name, valid, request, response, expect } of fixture.cases) {
    results.push({
      name,
      expected: valid === true ? "taken" : said(expect?.error ?? "ValidationException", expect?.message),
      got: await outcome(expect?.message !== undefined, async () => {
        const called = modelNamed(fixture.modelId);
        if (called.kind !== "image") throw new TypeError(`${fixture.modelId} is no image model here`);
        await readImageRequest(called.service, Buffer.from(JSON.stringify(request)));
      }),
    });
    if (response !== undefined)
      results.push({
        name: `${name}, its answer`,
        expected: "drawn",
        got: readDrawing(JSON.stringify(response)).kind,
      });
  }
  return results;
}

const said = (error: string, message: string | undefined): string =>
  message === undefined ? error : `${error}: ${message}`;

async function outcome(isWholeMessage: boolean, read: () => unknown): Promise<string> {
  try {
    await read();
    return "taken";
  } catch (error) {
    if (!(error instanceof BedrockError)) throw error;
    return said(error.name, isWholeMessage ? error.message : undefined);
  }
}

/** The fields, limits, quotas and prices that we go by, against those of the fixture. */
function schemaResults(json: unknown): readonly Result[] {
  const fixture = z
    .object({
      fields: z.record(
        z.string(),
        z.looseObject({ min: z.optional(z.number()), max: z.optional(z.number()) }),
      ),
      services: z.record(
        z.string(),
        z.object({
          modelId: z.string(),
          required: z.array(z.string()),
          optional: z.array(z.string()),
          rpm: z.number(),
          priceUsd: z.number(),
        }),
      ),
    })
    .parse(json);
  const ranges = Object.entries(fixture.fields).flatMap(([name, { min, max }]): Result[] => {
    const field = commonFields[name];
    if (min === undefined || field === undefined || !("min" in field)) return [];
    return [{ name: `range of ${name}`, expected: `${min}…${max}`, got: `${field.min}…${field.max}` }];
  });
  const fields = Object.entries(fixture.services).map(([name, { modelId, required, optional }]): Result => {
    const service = stabilityServices.find(({ baseId }) => baseId === modelId);
    const listed = (must: readonly string[], may: readonly string[]): string =>
      [...must.filter((field) => /^\w+$/.test(field)).toSorted(), "|", ...may.toSorted()].join(" ");
    return {
      name: `fields of ${name}`,
      expected: listed(required, optional),
      got: service === undefined ? "unknown" : listed(service.required, service.optional),
    };
  });
  const facts = Object.entries(fixture.services).flatMap(([name, { modelId, rpm, priceUsd }]): Result[] => {
    const model = modelIds.map((id) => catalogue[id]).find(({ id }) => id.endsWith(modelId));
    return model === undefined
      ? []
      : [
          {
            name: `quota and price of ${name}`,
            expected: `${rpm}/min ${priceUsd} USD`,
            got: `${model.requestsPerMinute}/min ${model.usdPerImage} USD`,
          },
        ];
  });
  return [...ranges, ...fields, ...facts];
}

/** HTTP 200 answers: what each is to us. */
function answerResults(json: unknown): readonly Result[] {
  const expected: Readonly<Record<string, string>> = {
    success: "drawn",
    "filtered-prompt (no images, no seeds)": "filtered-words",
    "filtered-output": "filtered-result",
    "filtered-input": "filtered-words",
    "inference-error": "broken",
    "with-nulls": "filtered-result",
  };
  return z
    .object({ cases })
    .parse(json)
    .cases.map(({ name, body }) => {
      const read = readDrawing(JSON.stringify(body));
      return {
        name,
        expected: expected[name] ?? "a case we know",
        got: read.kind === "fault" ? read.fault : read.kind,
      };
    });
}

/** Errors by name: whether ours tries the same model again, as the fixture allows. */
function errorResults(json: unknown): readonly Result[] {
  const { errors } = z
    .object({ errors: z.array(z.object({ name: z.string(), appMayRetry: z.boolean() })) })
    .parse(json);
  return errors.map(({ name, appMayRetry }) => {
    const fault = faultOf[name];
    return {
      name,
      expected: appMayRetry ? "again" : "next model",
      got: fault === undefined ? "unknown" : retriesOf[fault] > 0 ? "again" : "next model",
    };
  });
}

/** Alive models are known here, the dead are refused as AWS refuses them. */
function modelResults(json: unknown): readonly Result[] {
  const { models } = z
    .object({ models: z.array(z.object({ id: z.string(), lifecycle: z.string() })) })
    .parse(json);
  return models.map(({ id, lifecycle }) => {
    const isOver = lifecycle.startsWith("EOL");
    const isOurs = modelIds.some((known) => known === id);
    return {
      name: id,
      expected: isOver ? "ResourceNotFoundException" : isOurs ? "known and routed" : "known or not served",
      got: standing(id, isOurs),
    };
  });
}

function standing(id: string, isOurs: boolean): string {
  try {
    modelNamed(id);
    return isOurs ? "known and routed" : "known or not served";
  } catch (error) {
    if (!(error instanceof BedrockError)) throw error;
    return error.name === "ValidationException" ? "known or not served" : error.name;
  }
}

function retiredResult(json: unknown): Result {
  const { modelId } = z.object({ modelId: z.string() }).parse(json);
  return {
    name: modelId,
    expected: "ResourceNotFoundException",
    got: standing(modelId, false),
  };
}

function embedResults(json: unknown): readonly Result[] {
  const fixture = z.object({ modelId: z.string(), cases }).parse(json);
  const schema = fixture.modelId.includes("nova") ? novaRequest : titanRequest;
  return fixture.cases.map(({ name, valid, request }) => ({
    name,
    expected: valid === true ? "taken" : "ValidationException",
    got: schema.safeParse(request).success ? "taken" : "ValidationException",
  }));
}

const converseAnswer = z.looseObject({
  output: z.object({
    message: z.object({
      content: z.array(
        z.looseObject({ toolUse: z.optional(z.looseObject({ name: z.string(), input: z.unknown() })) }),
      ),
    }),
  }),
  stopReason: z.string(),
});

function converseResults(json: unknown): readonly Result[] {
  const fixture = z.object({ request: values, response: z.optional(converseAnswer) }).parse(json);
  const request: Result = {
    name: "request",
    // Structured output is a form we do not use: the stand-in says so instead of guessing.
    expected: "outputConfig" in fixture.request ? "ValidationException" : "taken",
    got: outcomeOf(() => readConverseRequest(Buffer.from(JSON.stringify(fixture.request)))),
  };
  if (fixture.response === undefined) return [request];
  const use = readToolUse(fixture.response);
  return [
    request,
    { name: "answer", expected: "a tool call", got: "kind" in use ? use.fault : "a tool call" },
  ];
}

function outcomeOf(read: () => unknown): string {
  try {
    read();
    return "taken";
  } catch (error) {
    if (!(error instanceof BedrockError)) throw error;
    return error.name;
  }
}

/** The colon of a model id comes percent-encoded. */
function wireResults(json: unknown): readonly Result[] {
  const { request } = z.object({ request: z.object({ path: z.string() }) }).parse(json);
  const id = decodeURIComponent(/^\/model\/([^/]+)\//.exec(request.path)?.[1] ?? "");
  return [{ name: request.path, expected: "image", got: modelNamed(id).kind }];
}
