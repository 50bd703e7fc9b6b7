import { describe, expect, it } from "vitest";
import { genericSuggestions } from "#core/analysis/suggestion.ts";
import { analyzeImage } from "#functions/image/analyze.ts";
import { getImageMetadata } from "#functions/records/image-records.ts";
import { anAnalysis, paperStudio } from "#test/functions/fakes/paper-studio.ts";
import { aReadyImage, aUser, aWorld, look, workAll } from "#test/functions/fakes/world.ts";

const sonnet = "us.anthropic.claude-sonnet-4-6";
const haiku = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const busy = { kind: "fault", fault: "busy", detail: "ThrottlingException" } as const;

async function aPending() {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user, { width: 200, height: 100 });
  return { world, user, imageId, record: () => getImageMetadata(world, user, imageId) };
}

describe("analysis", () => {
  it("Property 20: upload triggers AI analysis", async () => {
    const { world, user, imageId, record } = await aPending();
    expect((await record())?.analysisState).toBe("pending");
    world.script.look = async () => ({ kind: "seen", answer: anAnalysis() });
    await look(world, user, imageId);
    expect(world.lookCalls.map(({ modelId }) => modelId)).toEqual([sonnet]);
    expect(await record()).toMatchObject({ analysisState: "done", analysisModelId: sonnet });
    // Property 21 and 22: an empty room is offered furniture, and says why.
    expect((await record())?.suggestions[0]).toMatchObject({ editType: "virtual-staging", priority: "high" });
    expect((await record())?.suggestions[0]?.reason).not.toBe("");
  });

  it("tries a busy model three times more, then asks the next", async () => {
    const { world, user, imageId, record } = await aPending();
    world.script.look = async ({ modelId }) =>
      modelId === sonnet ? busy : { kind: "seen", answer: anAnalysis() };
    await look(world, user, imageId);
    expect(world.lookCalls.map(({ modelId }) => modelId)).toEqual([sonnet, sonnet, sonnet, sonnet, haiku]);
    expect((await record())?.analysisModelId).toBe(haiku);
  });

  it("does not believe an answer that breaks the schema, and asks once more", async () => {
    const { world, user, imageId, record } = await aPending();
    const answers = [{ ...anAnalysis(), confidence: 7 }, anAnalysis({ confidence: 0.7 })];
    world.script.look = async () => ({ kind: "seen", answer: answers.shift() });
    await look(world, user, imageId);
    expect((await record())?.analysis?.confidence).toBe(0.7);
    expect(world.lookCalls).toHaveLength(2);
  });

  it("falls back to the studio's own measurements", async () => {
    const { world, user, imageId, record } = await aPending();
    await look(world, user, imageId);
    expect(await record()).toMatchObject({ analysisState: "done", analysisModelId: "reimagine.studio-v1" });
  });

  it("leaves the photo ready with what nearly always helps when nothing can look at it", async () => {
    const { world, user, imageId, record } = await aPending();
    const blind = paperStudio({
      measure: () => {
        throw new Error("nothing to measure");
      },
    });
    await look(world, user, imageId, blind);
    expect(await record()).toMatchObject({ state: "ready", analysisState: "failed" });
    expect((await record())?.suggestions).toEqual(genericSuggestions);
    expect(world.logged.some((line) => line.startsWith("measuring-failed"))).toBe(true);
  });

  it("adds where things are to what a model said, and does without them when nothing can find them", async () => {
    const things = [{ name: "chair", x: 1, y: 2, width: 3, height: 4 }];
    const first = await aPending();
    first.world.script.look = async () => ({ kind: "seen", answer: anAnalysis() });
    await look(first.world, first.user, first.imageId, paperStudio({ things: () => things }));
    expect(await first.record()).toMatchObject({ analysisModelId: sonnet, analysis: { things } });
    const second = await aPending();
    second.world.script.look = async () => ({ kind: "seen", answer: anAnalysis() });
    const blind = paperStudio({
      things: () => {
        throw new Error("no detector");
      },
    });
    await look(second.world, second.user, second.imageId, blind);
    expect((await second.record())?.analysis).toEqual(anAnalysis());
  });

  it("gives fresh suggestions as they are for five minutes, then looks anew", async () => {
    const { world, user, imageId, record } = await aPending();
    await look(world, user, imageId);
    world.time.nowMs += 4 * 60_000;
    await analyzeImage(world, user, imageId);
    expect(world.sent).toEqual([]);
    world.time.nowMs += 2 * 60_000;
    const asked = await analyzeImage(world, user, imageId);
    expect(asked.ok && asked.value.analysisState).toBe("pending");
    // Asking again while it is on its way changes nothing.
    await analyzeImage(world, user, imageId);
    expect(world.sent).toHaveLength(1);
    await workAll(world);
    expect((await record())?.analysisState).toBe("done");
  });

  it("sends the model a JPEG of at most 1568 px", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user, { width: 2000, height: 100 });
    world.script.look = async () => ({ kind: "seen", answer: anAnalysis() });
    await look(world, user, imageId);
    const { default: sharp } = await import("sharp");
    expect(await sharp(world.lookCalls[0]?.image).metadata()).toMatchObject({ format: "jpeg", width: 1568 });
  });
});
