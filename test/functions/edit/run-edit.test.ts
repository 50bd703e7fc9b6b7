import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type EditType } from "#core/edit/edit-type.ts";
import { type EditId, type ImageId, type UserId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { acceptEdit, cancelEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { runEdit } from "#functions/edit/run-edit.ts";
import { type EditJob } from "#functions/edit/studio.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { viewEdit } from "#functions/edit/view.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { type Models, OutsideFault } from "#functions/ports.ts";
import { changeEdit, readEdit } from "#functions/records/edit-records.ts";
import { removalClaim } from "#functions/records/removal-claim.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import {
  aMask,
  anAsk,
  aReadyImage,
  aUser,
  aWorld,
  delivered,
  workAll,
  type World,
} from "#test/functions/fakes/world.ts";

const studioModel = "reimagine.studio-v1";
const inpaint = "us.stability.stable-image-inpaint-v1:0";
const controlStructure = "us.stability.stable-image-control-structure-v1:0";
const staging = { editType: "virtual-staging", params: { roomType: "bedroom", style: "modern" } };
const fault = (kind: string) => async () => ({ kind: "fault", fault: kind, detail: kind }) as never;

/** A model that turns over what it was sent. */
const negative: Models["draw"] = async ({ image }) => ({
  kind: "drawn",
  image: await sharp(image).negate().png().toBuffer(),
});

interface Scene {
  readonly world: World;
  readonly user: UserId;
  readonly imageId: ImageId;
  readonly editId: EditId;
}

async function asked(more: object = {}, size: object = {}): Promise<Scene> {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user, size);
  const edit = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId, more));
  if (!edit.ok) throw new Error(edit.problem.message);
  world.news.splice(0);
  return { world, user, imageId, editId: edit.value.editId };
}

const recordOf = async ({ world, user, editId }: Scene) => (await readEdit(world, user, editId))?.record;
const filesOf = ({ world, editId }: Scene) => world.objects.keys().filter((key) => key.includes(editId));
const steps = ({ world }: Scene) => world.news.map(({ status, step }) => (step ? step : status));
const run = (scene: Scene, studio = paperStudio(), work = "message-1") =>
  runEdit(scene.world, studio, { userId: scene.user, editId: scene.editId, work });

describe("runEdit", () => {
  it("Property 7: edit completion triggers storage and history", async () => {
    const scene = await asked();
    expect(await run(scene)).toBe("made");
    expect(filesOf(scene)).toEqual(
      ["result.jpg", "result.png", "thumb.webp", "working.webp"].map(
        (file) => `previews/${scene.user}/${scene.editId}/${file}`,
      ),
    );
    expect(await recordOf(scene)).toMatchObject({
      status: "preview",
      modelId: studioModel,
      widthPx: 96,
      heightPx: 64,
      structureScore: 1,
    });
    const row = scene.world.records.rows.get(`USER#${scene.user}|EDIT#${scene.editId}`);
    const hoursKept = ((row?.TTL ?? 0) * 1000 - scene.world.time.nowMs) / 3_600_000;
    expect(hoursKept).toBeCloseTo(24, 1);
    expect(row?.Lease).toBeUndefined();
  });

  it("Property 11: tells every step, in order", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = negative;
    await run(scene);
    expect(steps(scene)).toEqual([
      "reading",
      "masking",
      "editing",
      "composing",
      "checking",
      "saving",
      "preview",
    ]);
  });

  it("stores the pixels the studio made, losslessly", async () => {
    const scene = await asked();
    await run(scene);
    const source = await sharp(await scene.world.objects.get(objectKeys.upload(scene.user, scene.imageId)))
      .raw()
      .toBuffer();
    const result = await scene.world.objects.get(`previews/${scene.user}/${scene.editId}/result.png`);
    expect(await sharp(result).removeAlpha().raw().toBuffer()).toEqual(source.map((value) => 255 - value));
    const jpeg = await scene.world.objects.get(`previews/${scene.user}/${scene.editId}/result.jpg`);
    expect(await sharp(jpeg).metadata()).toMatchObject({ chromaSubsampling: "4:4:4", width: 96 });
  });

  it("Property 5: resolution and aspect ratio preservation", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 64, max: 140 }),
        fc.integer({ min: 64, max: 140 }),
        fc.integer({ min: -100, max: 100 }),
        async (width, height, brightness) => {
          const scene = await asked({ params: { autoAdjust: false, brightness } }, { width, height });
          await run(scene, studioHere);
          const png = await scene.world.objects.get(`previews/${scene.user}/${scene.editId}/result.png`);
          expect(await sharp(png).metadata()).toMatchObject({ width, height });
          expect(await recordOf(scene)).toMatchObject({
            status: "preview",
            widthPx: width,
            heightPx: height,
          });
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);
});

