import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type EditId, type UserId } from "#core/ids.ts";
import { objectKeys, recordKeys, resultKey } from "#core/keys.ts";
import { times } from "#core/limits/times.ts";
import { acceptEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { cancelBatch, undoBatch } from "#functions/batch/end-batch.ts";
import { listBatches } from "#functions/batch/list-batches.ts";
import { retryBatch } from "#functions/batch/retry-batch.ts";
import { runBatch } from "#functions/batch/run-batch.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { getDownload } from "#functions/history/get-download.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { deleteMyData } from "#functions/account/delete-my-data.ts";
import { OutsideFault } from "#functions/ports.ts";
import {
  aStartedBatch,
  anAsk,
  aScene,
  forAll,
  quickSteps,
  seen,
  statusesOf,
  theBatch,
} from "#test/functions/batch/a-batch.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import {
  aPreview,
  aReadyImage,
  aUser,
  breaking,
  delivered,
  workAll,
  type World,
} from "#test/functions/fakes/world.ts";

/** Until the queue is empty: a batch's message brings those of its edits. */
async function workThrough(world: World, studio = paperStudio()): Promise<number> {
  let failures = 0;
  while (world.sent.length > 0) failures += await workAll(world, studio);
  return failures;
}

const editRows = (world: World, user: UserId) => world.records.countOf(recordKeys.partition(user), "EDIT#");

function firstOf<T>(some: readonly T[]): T {
  const [first] = some;
  if (first === undefined) throw new Error("there is none");
  return first;
}

