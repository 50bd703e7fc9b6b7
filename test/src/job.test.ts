import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newRequestId } from "#src/backend/request-id.ts";
import { advance, isDue, type Job, type JobEvent } from "#src/features/upload/job.ts";
import { newJob } from "#src/features/upload/new-job.ts";

const reason = { message: "No signal.", remedy: "Wait." };
const event: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom("no-signal" as const, "turned-away" as const),
    reason: fc.constant(reason),
    nowMs: fc.nat(1_000_000),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  fc.record({ type: fc.constant("refused" as const), reason: fc.constant(reason), spent: fc.boolean() }),
  fc.constant(null).map((): JobEvent => ({ type: "try-again", requestId: newRequestId() })),
);
const aJob = (): Job => newJob(new File(["x"], "x.jpg"), undefined, 0);

describe("a job of the upload queue", () => {
  it("never loses its photo, its id or its name, whatever happens to it", () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const job = aJob();
        const after = events.reduce(advance, job);
        expect(after).toMatchObject({ id: job.id, name: job.name, addedAtMs: job.addedAtMs });
        expect(after.photo).toBe(job.photo);
      }),
    );
  });

  it("keeps its request id until the backend has judged it and the person asks again", () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let job = aJob();
        for (const one of events) {
          const isSpent = job.standing.state === "stopped" && job.standing.spent;
          const next = advance(job, one);
          expect(next.requestId !== job.requestId).toBe(isSpent && one.type === "try-again");
          job = next;
        }
      }),
    );
  });

  it("without signal is tried for ever, with waits of at most five and a half minutes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (times, chance) => {
          let job = aJob();
          for (let i = 0; i < times; i++) job = advance(job, { type: "no-signal", reason, nowMs: 0, chance });
          expect(job.standing).toMatchObject({ state: "waiting", failures: times });
          expect(isDue(job, 0, false)).toBe(false);
          expect(isDue(job, 0, true)).toBe(true);
          expect(isDue(job, 330_000, false)).toBe(true);
        },
      ),
    );
  });
});