describe("models", () => {
  it("Property 2: edit operations invoke appropriate models", async () => {
    const cases: readonly (readonly [EditType, object, string | undefined])[] = [
      ["virtual-staging", staging.params, inpaint],
      ["day-to-dusk", { intensity: "moderate" }, "us.stability.stable-image-search-replace-v1:0"],
      ["enhance", { autoAdjust: true }, undefined],
      [
        "item-removal",
        { maskData: await aMask(), objects: ["bin"] },
        "us.stability.stable-image-erase-object-v1:0",
      ],
      [
        "virtual-renovation",
        { description: "paint the walls sage green" },
        "us.stability.stable-image-search-recolor-v1:0",
      ],
      [
        "virtual-renovation",
        { description: "oak plank floor" },
        "us.stability.stable-image-search-replace-v1:0",
      ],
    ];
    for (const [editType, params, modelId] of cases) {
      const scene = await asked({ editType, params });
      scene.world.script.draw = negative;
      await run(scene);
      expect([editType, scene.world.drawCalls[0]?.modelId]).toEqual([editType, modelId]);
      expect((await recordOf(scene))?.modelId).toBe(modelId ?? studioModel);
    }
  });

  it("Property 6: multiple object removal in single operation", async () => {
    const params = { maskData: await aMask(), objects: ["bin", "cable", "toy"] };
    const scene = await asked({ editType: "item-removal", params });
    scene.world.script.draw = negative;
    await run(scene);
    expect(scene.world.drawCalls).toHaveLength(1);
    const [call] = scene.world.drawCalls;
    // White = edit, one channel, the size of the picture it goes with.
    expect(await sharp(call?.mask).metadata()).toMatchObject({ width: 96, height: 64, channels: 1 });
    expect((await sharp(call?.mask).raw().toBuffer())[0]).toBe(255);
  });

  it("tries a throttled model three times more, then the next, then the studio", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = fault("busy");
    expect(await run(scene)).toBe("made");
    expect(scene.world.drawCalls.map(({ modelId }) => modelId)).toEqual([
      ...Array<string>(4).fill(inpaint),
      ...Array<string>(4).fill(controlStructure),
    ]);
    expect((await recordOf(scene))?.modelId).toBe(studioModel);
  });

  it.each([
    ["timeout", 2],
    ["broken", 2],
    ["filtered-result", 2],
    ["filtered-words", 1],
    ["quota", 1],
    ["no-access", 1],
    ["retired", 1],
    ["rejected", 1],
    ["unavailable", 1],
  ])("asks a model that answers with %s %i times", async (kind, times) => {
    const scene = await asked(staging);
    scene.world.script.draw = async (call) => (call.modelId === inpaint ? fault(kind)() : negative(call));
    await run(scene);
    const first = scene.world.drawCalls.filter(({ modelId }) => modelId === inpaint);
    expect(first).toHaveLength(times);
    // A picture that was declined once is declined again, so each try has a seed of its own.
    expect(new Set(first.map(({ seed }) => seed)).size).toBe(times);
    expect((await recordOf(scene))?.modelId).toBe(controlStructure);
  });

  it("asks only the studio when its time for models is over", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = async () => {
      scene.world.time.nowMs += 100_000;
      return { kind: "fault", fault: "timeout", detail: "slow" };
    };
    expect(await run(scene)).toBe("made");
    expect(scene.world.drawCalls.map(({ deadlineMs }) => deadlineMs <= 60_000)).toEqual([true, true]);
    expect((await recordOf(scene))?.modelId).toBe(studioModel);
  });

  it("tries a result that changed the house with another seed, then the next model, and keeps the first that holds", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = negative;
    await run(scene, paperStudio({ scores: [0.5, 0.6, 0.95] }));
    const [a, b, c] = scene.world.drawCalls;
    expect([a?.modelId, b?.modelId, c?.modelId]).toEqual([inpaint, inpaint, controlStructure]);
    expect(a?.seed).not.toBe(b?.seed);
    expect(await recordOf(scene)).toMatchObject({ status: "preview", structureScore: 0.95 });
  });

  it("asks the next at once when furniture would be cut off, and furnishes the room itself in the end", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = negative;
    await run(scene, paperStudio({ cuts: true }));
    expect(scene.world.drawCalls.map(({ modelId }) => modelId)).toEqual([inpaint, controlStructure]);
    expect(await recordOf(scene)).toMatchObject({ status: "preview", modelId: studioModel });
  });

  it("keeps nothing when every result would have changed the house", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = negative;
    expect(await run(scene, paperStudio({ scores: [0.3] }))).toBe("failed");
    expect(await recordOf(scene)).toMatchObject({ status: "failed", problem: { kind: "structure-changed" } });
    expect(filesOf(scene)).toEqual([]);
  });

  it("asks no model when the studio sees that it cannot become anything", async () => {
    const scene = await asked({ editType: "day-to-dusk", params: { intensity: "subtle" } });
    scene.world.script.draw = negative;
    await run(scene, paperStudio({ planProblem: problemOf("no-sky") }));
    expect(scene.world.drawCalls).toEqual([]);
    expect(await recordOf(scene)).toMatchObject({ status: "failed", problem: { kind: "no-sky" } });
    expect(scene.world.news.at(-1)?.status).toBe("failed");
  });

  it("Property 4: a failed edit says what happened and what to do next", async () => {
    const scene = await asked({ editType: "virtual-renovation", params: { description: "make it nice" } });
    await run(scene, paperStudio({ performProblem: problemOf("not-understood") }));
    const problem = (await recordOf(scene))?.problem;
    expect(problem?.message).toBe("We did not understand what to change.");
    expect(problem?.remedy).toContain("Name a surface");
  });

  it("keeps and shows which surfaces were changed and which were not found", async () => {
    const scene = await asked({
      editType: "virtual-renovation",
      params: { description: "white walls, quartz worktop" },
    });
    const surfaces = { found: ["walls"], notFound: ["worktop"] } as const;
    await run(scene, paperStudio({ surfaces }));
    const record = await recordOf(scene);
    if (record === undefined) throw new Error("no record");
    expect(record).toMatchObject({ status: "preview", ...surfaces });
    expect(await viewEdit(scene.world, record)).toMatchObject(surfaces);
  });

  it("does not take for a result what it sent itself", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = async ({ image = new Uint8Array() }) => ({ kind: "drawn", image });
    await run(scene);
    expect(scene.world.drawCalls.map(({ modelId }) => modelId)).toEqual([
      inpaint,
      inpaint,
      controlStructure,
      controlStructure,
    ]);
    expect((await recordOf(scene))?.modelId).toBe(studioModel);
  });

  it("does not take what is no picture for a result", async () => {
    const scene = await asked(staging);
    scene.world.script.draw = async () => ({ kind: "drawn", image: Buffer.from("sorry") });
    await run(scene);
    expect((await recordOf(scene))?.modelId).toBe(studioModel);
  });
});

