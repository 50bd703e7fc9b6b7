import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImageId, userId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { carryOut } from "#src/backend/carry-out.ts";
import { type Deletion, idOf, type Thing } from "#src/backend/deletion.ts";
import { NoSignal, Refused } from "#src/backend/trouble.ts";
import { memoryDeletions } from "./memory-deletions.ts";
import { anImageId } from "./views.ts";

const undoMs = 6000;
const photo = (place: number): ImageId => anImageId(place);
const aDeletion = (imageId: ImageId, dueAtMs: number): Deletion => ({
  thing: { what: "image", imageId },
  owner: userId.parse("11111111-1111-4111-8111-111111111111"),
  said: "1 photo deleted.",
  dueAtMs,
  hasBegun: false,
});

const anyPlace = fc.integer({ min: 0, max: 3 });
const anyStep = fc.oneof(
  fc.record({ do: fc.constant("ask" as const), place: anyPlace }),
  fc.record({ do: fc.constant("undo" as const), place: anyPlace }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 100, max: 9000 }) }),
  /** The app looks for what is due: a start, a timer, the signal's return. */
  fc.record({
    do: fc.constant("look" as const),
    answer: fc.constantFrom("comes", "is lost", "no signal", "busy"),
  }),
);

/** A phone with photos in the cloud; the app may be closed and started between any two steps, for it knows nothing else. */
class Phone {
  nowMs = 0;
  readonly shelf = memoryDeletions();
  readonly cloud = new Set([0, 1, 2, 3].map(photo));
  readonly ended: string[] = [];
  readonly undone = new Set<string>();
  readonly tooEarly: string[] = [];
  private readonly dueAtMs = new Map<string, number>();

  async ask(id: ImageId): Promise<void> {
    if (!this.cloud.has(id) || (await this.isLeaving(id))) return;
    this.undone.delete(id);
    this.dueAtMs.set(id, this.nowMs + undoMs);
    await this.shelf.keep([aDeletion(id, this.nowMs + undoMs)]);
  }
  async undo(id: ImageId): Promise<void> {
    if (await this.shelf.undo(id)) this.undone.add(id);
  }
  async look(answer: "comes" | "is lost" | "no signal" | "busy"): Promise<void> {
    const remove = async (thing: Thing): Promise<void> => {
      await Promise.resolve();
      if (answer === "no signal") throw new NoSignal();
      if (answer === "busy") throw new Refused(problemOf("rate-limited", { retryAfterSeconds: 5 }));
      const id = idOf(thing);
      if (this.nowMs < (this.dueAtMs.get(id) ?? 0)) this.tooEarly.push(id);
      const isThere = thing.what === "image" && this.cloud.delete(thing.imageId);
      if (answer === "is lost") throw new NoSignal();
      if (!isThere) throw new Refused(problemOf("not-found"));
    };
    await carryOut(
      this.shelf,
      ({ dueAtMs, hasBegun }) => hasBegun || dueAtMs <= this.nowMs,
      remove,
      (thing) => this.ended.push(idOf(thing)),
    );
  }
  private async isLeaving(id: ImageId): Promise<boolean> {
    return (await this.shelf.all()).some(({ thing }) => idOf(thing) === id);
  }
}

describe("deletions that are kept until they are carried out", () => {
  it("are all carried out once, none before its time, and none that was undone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const phone = new Phone();
        const asked = new Set<ImageId>();
        for (const step of steps) {
          if (step.do === "wait") phone.nowMs += step.ms;
          else if (step.do === "look") await phone.look(step.answer);
          else {
            if (step.do === "ask") asked.add(photo(step.place));
            await phone[step.do](photo(step.place));
          }
        }
        phone.nowMs += undoMs;
        await phone.look("comes");

        const wanted = [...asked].filter((id) => !phone.undone.has(id));
        expect(await phone.shelf.all()).toEqual([]);
        expect(phone.tooEarly).toEqual([]);
        expect([...phone.cloud]).toEqual([0, 1, 2, 3].map(photo).filter((id) => !wanted.includes(id)));
        expect(phone.ended.toSorted()).toEqual(wanted.toSorted());
      }),
    );
  });

  it("cannot be undone once they have begun, for the cloud may have heard", async () => {
    const phone = new Phone();
    await phone.ask(photo(1));
    phone.nowMs = undoMs;
    await phone.look("is lost");
    expect(await phone.shelf.undo(photo(1))).toBe(false);
  });

  it("end with the reason where they are refused for good", async () => {
    const shelf = memoryDeletions();
    await shelf.keep([aDeletion(photo(1), 0)]);
    const said: (string | undefined)[] = [];
    await carryOut(
      shelf,
      () => true,
      () => Promise.reject(new Refused(problemOf("not-allowed"))),
      (_thing, refusal) => said.push(refusal?.problem.kind),
    );
    expect(said).toEqual(["not-allowed"]);
    expect(await shelf.all()).toEqual([]);
  });
});
