import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BatchView } from "#core/api/batch-views.ts";
import { type BatchId, type ImageId } from "#core/ids.ts";
import {
  aRecipe,
  aRequest,
  type IsolationCloud,
  isolationCloud,
  type Person,
  soon,
} from "#test/contract/isolation-cloud.ts";

/** Over the real embedded cloud: the wire, the queue, the workers, Bedrock and the bucket. */
let world: IsolationCloud;
let owner: Person;
let images: readonly ImageId[];
beforeAll(async () => {
  world = await isolationCloud({ owner: [] });
  owner = await world.signIn("owner");
  images = [
    await world.aReadyImage(owner, { fileName: "kitchen.jpg" }),
    await world.aReadyImage(owner, { fileName: "hall.jpg" }),
  ];
}, 240_000);
afterAll(() => world?.stop());

const command = "turn right, half the size, save as webp, all but the kitchen";

async function settled(batchId: BatchId): Promise<BatchView> {
  const read = async () => (await world.run("getBatch", { batchId }, owner)).batch;
  await expect.poll(async () => (await read())?.state, soon).not.toBe("running");
  const batch = await read();
  if (!batch) throw new Error("the batch is gone");
  return batch;
}

describe("a command for two photos", () => {
  it("is planned by a model, run by the workers, delivered as asked, and undone without a trace", async () => {
    const { plan, photos, readBy } = await world.run("planBatch", { imageIds: images, command }, owner);
    expect(readBy).toMatch(/^us\.anthropic\.claude/);
    expect(plan?.notUnderstood).toEqual([]);
    expect(photos.map(({ words }) => words.length)).toEqual([0, 3]);

    const ask = { requestId: aRequest(), imageIds: images, steps: plan?.steps ?? [], command };
    const both = await Promise.all([1, 2].map(() => world.run("startBatch", ask, owner)));
    const [batchId] = both.map(({ batch }) => batch?.batchId);
    if (batchId === undefined) throw new Error("the batch was refused");
    expect(both[1]?.batch?.batchId).toBe(batchId);

    const done = await settled(batchId);
    expect(done.tasks.map(({ status }) => status)).toEqual(["skipped", "completed"]);
    const [, task] = done.tasks;
    const { url, contentType } = await world.run(
      "getDownload",
      { editId: task?.editId, format: "delivered" },
      owner,
    );
    expect(contentType).toBe("image/webp");
    const file = await fetch(String(url));
    expect(file.headers.get("content-type")).toBe("image/webp");
    const { format, width, height } = await sharp(await file.arrayBuffer()).metadata();
    expect([format, width, height]).toEqual(["webp", 36, 48]);
    expect([task?.width, task?.height]).toEqual([36, 48]);

    const undone = await world.run("undoBatch", { batchId }, owner);
    expect(undone.batch?.state).toBe("undone");
    expect((await world.rowsOf(owner.userId)).filter(({ SK }) => SK.startsWith("EDIT#"))).toEqual([]);
    const left = (await world.keysOf(owner.userId)).filter((key) => /^(previews|results)/.test(key));
    expect(left).toEqual([]);
  });

  it("that is unclear comes back as a question", async () => {
    const { plan } = await world.run("planBatch", { imageIds: images, command: "rotate the garage" }, owner);
    expect(plan?.question ?? plan?.notUnderstood.join()).toContain("garage");
  });
});

describe("a saved recipe", () => {
  it("comes back as it was saved, and plans", async () => {
    await world.run("saveRecipe", aRecipe(), owner);
    const { items } = await world.run("listRecipes", {}, owner);
    expect(items).toMatchObject([aRecipe()]);
    const steps = items.flatMap(({ steps: each }) => each).map((step) => ({ step, except: [] }));
    const { photos } = await world.run("planBatch", { imageIds: images, steps }, owner);
    expect(photos[0]).toMatchObject({ width: 48, height: 36 });
  });
});
