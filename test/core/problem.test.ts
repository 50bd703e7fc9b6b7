import { describe, expect, it } from "vitest";
import { problem, problemKinds } from "#core/problem-schema.ts";
import { problemOf } from "#core/problem.ts";

describe("a problem", () => {
  it.each(problemKinds)("%s says what happened and what to do", (kind) => {
    const said = problemOf(kind, { retryAfterSeconds: 30 });
    expect(problem.parse(said)).toEqual(said);
    expect(said.message).toMatch(/[.!]$/);
    expect(said.remedy).toMatch(/[.!]$/);
    expect(said.message).not.toContain("undefined");
  });

  it.each([
    ["file-too-large", "File size exceeds 10MB limit. Please compress your image or select a smaller file."],
    ["unsupported-format", "Unsupported file format. Please upload JPEG, PNG, or WebP images."],
    ["upload-failed", "Failed to upload image. Please try again."],
    ["timeout", "Processing is taking longer than expected. Please try again or try a different image."],
    ["load-failed", "Unable to load image. Please refresh and try again."],
  ] as const)("%s speaks word for word as the requirements do", (kind, message) => {
    expect(problemOf(kind).message).toBe(message);
  });

  it.each([
    [1, "in 1 second"],
    [59, "in 59 seconds"],
    [600, "in 10 minutes"],
    [7200, "in 2 hours"],
    [864_000, "in 10 days"],
  ])("says %i seconds as %s", (retryAfterSeconds, words) => {
    expect(problemOf("rate-limited", { retryAfterSeconds }).remedy).toContain(`${words}.`);
  });
});