describe("a batch", () => {
  it("makes, keeps and delivers one edit of each photo", async () => {
    const { world, user, images } = await aScene();
    const batch = await aStartedBatch(world, user, images);
    expect(batch.state).toBe("running");
    expect(statusesOf(batch)).toEqual(["pending", "pending", "pending"]);
    expect(await workThrough(world)).toBe(0);
    const after = await seen(world, user, batch.batchId);
    expect(after.state).toBe("done");
    expect(statusesOf(after)).toEqual(["completed", "completed", "completed"]);
    expect(after.estimateMs).toBe(0);
    for (const { editId } of after.tasks) {
      const asked = await getDownload(world, user, { editId, format: "delivered" });
      expect(asked).toMatchObject({ ok: true, value: { contentType: "image/webp" } });
      expect(asked.ok && asked.value.fileName).toMatch(/\.webp$/);
      const file = world.objects.files.get(resultKey(user, editId as EditId, "delivered"));
      const { format, width, height, exif } = await sharp(file?.bytes).metadata();
      expect([format, width, height, exif]).toEqual(["webp", 96, 64, undefined]);
    }
    expect(world.objects.keys().filter((key) => key.startsWith("previews/"))).toEqual([]);
  });

  it("started twice with one request is one batch, at the same moment too", async () => {
    const { world, user, images } = await aScene();
    const ask = anAsk(images);
    const asking = { userId: user, plan: "pro" } as const;
    const both = await Promise.all([startBatch(world, asking, ask), startBatch(world, asking, ask)]);
    const ids = [...both, await startBatch(world, asking, ask)].map((each) => theBatch(each).batchId);
    expect(new Set(ids).size).toBe(1);
    await workThrough(world);
    expect(editRows(world, user)).toBe(3);
  });

  it("worked off by several workers at once asks for each edit once", async () => {
    const { world, user, images } = await aScene(5);
    const { batchId } = await aStartedBatch(world, user, images);
    await Promise.all([1, 2, 3].map(() => runBatch(world, user, batchId, 60_000)));
    expect(editRows(world, user)).toBe(5);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(Array(5).fill("completed"));
  });

  it("goes on after a worker died between two tasks, and sends what it had not sent", async () => {
    const { world, user, images } = await aScene(4);
    const { batchId } = await aStartedBatch(world, user, images);
    let sends = 0;
    const dying: World = {
      ...world,
      queue: {
        send: async (message) => {
          // The second edit is written, but the worker dies before it is sent.
          if (++sends === 2) throw new OutsideFault("killed");
          await world.queue.send(message);
        },
      },
    };
    const [message] = world.sent.splice(0);
    if (!message) throw new Error("nothing was sent");
    await expect(runBatch(dying, user, batchId, 60_000)).rejects.toThrow("killed");
    expect(editRows(world, user)).toBe(2);
    world.sent.push(message);
    await workThrough(world);
    const after = await seen(world, user, batchId);
    expect(statusesOf(after)).toEqual(Array(4).fill("completed"));
    expect(editRows(world, user)).toBe(4);
  });

  it("has one result of an edit whose worker died before it was kept", async () => {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    await workAll(world);
    const [edit] = world.sent.splice(0);
    if (!edit) throw new Error("no edit was sent");
    let isDead = false;
    const dying = { ...world, objects: breaking(world.objects, ["copy"], () => !isDead) };
    await workOff(dying, paperStudio(), delivered(edit.message, edit.id));
    isDead = true;
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["preview"]);
    expect((await seen(world, user, batchId)).state).toBe("running");
    await workOff(world, paperStudio(), delivered(edit.message, edit.id, 2));
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed"]);
    await workOff(world, paperStudio(), delivered(edit.message, edit.id, 3));
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed"]);
    expect(editRows(world, user)).toBe(1);
  });

  it("goes on from what was kept of each photo last", async () => {
    const { world, user, images } = await aScene(2);
    const [first, second] = images;
    if (!first || !second) throw new Error("two photos");
    const kept = await aPreview(world, user, first);
    await acceptEdit(world, user, kept);
    await aPreview(world, user, second);
    const { batchId } = await aStartedBatch(world, user, images);
    await workThrough(world);
    const { tasks } = await seen(world, user, batchId);
    const parents = tasks.map(
      ({ editId }) => world.records.rows.get(`USER#${user}|EDIT#${editId}`)?.Data["parentEditId"],
    );
    expect(parents).toEqual([kept, undefined]);
  });

  it("skips a photo that no step is for and refuses one alone that is not there", async () => {
    const { world, user, images } = await aScene(2);
    const gone = images[1];
    if (!gone) throw new Error("two photos");
    await deleteImage(world, user, gone);
    const strange = (await aScene(1, 2)).images;
    const steps = quickSteps.map((step) => ({ ...step, except: [1] }));
    const batch = await aStartedBatch(world, user, [...images, ...strange], steps);
    expect(statusesOf(batch)).toEqual(["skipped", "refused", "refused"]);
    expect(batch.state).toBe("done");
    expect(batch.tasks[2]?.problem?.kind).toBe("not-found");
    const other = await startBatch(world, { userId: aUser(), plan: "pro" }, anAsk(images));
    expect(other).toMatchObject({ ok: false, problem: { kind: "not-found" } });
  });

  it("refuses alone what cannot be done to one photo", async () => {
    const { world, user, images } = await aScene(1);
    const steps = forAll({ op: "crop", width: 200, height: 200 });
    const batch = await aStartedBatch(world, user, images, steps);
    expect(batch.tasks[0]).toMatchObject({
      status: "refused",
      width: null,
      problem: { kind: "invalid-params" },
    });
  });

  it("refuses alone the one picture that would be too large for a worker, and makes the others", async () => {
    const { world, user, images } = await aScene(1);
    const large = await aReadyImage(world, user, { width: 1920, height: 1920 });
    const steps = forAll({ op: "resize", scale: 4, enlarge: true });
    const { batchId } = await aStartedBatch(world, user, [large.imageId, ...images], steps);
    await workThrough(world);
    const after = await seen(world, user, batchId);
    expect(statusesOf(after)).toEqual(["refused", "completed"]);
    expect(after.tasks[0]?.problem?.kind).toBe("too-many-pixels");
    expect(after.tasks[1]).toMatchObject({ width: 384, height: 256 });
  });

  it("counts against the allowance: what is above is refused and can be tried again", async () => {
    const { world, user, images } = await aScene(8);
    const ask = (start: number) => aStartedBatch(world, user, images.slice(start), quickSteps, "free");
    for (const start of [0, 0]) {
      await ask(start);
      await workThrough(world);
    }
    const { batchId } = await ask(0);
    await workThrough(world);
    const after = await seen(world, user, batchId);
    expect(statusesOf(after)).toEqual([...Array(4).fill("completed"), ...Array(4).fill("refused")]);
    expect(after.tasks[7]?.problem?.kind).toBe("rate-limited");
    world.time.nowMs += times.hourMs;
    await retryBatch(world, user, batchId);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(Array(8).fill("completed"));
  });

  it("is forgotten after a day, and its edits stay", async () => {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    await workThrough(world);
    world.time.nowMs += times.batchKeptMs + 5000;
    await expect(seen(world, user, batchId)).rejects.toThrow("not-found");
    expect(editRows(world, user)).toBe(1);
  });

  it("whose message was lost is taken up again when somebody looks", async () => {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    world.sent.length = 0;
    await seen(world, user, batchId);
    expect(world.sent).toEqual([]);
    world.time.nowMs += 61_000;
    await Promise.all([seen(world, user, batchId), seen(world, user, batchId)]);
    expect(world.sent).toHaveLength(1);
  });

  it("leaves nobody waiting when no worker can ask for its edits", async () => {
    const { world, user, images } = await aScene(2);
    const { batchId } = await aStartedBatch(world, user, images);
    const [message] = world.sent.splice(0);
    if (!message) throw new Error("nothing was sent");
    await workOff(world, paperStudio(), delivered(message.message, message.id, 4));
    const after = await seen(world, user, batchId);
    expect([after.state, ...statusesOf(after)]).toEqual(["done", "refused", "refused"]);
  });
});

