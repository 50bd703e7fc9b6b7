import { describe, expect, it } from "vitest";
import { planBatch } from "#functions/batch/plan-batch.ts";
import { deleteRecipe, listRecipes, saveRecipe } from "#functions/batch/saved-recipes.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { updateImage } from "#functions/image/update-image.ts";
import { maxRecipes } from "#core/limits/limits.ts";
import { aScene, forAll } from "#test/functions/batch/a-batch.ts";
import { aPreview, aUser, type World } from "#test/functions/fakes/world.ts";

type Ask = Parameters<typeof planBatch>[2];

async function planned(world: World, user: Parameters<typeof planBatch>[1], ask: Ask) {
  const result = await planBatch(world, user, ask);
  if (!result.ok) throw new Error(`refused: ${result.problem.message}`);
  return result.value;
}

const turn = { step: { op: "rotate", degrees: 90 }, except: [] };

describe("a plan", () => {
  it("is the first model's when it answers well", async () => {
    const { world, user, images } = await aScene(2);
    world.script.plan = async () => ({
      kind: "planned",
      tool: "plan_batch",
      input: { steps: [{ ...turn, except: [2] }], notUnderstood: ["in the evening"] },
    });
    const { plan, photos, readBy } = await planned(world, user, { imageIds: images, command: "turn" });
    expect(readBy).toBe("us.anthropic.claude-haiku-4-5-20251001-v1:0");
    expect(plan?.notUnderstood).toEqual(["in the evening"]);
    expect(photos.map(({ words, width, height }) => [words, width, height])).toEqual([
      [["Turn right"], 64, 96],
      [[], 96, 64],
    ]);
    expect(photos[1]).toMatchObject({ estimateMs: 0, usd: 0, legalClass: "unaltered" });
    expect(world.planCalls).toHaveLength(1);
  });

  it.each([
    ["names a photo that is not there", { steps: [{ ...turn, except: [3] }] }],
    ["breaks the schema", { steps: [{ step: { op: "explode" } }] }],
  ])("is the grammar's when what the models answer %s, each asked once", async (_, input) => {
    const { world, user, images } = await aScene(2);
    world.script.plan = async () => ({ kind: "planned", tool: "plan_batch", input });
    const { plan, readBy } = await planned(world, user, { imageIds: images, command: "turn right" });
    expect([readBy, plan?.steps]).toEqual(["grammar", [turn]]);
    expect(new Set(world.planCalls.map(({ modelId }) => modelId)).size).toBe(2);
  });

  it("does not wait for models longer than somebody looks at a screen", async () => {
    const { world, user, images } = await aScene(1);
    world.script.plan = async ({ deadlineMs }) => {
      world.time.nowMs += deadlineMs;
      return { kind: "fault", fault: "timeout", detail: "" };
    };
    const startedMs = world.time.nowMs;
    const { readBy } = await planned(world, user, { imageIds: images, command: "turn right" });
    expect(readBy).toBe("grammar");
    expect(world.time.nowMs - startedMs).toBeLessThan(9000);
    expect(world.planCalls).toHaveLength(1);
  });

  it("carries a question instead of a guess", async () => {
    const { world, user, images } = await aScene(1);
    world.script.plan = async () => ({
      kind: "planned",
      tool: "ask_user",
      input: { question: "How wide?" },
    });
    const { plan } = await planned(world, user, { imageIds: images, command: "make them smaller" });
    expect(plan).toEqual({ steps: [], notUnderstood: [], question: "How wide?" });
  });

  it("calls a photo by the room its owner says", async () => {
    const { world, user, images } = await aScene(2);
    const [first] = images;
    if (!first) throw new Error("two photos");
    await updateImage(world, user, { imageId: first, room: "Kitchen", fileName: "a.jpg" });
    const ask = { imageIds: images, command: "turn right, all but the kitchen" };
    expect((await planned(world, user, ask)).photos.map(({ words }) => words.length)).toEqual([0, 1]);
  });

  it("is made on what was kept last: its size, and what it was altered to", async () => {
    const { world, user, images } = await aScene(1);
    const [first] = images;
    if (!first) throw new Error("one photo");
    const dusk = { editType: "day-to-dusk", params: { intensity: "subtle" } };
    await acceptEdit(world, user, await aPreview(world, user, first, dusk));
    const half = { editType: "recipe", params: { steps: [{ op: "resize", scale: 0.5 }] } };
    await acceptEdit(world, user, await aPreview(world, user, first, half));
    const { photos } = await planned(world, user, {
      imageIds: images,
      steps: forAll({ op: "resize", scale: 0.5 }),
    });
    expect(photos[0]).toMatchObject({ width: 24, height: 16, format: "jpeg" });
  });

  it("writes nothing, and refuses steps of another selection", async () => {
    const { world, user, images } = await aScene(1);
    const before = [...world.records.rows];
    await planned(world, user, { imageIds: images, command: "turn right" });
    const steps = forAll({ op: "rotate", degrees: 90 }).map((step) => ({ ...step, except: [2] }));
    expect(await planBatch(world, user, { imageIds: images, steps })).toMatchObject({
      problem: { kind: "invalid-params", field: "steps" },
    });
    expect([...world.records.rows]).toEqual(before);
    expect(world.sent).toEqual([]);
  });
});

describe("saved recipes", () => {
  const steps = [{ op: "resize", scale: 0.5 }] as const;

  it("are saved over by their name, listed by it, and deleted", async () => {
    const { world, user } = await aScene(0);
    const save = (name: string, more: object = {}) =>
      saveRecipe(world, user, { name, steps: [...steps], ...more });
    await Promise.all([save("Web"), save("web")]);
    await save("Archive");
    expect((await listRecipes(world, user)).map(({ name }) => name.toLowerCase())).toEqual([
      "archive",
      "web",
    ]);
    const again = await save("WEB", { steps: [{ op: "resize", width: 10 }] });
    expect(again).toMatchObject({ value: { name: "WEB", steps: [{ width: 10 }] } });
    const [first, second] = await listRecipes(world, user);
    if (!first || !second) throw new Error("two recipes");
    expect(await deleteRecipe(world, aUser(), first.recipeId)).toMatchObject({
      problem: { kind: "not-found" },
    });
    expect(await deleteRecipe(world, user, first.recipeId)).toEqual({ ok: true, value: 1 });
    expect(await deleteRecipe(world, user, first.recipeId)).toMatchObject({ problem: { kind: "not-found" } });
    expect(await listRecipes(world, user)).toEqual([second]);
  });

  it("are as many as one account can hold, and those can still be changed", async () => {
    const { world, user } = await aScene(0);
    for (let count = 0; count < maxRecipes; count++)
      await saveRecipe(world, user, { name: `Recipe ${count}`, steps: [...steps] });
    expect(await saveRecipe(world, user, { name: "One more", steps: [...steps] })).toMatchObject({
      problem: { kind: "too-many-recipes" },
    });
    expect(await saveRecipe(world, user, { name: "Recipe 7", steps: [...steps] })).toMatchObject({
      ok: true,
    });
  });
});