describe("another photo of a staged room", () => {
  const scene = JSON.stringify({
    ...staging.params,
    seed: 1,
    pieces: [],
    box: { left: -2, right: 2, back: 4, ceiling: 2.6 },
  });

  async function again(): Promise<{ readonly first: Scene; readonly second: Scene }> {
    const first = await asked(staging, { width: 120, height: 80 });
    const { world, user, editId } = first;
    await changeEdit(world, user, editId, (stored) => ({ ...stored, record: { ...stored.record, scene } }));
    const { imageId } = await aReadyImage(world, user, { width: 72, height: 90 });
    const wish = { editType: "virtual-staging", params: { ...staging.params, sceneOf: editId } };
    const edit = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId, wish));
    if (!edit.ok) throw new Error(edit.problem.message);
    return { first, second: { world, user, imageId, editId: edit.value.editId } };
  }
  const shown = async (second: Scene) => {
    const seen: EditJob[] = [];
    expect(await run(second, paperStudio({ onPerform: (_seed, job) => void seen.push(job) }))).toBe("made");
    return seen[0];
  };

  it("is furnished by the studio where other photos show the room too, whatever models there are", async () => {
    const scene = await asked({ ...staging, params: { ...staging.params, multiAngle: true } });
    scene.world.script.draw = negative;
    expect(await run(scene)).toBe("made");
    expect((await recordOf(scene))?.modelId).toBe(studioModel);
  });

  it("shows the studio the photo in which the furniture stands already", async () => {
    const { second } = await again();
    const job = await shown(second);
    expect([job?.photo, job?.likePhoto].map((p) => [p?.width, p?.height])).toEqual([
      [72, 90],
      [120, 80],
    ]);
    expect(job?.like?.box.back).toBe(4);
  });

  it("does without it when it was deleted since", async () => {
    const { first, second } = await again();
    const stored = await recordOf(first);
    await first.world.objects.remove([stored?.sourceKey ?? ""]);
    const job = await shown(second);
    expect(job?.like?.box.back).toBe(4);
    expect(job?.likePhoto).toBeUndefined();
  });
});

