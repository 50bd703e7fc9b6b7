import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TaskStatus } from "#core/batch/batch.ts";
import { hear, type Pace, shareDone, timeLeft } from "#src/features/batch/pace.ts";
import { aBatch } from "./batches.ts";

/** Four tasks of a second each, these of them ended, heard at that time with that estimate. */
const heard = (before: Pace | undefined, ended: number, estimateMs: number, atMs: number): Pace =>
  hear(
    before,
    aBatch({
      estimateMs,
      statuses: Array.from({ length: 4 }, (_, i): TaskStatus => (i < ended ? "completed" : "processing")),
    }),
    atMs,
  );

describe("the time that is left of a batch", () => {
  it("counts down from what the backend measured", () => {
    expect(timeLeft(heard(undefined, 1, 9000, 100), 2100)).toBe(7000);
  });

  it("is not put off by an answer that only says that time has passed", () => {
    const first = heard(undefined, 1, 9000, 0);
    const later = heard(first, 1, 15_000, 5000);
    expect(timeLeft(later, 5000)).toBe(4000);
  });

  it("is corrected, up or down, when a task has ended", () => {
    const first = heard(undefined, 1, 9000, 0);
    expect(timeLeft(heard(first, 2, 12_000, 5000), 5000)).toBe(12_000);
    expect(timeLeft(heard(first, 2, 1000, 5000), 5500)).toBe(500);
  });

  it("is not made up once it has run out", () => {
    expect(timeLeft(heard(undefined, 1, 9000, 0), 9000)).toBeUndefined();
  });

  it("a clock that was set back makes it no longer than was measured", () => {
    expect(timeLeft(heard(undefined, 1, 9000, 10_000), 0)).toBe(9000);
  });
});

describe("the share of a batch that is done", () => {
  const statuses = fc.array(fc.constantFrom<TaskStatus>("pending", "processing", "preview"), {
    minLength: 1,
    maxLength: 20,
  });

  it("never goes back while tasks end", () => {
    fc.assert(
      fc.property(statuses, fc.array(fc.nat(19)), (begun, ends) => {
        let now = begun;
        let pace = hear(undefined, aBatch({ statuses: now }), 0);
        for (const [at, end] of ends.entries()) {
          now = now.map((status, i) => (i === end ? "completed" : status));
          const next = hear(pace, aBatch({ statuses: now }), at);
          expect(shareDone(next)).toBeGreaterThanOrEqual(shareDone(pace));
          pace = next;
        }
      }),
    );
  });

  it("counts neither what was left out nor what was refused", () => {
    expect(
      shareDone(hear(undefined, aBatch({ statuses: ["skipped", "refused", "completed", "pending"] }), 0)),
    ).toBe(0.5);
  });

  it("is all of it when there is nothing to do", () => {
    expect(shareDone(hear(undefined, aBatch({ statuses: ["skipped"] }), 0))).toBe(1);
  });
});
