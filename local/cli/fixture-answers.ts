import * as z from "zod/mini";
import { readDrawing } from "#functions/aws/stability-answer.ts";
import { faultOf } from "#functions/aws/bedrock-fault.ts";
import { retriesOf } from "#functions/edit/draw.ts";
import { type CaseResult, cases } from "./fixture-case.ts";

/** HTTP 200 answers: what each is to us. */
export function answerResults(json: unknown): readonly CaseResult[] {
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
export function errorResults(json: unknown): readonly CaseResult[] {
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
