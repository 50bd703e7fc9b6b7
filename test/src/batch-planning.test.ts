import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Output } from "#core/api/operations.ts";
import { readCommand } from "#core/batch/grammar.ts";
import { requestId } from "#core/ids.ts";
import { readChosen } from "#src/features/batch/chosen.ts";
import {
  advance,
  type Ask,
  askRecipe,
  attemptOf,
  photosToRun,
  type Planning,
  planOf,
  withAnswer,
  without,
} from "#src/features/batch/planning.ts";
import { anImageId } from "./views.ts";

const request = requestId.parse("01890000-0000-7000-8000-000000000009");
const photos = [{ fileName: "kitchen.jpg" }, { fileName: "hall.jpg" }];
const asked = (command: string): Ask => ({ by: "command", command });

/** As the backend would answer, by the grammar. */
function answerTo(ask: Ask): Output<"planBatch"> {
  const plan =
    ask.by === "command"
      ? readCommand(ask.command, photos)
      : { steps: [...ask.steps], notUnderstood: [], question: undefined };
  return {
    plan,
    photos: photos.map((_, place) => ({
      imageId: anImageId(place),
      words: plan.steps.map(({ step }) => step.op),
      estimateMs: 100,
      usd: 0,
    })),
  };
}

const after = (planning: Planning, ask: Ask): Planning => {
  const asking = advance(planning, { type: "ask", ask });
  return advance(asking, {
    type: "answered",
    attempt: attemptOf(asking),
    answer: answerTo(ask),
    requestId: request,
  });
};
const writing: Planning = { state: "writing" };

describe("planning a batch", () => {
  it("shows the answer to what was asked last, however late an earlier one comes", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3], { minLength: 3 }), (order) => {
        const commands = ["straighten", "mirror", "grayscale"];
        let planning = commands.reduce<Planning>(
          (now, command) => advance(now, { type: "ask", ask: asked(command) }),
          writing,
        );
        for (const attempt of order)
          planning = advance(planning, {
            type: "answered",
            attempt,
            answer: answerTo(asked(commands[attempt - 1] ?? "")),
            requestId: request,
          });
        expect(planOf(planning)?.from.command).toBe("grayscale");
      }),
    );
  });

  it("keeps the plan on screen while another one is made, and when that one cannot be", () => {
    const planned = after(writing, asked("straighten"));
    const asking = advance(planned, { type: "ask", ask: asked("mirror") });
    expect(planOf(asking)?.from.command).toBe("straighten");
    const refused = advance(asking, {
      type: "refused",
      attempt: attemptOf(asking),
      trouble: { message: "No.", remedy: "Later." },
    });
    expect(refused).toMatchObject({ state: "refused", ask: asked("mirror") });
    expect(planOf(refused)?.from.command).toBe("straighten");
  });

  it("a step taken out leaves the others, and what was not understood is still said", () => {
    const planned = planOf(after(writing, asked("straighten, add a pool, mirror")));
    if (!planned) throw new Error("nothing was planned");
    const fewer = planOf(after({ state: "planned", attempt: 4, plan: planned }, without(planned, 0)));
    expect(fewer?.steps.map(({ step }) => step.op)).toEqual(["flip"]);
    expect(fewer?.from.notUnderstood).toEqual(planned.from.notUnderstood);
    expect(fewer?.from.notUnderstood).not.toEqual([]);
  });

  it("a recipe is for every photo and has its name", () => {
    expect(planOf(after(writing, askRecipe("Portal", [{ op: "straighten" }])))).toMatchObject({
      from: { command: "", title: "Portal" },
      steps: [{ step: { op: "straighten" }, except: [] }],
    });
  });

  it("runs on the photos that have a step and no problem", () => {
    const plan = planOf(after(writing, asked("straighten")));
    const [first, second] = plan?.photos ?? [];
    if (!plan || !first || !second) throw new Error("nothing was planned");
    expect(photosToRun(plan)).toBe(2);
    const problem = { kind: "unreadable", message: "This file cannot be read.", remedy: "Again." } as const;
    expect(photosToRun({ ...plan, photos: [first, { ...second, problem }] })).toBe(1);
    expect(photosToRun({ ...plan, photos: [{ ...first, words: [] }, second] })).toBe(1);
  });
});

describe("an answer to a question", () => {
  it("makes the command one that the grammar understands", () => {
    for (const [command, answer] of [
      ["put text bottom right", "Smith & Co"],
      ["put text bottom right", "“Smith & Co”"],
      ["watermark", "Elm Road"],
      ["straighten, crop", "3:2"],
    ] as const) {
      const { question } = readCommand(command, photos);
      if (question === undefined) throw new Error(`${command} is no question`);
      const read = readCommand(withAnswer(command, question, answer), photos);
      expect(read).toMatchObject({ notUnderstood: [] });
      expect(read.question).toBeUndefined();
      expect(read.steps.length).toBeGreaterThan(0);
    }
  });
});

describe("what the batch screen is opened with", () => {
  it("is what was chosen, and nothing when it is anything else", () => {
    const chosen = { imageIds: [anImageId(1), anImageId(2)], command: "straighten" };
    expect(readChosen(structuredClone(chosen))).toEqual(chosen);
    fc.assert(
      fc.property(fc.anything(), (state) => {
        expect(readChosen(state).imageIds).toEqual([]);
      }),
    );
  });
});