describe("a result that cannot be kept", () => {
  /** One photo, its result made, and storage that copies nothing. */
  async function unkept() {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    await workAll(world);
    const edit = firstOf(world.sent.splice(0));
    const dead = { ...world, objects: breaking(world.objects, ["copy"], () => true) };
    const deliver = (count: number) => workOff(dead, paperStudio(), delivered(edit.message, edit.id, count));
    return { world, user, batchId, deliver };
  }

  it("ends with its reason when its message is given up, and can be tried again", async () => {
    const { world, user, batchId, deliver } = await unkept();
    for (const count of [1, 2]) await deliver(count);
    expect((await seen(world, user, batchId)).state).toBe("running");
    await deliver(3);
    const after = await seen(world, user, batchId);
    expect([after.state, ...statusesOf(after)]).toEqual(["done", "failed"]);
    expect(after.tasks[0]?.problem?.kind).toBe("save-failed");
    await retryBatch(world, user, batchId);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed"]);
  });

  it("ends also when its workers died without a word", async () => {
    const { world, user, batchId, deliver } = await unkept();
    await deliver(1);
    world.time.nowMs += 36 * 60_000;
    expect((await seen(world, user, batchId)).tasks[0]).toMatchObject({
      status: "failed",
      problem: { kind: "save-failed" },
    });
  });

  it("can be made again when its files were lost before it was kept", async () => {
    const { world, user, batchId, deliver } = await unkept();
    await deliver(1);
    for (const key of world.objects.keys().filter((name) => name.startsWith("previews/")))
      world.objects.files.delete(key);
    const [task] = (await seen(world, user, batchId)).tasks;
    await acceptEdit(world, user, task?.editId as EditId);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["corrupted"]);
    await retryBatch(world, user, batchId);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed"]);
  });
});

