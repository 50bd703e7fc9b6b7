import { describe, expect, it } from "vitest";
import { requestProblem } from "#core/api/request-problem.ts";

const error = (errorType: string | undefined, path: string[] | null, message = "words") => ({
  message,
  errorType,
  path,
});

describe("what AppSync refuses by itself", () => {
  it.each([
    ["no function may be asked", 200, error("Unauthorized", ["getImage"]), "not-allowed"],
    ["the firewall", 403, error("WAFForbiddenException", null), "rate-limited"],
    ["the size", 413, error("RequestEntityTooLargeException", null), "request-too-large"],
    ["the document", 200, error(undefined, null, "Validation error of type x"), "request-not-understood"],
  ])("for %s is a problem", (_why, status, refusal, kind) => {
    expect(requestProblem(status, [refusal])?.kind).toBe(kind);
  });

  it("says when the firewall opens again", () => {
    expect(requestProblem(403, [error("WAFForbiddenException", null)])?.retryAfterSeconds).toBe(300);
  });

  it("names the input that a variable was", () => {
    expect(
      requestProblem(200, [error(undefined, null, "Variable 'limit' has an invalid value.")])?.field,
    ).toBe("limit");
  });

  it.each([
    ["threw", error("Lambda:Unhandled", ["getImage"])],
    ["took too long", error("ExecutionTimeout", ["getImage"])],
  ])("is no problem of a person's when a function of ours %s", (_what, failure) => {
    expect(requestProblem(200, [failure])).toBeUndefined();
  });
});
