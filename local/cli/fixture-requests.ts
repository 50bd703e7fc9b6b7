import * as z from "zod/mini";
import { novaRequest, titanRequest } from "#core/models/embedding.ts";
import { readDrawing } from "#functions/aws/stability-answer.ts";
import { readToolUse } from "#functions/aws/claude-request.ts";
import { BedrockError } from "#local/bedrock/bedrock-error.ts";
import { readConverseRequest } from "#local/bedrock/converse.ts";
import { readImageRequest } from "#local/bedrock/image-request.ts";
import { modelNamed } from "#local/bedrock/model.ts";
import { type CaseResult, cases } from "./fixture-case.ts";

/** Requests of one service, read as the embedded Bedrock reads them; answers, as our adapter does. */
export async function serviceResults(json: unknown): Promise<readonly CaseResult[]> {
  const fixture = z.object({ modelId: z.string(), cases }).parse(json);
  const results: CaseResult[] = [];
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

export function embedResults(json: unknown): readonly CaseResult[] {
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

export async function converseResults(json: unknown): Promise<readonly CaseResult[]> {
  const fixture = z
    .object({ request: z.record(z.string(), z.unknown()), response: z.optional(converseAnswer) })
    .parse(json);
  const request: CaseResult = {
    name: "request",
    // Structured output is a form we do not use: the stand-in says so instead of guessing.
    expected: "outputConfig" in fixture.request ? "ValidationException" : "taken",
    got: await outcome(false, () => readConverseRequest(Buffer.from(JSON.stringify(fixture.request)))),
  };
  if (fixture.response === undefined) return [request];
  const use = readToolUse(fixture.response);
  return [
    request,
    { name: "answer", expected: "a tool call", got: "kind" in use ? use.fault : "a tool call" },
  ];
}

/** The colon of a model id comes percent-encoded. */
export function wireResults(json: unknown): readonly CaseResult[] {
  const { request } = z.object({ request: z.object({ path: z.string() }) }).parse(json);
  const id = decodeURIComponent(/^\/model\/([^/]+)\//.exec(request.path)?.[1] ?? "");
  return [{ name: request.path, expected: "image", got: modelNamed(id).kind }];
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