describe("cancelling", () => {
  it("calls off what waits and leaves what is made", async () => {
    const { world, user, images } = await aScene(3);
    const { batchId } = await aStartedBatch(world, user, images);
    await workAll(world);
    const [first] = world.sent;
    if (!first) throw new Error("no edit was sent");
    await workOff(world, paperStudio(), delivered(first.message, first.id));
    const cancelled = theBatch(await cancelBatch(world, user, batchId));
    expect([cancelled.state, ...statusesOf(cancelled)]).toEqual([
      "cancelled",
      "completed",
      "cancelled",
      "cancelled",
    ]);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["completed", "cancelled", "cancelled"]);
    expect(editRows(world, user)).toBe(1);
    expect(await retryBatch(world, user, batchId)).toMatchObject({
      ok: false,
      problem: { kind: "conflict" },
    });
  });

  it("before the worker came asks for nothing", async () => {
    const { world, user, images } = await aScene(3);
    const { batchId } = await aStartedBatch(world, user, images);
    await cancelBatch(world, user, batchId);
    await workThrough(world);
    expect(editRows(world, user)).toBe(0);
  });

  it("while the worker asks leaves no edit behind", async () => {
    for (let delay = 0; delay < 40; delay += 3) {
      const { world, user, images } = await aScene(3);
      const { batchId } = await aStartedBatch(world, user, images);
      const running = runBatch(world, user, batchId, 60_000);
      for (let turn = 0; turn < delay; turn++) await Promise.resolve();
      await cancelBatch(world, user, batchId);
      await running;
      expect(editRows(world, user), `after ${delay} turns`).toBe(0);
    }
  });

  it("while an edit is being made leaves no file of it", async () => {
    const { world, user, images } = await aScene(1);
    // An edit of its own, so that the paper studio can be interrupted.
    const steps = forAll({ op: "edit", ask: { editType: "day-to-dusk", params: { intensity: "subtle" } } });
    const { batchId } = await aStartedBatch(world, user, images, steps);
    await workThrough(
      world,
      paperStudio({ onPerform: async () => void (await cancelBatch(world, user, batchId)) }),
    );
    expect(editRows(world, user)).toBe(0);
    expect(world.objects.keys().filter((key) => /^(previews|results)/.test(key))).toEqual([]);
  });
});

describe("undoing", () => {
  it("takes back every edit, kept or on its way, and twice is once", async () => {
    const { world, user, images } = await aScene(3);
    const { batchId } = await aStartedBatch(world, user, images);
    await workAll(world);
    const [first] = world.sent;
    if (!first) throw new Error("no edit was sent");
    await workOff(world, paperStudio(), delivered(first.message, first.id));
    const [once, twice] = await Promise.all([
      undoBatch(world, user, batchId),
      undoBatch(world, user, batchId),
    ]);
    for (const result of [once, twice]) expect(theBatch(result).state).toBe("undone");
    await workThrough(world);
    const after = await seen(world, user, batchId);
    expect([after.state, ...statusesOf(after)]).toEqual(["undone", "undone", "undone", "undone"]);
    expect(editRows(world, user)).toBe(0);
    expect(world.objects.keys().filter((key) => /^(previews|results)/.test(key))).toEqual([]);
    // The photos themselves stay as they came.
    for (const image of images) expect(world.objects.files.has(objectKeys.upload(user, image))).toBe(true);
    expect(theBatch(await cancelBatch(world, user, batchId)).state).toBe("undone");
  });

  it("answers in time, and leaves to a worker what it did not get to", async () => {
    const { world, user, images } = await aScene(3);
    const { batchId } = await aStartedBatch(world, user, images);
    await workThrough(world);
    const remove: World["objects"]["remove"] = async (keys) => {
      world.time.nowMs += 20_000;
      await world.objects.remove(keys);
    };
    await undoBatch({ ...world, objects: { ...world.objects, remove } }, user, batchId);
    expect(editRows(world, user)).toBe(2);
    await workThrough(world);
    expect(editRows(world, user)).toBe(0);
  });

  it("while it runs leaves nothing, whenever it comes", async () => {
    for (let delay = 0; delay < 300; delay += 37) {
      const { world, user, images } = await aScene(1);
      const { batchId } = await aStartedBatch(world, user, images);
      await runBatch(world, user, batchId, 60_000);
      const working = workThrough(world);
      for (let turn = 0; turn < delay; turn++) await new Promise((next) => setImmediate(next));
      await undoBatch(world, user, batchId);
      await working;
      await workThrough(world);
      expect(editRows(world, user), `after ${delay} turns`).toBe(0);
      const left = world.objects.keys().filter((key) => /^(previews|results)/.test(key));
      expect(left, `after ${delay} turns`).toEqual([]);
    }
  });

  it("leaves an edit that was made on a result", async () => {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    await workThrough(world);
    const [task] = (await seen(world, user, batchId)).tasks;
    const child = await aPreview(world, user, task?.imageId ?? firstOf(images), {
      parentEditId: task?.editId,
    });
    await acceptEdit(world, user, child);
    await undoBatch(world, user, batchId);
    expect(editRows(world, user)).toBe(1);
    expect(await getDownload(world, user, { editId: child, format: "lossless" })).toMatchObject({ ok: true });
  });
});

