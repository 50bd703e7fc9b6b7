import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OperationName, operations } from "#core/api/operations.ts";
import { type EditId, type ImageId, type ListingId, type UserId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { answer } from "#functions/api/answer.ts";
import { saveRecipe } from "#functions/batch/saved-recipes.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { moveImages } from "#functions/listing/move-images.ts";
import { type WorkMessage } from "#functions/ports.ts";
import { anAsk as aBatchAsk, theBatch } from "#test/functions/batch/a-batch.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import {
  aJpeg,
  aListing,
  anAnnouncedImage,
  anAsk,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  aWorld,
  delivered,
  workAll,
  type World,
} from "#test/functions/fakes/world.ts";

/** Somebody who has one of everything. */
async function aHome() {
  const world = aWorld();
  const userId = aUser();
  const { imageId } = await aReadyImage(world, userId);
  const keptId = await aPreview(world, userId, imageId);
  await acceptEdit(world, userId, keptId);
  const previewId = await aPreview(world, userId, imageId);
  const { listingId } = await aListing(world, userId);
  await moveImages(world, userId, { imageIds: [imageId], listingId });
  const { batchId } = theBatch(await startBatch(world, { userId, plan: "pro" }, aBatchAsk([imageId])));
  const recipe = await saveRecipe(world, userId, { name: "Half", steps: [{ op: "resize", scale: 0.5 }] });
  if (!recipe.ok) throw new Error("the recipe was refused");
  await settle(world);
  const announcedId = await anAnnouncedImage(world, userId);
  await world.objects.put(objectKeys.upload(userId, announcedId), await aJpeg(), "image/jpeg");
  return { world, userId, imageId, keptId, previewId, listingId, batchId, announcedId, ...recipe.value };
}
type Home = Awaited<ReturnType<typeof aHome>>;

/** One good call of each mutation. */
const calls: Partial<Record<OperationName, (home: Home) => object>> = {
  createUpload: () => ({
    requestId: aRequest(),
    fileName: "a.jpg",
    contentType: "image/jpeg",
    sizeBytes: 1000,
  }),
  completeUpload: ({ announcedId }) => ({ imageId: announcedId }),
  analyzeImage: ({ imageId }) => ({ imageId }),
  requestEdit: ({ imageId }) => anAsk(imageId),
  acceptEdit: ({ previewId }) => ({ editId: previewId }),
  cancelEdit: ({ previewId }) => ({ editId: previewId }),
  deleteEdit: ({ keptId }) => ({ editId: keptId }),
  deleteImage: ({ imageId }) => ({ imageId }),
  updateImage: ({ imageId }) => ({ imageId, room: "Kitchen" }),
  moveImages: ({ imageId }) => ({ imageIds: [imageId] }),
  createListing: () => ({ requestId: aRequest(), name: "Elm Road 4" }),
  updateListing: ({ listingId }) => ({ listingId, name: "Elm Road 5" }),
  deleteListing: ({ listingId }) => ({ listingId, images: "keep" }),
  deleteMyData: () => ({ confirmation: "DELETE" }),
  planBatch: ({ imageId }) => ({ imageIds: [imageId], steps: aBatchAsk([imageId]).steps }),
  startBatch: ({ imageId }) => aBatchAsk([imageId]),
  cancelBatch: ({ batchId }) => ({ batchId }),
  retryBatch: ({ batchId }) => ({ batchId }),
  undoBatch: ({ batchId }) => ({ batchId }),
  saveRecipe: () => ({ name: "Quarter", steps: [{ op: "resize", scale: 0.25 }] }),
  deleteRecipe: ({ recipeId }) => ({ recipeId }),
};

const mutations = Object.values(operations).filter(({ kind }) => kind === "mutation");

const ask = ({ world, userId }: Home, fieldName: string, input: object): Promise<unknown> =>
  answer(world, "pro", { fieldName, arguments: input, identity: { sub: userId, groups: ["CREATORS"] } });

/** Until the queue is empty. */
async function settle(world: World): Promise<void> {
  for (let pass = 0; world.sent.length > 0 && pass < 20; pass++) await workAll(world);
  expect(world.sent).toEqual([]);
}

/** Everything there is, but for how often and when it was written. */
function whole({ records, objects }: World): unknown {
  const rows = [...records.rows.values()].map(({ PK, SK, Data, Count }) => {
    const { updatedAt: _updated, ...rest } = Data;
    return [PK, SK, rest, Count];
  });
  return { rows: rows.toSorted((a, b) => String(a[1]).localeCompare(String(b[1]))), keys: objects.keys() };
}