describe("deliveries", () => {
  it("does nothing for a second message while the first is being worked off", async () => {
    const scene = await asked();
    let other = "";
    const studio = paperStudio({
      onPerform: async () => {
        other = await run(scene, paperStudio(), "message-2");
      },
    });
    expect(await run(scene, studio)).toBe("made");
    expect(other).toBe("not-ours");
  });

  it("starts over when the same message comes again, and the worker thought dead stops", async () => {
    const scene = await asked();
    let second = "";
    let runs = 0;
    const studio = paperStudio({
      onPerform: async () => {
        runs++;
        if (runs === 1) second = await run(scene, studio, "message-1");
      },
    });
    expect(await run(scene, studio)).toBe("not-ours");
    expect(second).toBe("made");
    expect(await recordOf(scene)).toMatchObject({ status: "preview" });
    expect(filesOf(scene)).toHaveLength(4);
  });

  it("stops a worker thought dead at its next step, while the one that took over is still at work", async () => {
    const scene = await asked();
    const { world } = scene;
    let finishSecond: () => void = () => undefined;
    const firstEnded = new Promise<void>((resolve) => (finishSecond = resolve));
    let second: Promise<string> = Promise.resolve("");
    const secondStudio = paperStudio({ onPerform: () => firstEnded });
    const firstStudio = paperStudio({
      onPerform: async () => {
        second = run(scene, secondStudio);
        await expect.poll(() => steps(scene).filter((step) => step === "editing").length).toBe(2);
      },
    });
    expect(await run(scene, firstStudio)).toBe("not-ours");
    // It has not even begun to save.
    expect(filesOf(scene)).toEqual([]);
    expect(world.news.some(({ step }) => step === "checking")).toBe(false);
    finishSecond();
    expect(await second).toBe("made");
  });

  it("removes what a worker saves while its edit is being removed", async () => {
    const scene = await asked();
    const { world } = scene;
    let isFirst = true;
    const objects = {
      ...world.objects,
      remove: async (keys: readonly string[]) => {
        await world.objects.remove(keys);
        if (isFirst) {
          isFirst = false;
          await run(scene);
        }
      },
    };
    expect(await cancelEdit({ ...world, objects }, scene.user, scene.editId)).toEqual({ ok: true, value: 1 });
    expect(filesOf(scene)).toEqual([]);
    expect(await recordOf(scene)).toBeUndefined();
  });

  it("lets another message take over when the lease has run out", async () => {
    const scene = await asked();
    const dying = paperStudio({ onPerform: () => Promise.reject(new Error("killed")) });
    await expect(run(scene, dying)).rejects.toThrow("killed");
    expect(await run(scene, paperStudio(), "message-2")).toBe("not-ours");
    scene.world.time.nowMs += 7 * 60_000;
    expect(await run(scene, paperStudio(), "message-2")).toBe("made");
  });

  it("does nothing for a message that comes late", async () => {
    const scene = await asked();
    await run(scene);
    await acceptEdit(scene.world, scene.user, scene.editId);
    const before = await recordOf(scene);
    expect(await run(scene)).toBe("not-ours");
    expect(await recordOf(scene)).toEqual(before);
  });

  it("Property 19: cancel discards without saving, also while it is being made", async () => {
    const scene = await asked();
    const studio = paperStudio({
      onPerform: async () => void (await cancelEdit(scene.world, scene.user, scene.editId)),
    });
    expect(await run(scene, studio)).toBe("not-ours");
    expect(filesOf(scene)).toEqual([]);
    expect(await recordOf(scene)).toBeUndefined();
  });

  it("removes what it saved of an edit that was cancelled at the last moment", async () => {
    const scene = await asked();
    const { world } = scene;
    const objects = {
      ...world.objects,
      put: async (...given: Parameters<typeof world.objects.put>) => {
        await world.objects.put(...given);
        if (given[0].endsWith("thumb.webp")) {
          await cancelEdit(world, scene.user, scene.editId);
          // The worker does not know yet and has one more file on its way.
          await world.objects.put(...given);
        }
      },
    };
    const outcome = await runEdit({ ...world, objects }, paperStudio(), { ...idOf(scene), work: "m" });
    expect(outcome).toBe("not-ours");
    expect(filesOf(scene)).toEqual([]);
  });

  it("removes what it saved of an edit whose removal has begun and not ended", async () => {
    const scene = await asked();
    const { world, user, editId } = scene;
    const objects = {
      ...world.objects,
      put: async (...given: Parameters<typeof world.objects.put>) => {
        await changeEdit(world, user, editId, ({ record }) => ({
          record,
          lease: removalClaim("remover", world.time.nowMs),
        }));
        await world.objects.put(...given);
      },
    };
    const outcome = await runEdit({ ...world, objects }, paperStudio(), { ...idOf(scene), work: "m" });
    expect(outcome).toBe("not-ours");
    expect(filesOf(scene)).toEqual([]);
  });

  it("marks an edit failed whose result cannot be saved, after trying again", async () => {
    const scene = await asked();
    const { world } = scene;
    let tries = 0;
    const objects = {
      ...world.objects,
      put: async (...given: Parameters<typeof world.objects.put>) => {
        if (!given[0].endsWith("result.jpg")) return world.objects.put(...given);
        tries++;
        throw new OutsideFault("the bucket is out of reach");
      },
    };
    await runEdit({ ...world, objects }, paperStudio(), { ...idOf(scene), work: "m" });
    expect(tries).toBe(4);
    expect(await recordOf(scene)).toMatchObject({ status: "failed", problem: { kind: "save-failed" } });
    // Half a result is none.
    expect(filesOf(scene)).toEqual([]);
  });

  it("marks an edit failed at the third delivery when its making throws", async () => {
    const scene = await asked();
    const broken = paperStudio({ onPerform: () => Promise.reject(new TypeError("a bug")) });
    const message = { kind: "run-edit", userId: scene.user, editId: scene.editId };
    for (const [delivery, fails] of [
      [1, 1],
      [2, 1],
      [3, 1],
    ] as const) {
      const answer = await workOff(scene.world, broken, delivered(message, "m", delivery));
      expect(answer.batchItemFailures).toHaveLength(fails);
    }
    expect(await recordOf(scene)).toMatchObject({ status: "failed", problem: { kind: "model-failed" } });
    expect(scene.world.logged.filter((line) => line.startsWith("work-failed"))).toHaveLength(3);
    expect(scene.world.records.rows.get("WORK#m|FAILED")?.Data).toMatchObject({
      kind: "run-edit",
      reason: "TypeError: a bug",
      delivery: 3,
    });
  });

  it("does not try an edit a fourth time that killed its workers without a word", async () => {
    const scene = await asked();
    let tried = false;
    const studio = paperStudio({ onPerform: () => void (tried = true) });
    const message = { kind: "run-edit", userId: scene.user, editId: scene.editId };
    const answer = await workOff(scene.world, studio, delivered(message, "m", 4));
    expect(tried).toBe(false);
    // The queue buries it now, with what is known of why.
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m" }]);
    expect(scene.world.records.rows.get("WORK#m|FAILED")?.Data["reason"]).toContain("died without a word");
    expect((await recordOf(scene))?.status).toBe("failed");
  });

  it("works off the rest of a batch when one message cannot be read", async () => {
    const scene = await asked();
    const good = { kind: "run-edit", userId: scene.user, editId: scene.editId };
    const record = (messageId: string, body: string) => ({
      messageId,
      body,
      attributes: { ApproximateReceiveCount: "1" },
    });
    const answer = await workOff(scene.world, paperStudio(), {
      Records: [record("bad", "{not json"), record("good", JSON.stringify(good))],
    });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "bad" }]);
    expect((await recordOf(scene))?.status).toBe("preview");
  });

  it("is repeatable: same edit, same seed, same bytes", async () => {
    const results = await Promise.all(
      [1, 2].map(async () => {
        const scene = await asked({ seed: 7 });
        await workAll(scene.world);
        const png = await scene.world.objects.get(`previews/${scene.user}/${scene.editId}/result.png`);
        return Buffer.from(png ?? []).toString("base64");
      }),
    );
    expect(results[0]).toBe(results[1]);
    expect(results[0]).not.toBe("");
  });
});

const idOf = ({ user, editId }: Scene) => ({ userId: user, editId });