describe("trying again", () => {
  const dusk = forAll({ op: "edit", ask: { editType: "day-to-dusk", params: { intensity: "subtle" } } });
  const failing = paperStudio({
    performProblem: { kind: "no-sky", message: "We could not find the sky.", remedy: "Try another." },
  });

  it("asks anew for what failed and for nothing else", async () => {
    const { world, user, images } = await aScene(2);
    const steps = dusk.map((step) => ({ ...step, except: [1] }));
    const { batchId } = await aStartedBatch(world, user, images, [...quickSteps, ...steps]);
    await workThrough(world, failing);
    const before = await seen(world, user, batchId);
    expect(statusesOf(before)).toEqual(["completed", "failed"]);
    expect(before.tasks[1]?.problem?.kind).toBe("no-sky");
    await Promise.all([retryBatch(world, user, batchId), retryBatch(world, user, batchId)]);
    await workThrough(world);
    const after = await seen(world, user, batchId);
    expect(statusesOf(after)).toEqual(["completed", "completed"]);
    expect(after.tasks[0]?.editId).toBe(before.tasks[0]?.editId);
    expect(after.tasks[1]?.editId).not.toBe(before.tasks[1]?.editId);
    // The failed one, and the two that were made; all go with the batch.
    expect(editRows(world, user)).toBe(3);
    await undoBatch(world, user, batchId);
    expect(editRows(world, user)).toBe(0);
  });

  it("says how long it takes by the pace since then, not by the hour that nobody worked", async () => {
    const { world, user, images } = await aScene(3);
    const steps = dusk.map((step) => ({ ...step, except: [] }));
    const { batchId, tasks } = await aStartedBatch(world, user, images, steps);
    await workThrough(world, failing);
    world.time.nowMs += times.hourMs;
    await retryBatch(world, user, batchId);
    const each = firstOf(tasks).estimateMs;
    expect((await seen(world, user, batchId)).estimateMs).toBe(Math.round((3 * each) / 2));
    await workAll(world);
    const [first] = world.sent;
    if (!first) throw new Error("no edit was sent");
    world.time.nowMs += 10_000;
    await workOff(world, paperStudio(), delivered(first.message, first.id));
    const { estimateMs } = await seen(world, user, batchId);
    expect(estimateMs).toBeGreaterThanOrEqual(20_000);
    expect(estimateMs).toBeLessThan(25_000);
  });

  it("while it runs disturbs nothing", async () => {
    const { world, user, images } = await aScene(3);
    const { batchId } = await aStartedBatch(world, user, images);
    await Promise.all([runBatch(world, user, batchId, 60_000), retryBatch(world, user, batchId)]);
    await retryBatch(world, user, batchId);
    await workThrough(world);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(Array(3).fill("completed"));
    expect(editRows(world, user)).toBe(3);
  });
});