describe("every mutation", () => {
  it("has its call here", () => {
    expect(Object.keys(calls).toSorted()).toEqual(mutations.map(({ name }) => name).toSorted());
  });

  it.each(mutations.map(({ name }) => name))("%s, asked for twice, is done once", async (name) => {
    const home = await aHome();
    // The table's keys are its operations' names.
    const input = calls[name as OperationName]?.(home) ?? {};
    const once = await ask(home, name, input);
    expect(once).toMatchObject({ problem: null });
    await settle(home.world);
    const after = whole(home.world);
    await ask(home, name, input);
    await settle(home.world);
    expect(whole(home.world)).toEqual(after);
  });

  it.each(mutations.map(({ name }) => name))(
    "%s, asked for twice at the same moment, is done once",
    async (name) => {
      const home = await aHome();
      const input = calls[name as OperationName]?.(home) ?? {};
      const [first, second] = await Promise.all([ask(home, name, input), ask(home, name, input)]);
      const problems = [first, second].map((reply) => Object(reply).problem?.kind ?? "done");
      // Whoever comes second finds what the first one did: done, or gone.
      expect(problems).toContain("done");
      for (const problem of problems) expect(["done", "not-found"]).toContain(problem);
      await settle(home.world);
      const after = whole(home.world);
      await ask(home, name, input);
      await settle(home.world);
      expect(whole(home.world)).toEqual(after);
    },
  );
});

interface Waiting {
  readonly world: World;
  readonly userId: UserId;
  readonly imageId: ImageId;
  readonly announcedId: ImageId;
  readonly editId: EditId;
  readonly listingId: ListingId;
  readonly batchId: Home["batchId"];
}

/** One message of each kind; a new kind does not compile without one. */
const messages = {
  "run-edit": ({ userId, editId }) => ({ kind: "run-edit", userId, editId }),
  "run-batch": ({ userId, batchId }) => ({ kind: "run-batch", userId, batchId }),
  "prepare-image": ({ userId, announcedId }) => ({
    kind: "prepare-image",
    userId,
    imageId: announcedId,
  }),
  "analyze-image": ({ userId, imageId }) => ({ kind: "analyze-image", userId, imageId }),
  "delete-listing": ({ userId, listingId }) => ({
    kind: "delete-listing",
    userId,
    listingId,
    images: "keep",
  }),
  "delete-data": ({ userId }) => ({ kind: "delete-data", userId }),
  sweep: () => ({ kind: "sweep" }),
} as const satisfies Record<WorkMessage["kind"], (waiting: Waiting) => WorkMessage>;

/** Work of every kind that waits, with the queue emptied: the test delivers. */
async function waitingWork(): Promise<Waiting> {
  const { world, userId, imageId, announcedId, listingId } = await aHome();
  const asking = { userId, plan: "pro" } as const;
  const asked = await requestEdit(world, asking, anAsk(imageId));
  if (!asked.ok) throw new Error("the edit was refused");
  const { batchId } = theBatch(await startBatch(world, asking, aBatchAsk([imageId])));
  world.sent.length = 0;
  return { world, userId, imageId, announcedId, editId: asked.value.editId, listingId, batchId };
}

/** Ends with a sweep, as every day does: it takes what guards an upload while its form is good. */
async function deliver(waiting: Waiting, kinds: readonly WorkMessage["kind"][]): Promise<void> {
  for (const kind of [...kinds, "sweep"] as const) {
    const { batchItemFailures } = await workOff(
      waiting.world,
      paperStudio(),
      delivered(messages[kind](waiting)),
    );
    expect(batchItemFailures).toEqual([]);
  }
  await settle(waiting.world);
}

/** What came of it, as it can be compared between two people. */
function outcome({ world: { records, objects } }: Waiting): unknown {
  const rows = [...records.rows.values()]
    .filter(({ EntityType }) => EntityType !== "SweepPlace")
    .map(({ EntityType, Data, Count }) =>
      [EntityType, Data["status"], Data["state"], Data["analysisState"], "listingId" in Data, Count].join(
        " ",
      ),
    );
  return { rows: rows.toSorted(), rooms: objects.keys().map((key) => key.split("/")[0]) };
}

const kinds = Object.keys(messages) as readonly WorkMessage["kind"][];

describe("every message", () => {
  const usual = kinds.filter((kind) => kind !== "delete-data");
  const anyOrder = (all: readonly WorkMessage["kind"][]) =>
    fc.shuffledSubarray([...all, ...all, ...all], { minLength: all.length }).map((some) => [
      // Each at least once.
      ...some,
      ...all.filter((kind) => !some.includes(kind)),
    ]);

  it("delivered twice, late and out of order comes to the same", async () => {
    const inOrder = await waitingWork();
    await deliver(inOrder, usual);
    const expected = outcome(inOrder);
    await fc.assert(
      fc.asyncProperty(anyOrder(usual), async (order) => {
        const waiting = await waitingWork();
        await deliver(waiting, order);
        expect(outcome(waiting)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  it("that comes before or after everything was deleted brings nothing back", async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder(kinds), async (order) => {
        const waiting = await waitingWork();
        await deliver(waiting, order);
        const left = [...waiting.world.records.rows.values()].filter(
          ({ PK, SK }) => PK === `USER#${waiting.userId}` && !SK.startsWith("LIMIT#"),
        );
        expect(left).toEqual([]);
        expect(waiting.world.objects.keys()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 240_000);
});