describe("somebody else", () => {
  it("finds no batch of this person, and does nothing to it", async () => {
    const { world, user, images } = await aScene(1);
    const { batchId } = await aStartedBatch(world, user, images);
    const stranger = aUser();
    for (const act of [cancelBatch, retryBatch, undoBatch])
      expect(await act(world, stranger, batchId)).toMatchObject({ problem: { kind: "not-found" } });
    expect(await listBatches(world, stranger, {})).toMatchObject({ value: { items: [] } });
    expect((await seen(world, user, batchId)).state).toBe("running");
  });
});

describe("lists and endings", () => {
  it("shows the newest first, page by page", async () => {
    const { world, user, images } = await aScene(1);
    const ids = [];
    for (let count = 0; count < 3; count++) ids.unshift((await aStartedBatch(world, user, images)).batchId);
    const first = await listBatches(world, user, { limit: 2 });
    if (!first.ok) throw new Error(first.problem.message);
    const second = await listBatches(world, user, { limit: 2, nextToken: first.value.nextToken });
    if (!second.ok) throw new Error(second.problem.message);
    expect([...first.value.items, ...second.value.items].map(({ batchId }) => batchId)).toEqual(ids);
  });

  it("an edit taken back by itself is undone in its batch", async () => {
    const { world, user, images } = await aScene(2);
    const { batchId } = await aStartedBatch(world, user, images);
    await workThrough(world);
    const [task] = (await seen(world, user, batchId)).tasks;
    await deleteKeptEdit(world, user, task?.editId as EditId);
    expect(statusesOf(await seen(world, user, batchId))).toEqual(["undone", "completed"]);
  });

  it("deleting everything deletes batches", async () => {
    const { world, user, images } = await aScene(1);
    await aStartedBatch(world, user, images);
    await deleteMyData(world, user, "DELETE");
    await workThrough(world);
    expect(world.records.countOf(recordKeys.partition(user), "BATCH#")).toBe(0);
    expect(editRows(world, user)).toBe(0);
  });

  it("a recipe that nobody batched waits for its person like any edit, and delivers once it is kept", async () => {
    const { world, user, images } = await aScene(1);
    const params = { steps: [{ op: "resize", width: 48 }, { op: "strip-metadata" }] };
    const edit = await aPreview(world, user, firstOf(images), { editType: "recipe", params });
    expect(await getDownload(world, user, { editId: edit, format: "delivered" })).toMatchObject({
      ok: false,
    });
    await acceptEdit(world, user, edit);
    const file = world.objects.files.get(resultKey(user, edit, "delivered"));
    const { format, width, xmp } = await sharp(file?.bytes).metadata();
    expect([format, width, xmp]).toEqual(["jpeg", 48, undefined]);
  });

  it("no other edit delivers, and what was altered says so though it is stripped", async () => {
    const { world, user, images } = await aScene(1);
    const plain = await aPreview(world, user, firstOf(images));
    await acceptEdit(world, user, plain);
    expect(await getDownload(world, user, { editId: plain, format: "delivered" })).toMatchObject({
      problem: { kind: "invalid-params", field: "format" },
    });
    const steps = forAll(
      { op: "edit", ask: { editType: "day-to-dusk", params: { intensity: "subtle" } } },
      { op: "strip-metadata" },
    );
    const { batchId } = await aStartedBatch(world, user, images, steps);
    await workThrough(world);
    const [task] = (await seen(world, user, batchId)).tasks;
    const file = world.objects.files.get(resultKey(user, task?.editId as EditId, "delivered"));
    expect(String((await sharp(file?.bytes).metadata()).xmp)).toContain("compositeSynthetic");
  });
});
