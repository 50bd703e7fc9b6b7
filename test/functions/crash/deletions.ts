import { expect } from "vitest";
import { type BatchId, type EditId, type ListingId, type RecipeId } from "#core/ids.ts";
import { deleteMyData } from "#functions/account/delete-my-data.ts";
import { cancelBatch, undoBatch } from "#functions/batch/end-batch.ts";
import { deleteRecipe, saveRecipe } from "#functions/batch/saved-recipes.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { readBatch } from "#functions/records/batch-records.ts";
import { workOff } from "#functions/edit/work-off.ts";
import { deleteListing } from "#functions/listing/delete-listing.ts";
import { moveImages } from "#functions/listing/move-images.ts";
import { anAsk, theBatch } from "#test/functions/batch/a-batch.ts";
import { aKeptHome, countOf, type Deed, deliverAll, pro, type Scene } from "#test/functions/crash/deeds.ts";
import { Killed } from "#test/functions/crash/dying-world.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import { aListing, delivered, type World } from "#test/functions/fakes/world.ts";

interface ListedScene extends Scene {
  readonly listingId: ListingId;
}
interface BatchScene extends Scene {
  readonly batchId: BatchId;
  /** Of the batch, beside the edits that were there before. */
  readonly batchEdits: readonly EditId[];
}

interface RecipeScene extends Scene {
  readonly recipeId: RecipeId;
}

export async function aListedHome(world: World): Promise<ListedScene> {
  const scene = await aKeptHome(world);
  const { listingId } = await aListing(scene.world, scene.user);
  await moveImages(scene.world, scene.user, { listingId, imageIds: [scene.imageId] });
  return { ...scene, listingId };
}

/** With a batch whose one edit is made and kept, or only asked for. */
const aBatchedHome =
  (isMade: boolean) =>
  async (world: World): Promise<BatchScene> => {
    const scene = await aKeptHome(world);
    const { user, imageId } = scene;
    const { batchId } = theBatch(await startBatch(world, pro(user), anAsk([imageId])));
    if (isMade) await deliverAll(world);
    else await workFirst(world);
    const known = await readBatch(world, user, batchId);
    const batchEdits = known?.record.tasks.flatMap(({ editIds }) => editIds) ?? [];
    if (batchEdits.length !== 1) throw new Error(`the batch asked for ${batchEdits.length} edits`);
    return { ...scene, batchId, batchEdits };
  };

/** The worker that asks for a batch's edits, and not those that make them. */
async function workFirst(world: World): Promise<void> {
  const first = world.sent.shift();
  if (first) await workOff(world, paperStudio(), delivered(first.message, first.id));
}

async function aFullHome(world: World): Promise<RecipeScene> {
  const scene = await aListedHome(world);
  const half = { name: "Half", steps: [{ op: "resize" as const, scale: 0.5 }] };
  const saved = await saveRecipe(world, scene.user, half);
  if (!saved.ok) throw new Error("the recipe was refused");
  theBatch(await startBatch(world, pro(scene.user), anAsk([scene.imageId])));
  await deliverAll(world);
  return { ...scene, recipeId: saved.value.recipeId };
}

const rowsOf = ({ world, user }: Scene): readonly string[] =>
  [...world.records.rows.values()].filter(({ PK }) => PK === `USER#${user}`).map(({ SK }) => SK);

/** Nothing of a person is left, but for the counters, which no deletion may set back. */
function expectNothing(scene: Scene): void {
  expect(rowsOf(scene).filter((SK) => !SK.startsWith("LIMIT#"))).toEqual([]);
  expect(scene.world.objects.keys().filter((key) => key.includes(scene.user))).toEqual([]);
}

function expectNoImageNoListing(scene: Scene): void {
  expect(rowsOf(scene).filter((SK) => /^(IMAGE|EDIT|LISTING)#/.test(SK))).toEqual([]);
  expect(scene.world.objects.keys().filter((key) => key.includes(scene.user))).toEqual([]);
}

function expectKeptImage(scene: Scene): void {
  expect(countOf(scene, "ListingRecord")).toBe(0);
  const image = scene.world.records.rows.get(`USER#${scene.user}|IMAGE#${scene.imageId}`);
  expect(image?.Data).toMatchObject({ state: "ready" });
  expect(image?.Data).not.toHaveProperty("listingId");
}

const batchEditsLeft = ({ world, user, batchEdits }: BatchScene): readonly EditId[] =>
  batchEdits.filter((edit) => world.records.rows.has(`USER#${user}|EDIT#${edit}`));

/** What the scene of a deed's own `before` has more than every scene. */
const own = <S extends Scene>(scene: Scene): S => scene as S;

interface Deletion extends Omit<Deed, "isRepeated" | "after"> {
  /** How many of what is to go are there; one is, before. */
  readonly left: (scene: Scene) => number;
  readonly after?: (scene: Scene) => void;
}

/** Asked for again it is gone, with everything it had. Never asked for again it is gone, or nobody had begun. */
function both(name: string, { left, after, ...deed }: Deletion): Readonly<Record<string, Deed>> {
  const expectGone = (scene: Scene): void => {
    expect(left(scene)).toBe(0);
    after?.(scene);
  };
  const expectGoneOrWhole = (scene: Scene): void => {
    expect([0, 1]).toContain(left(scene));
    if (left(scene) === 0) after?.(scene);
  };
  return {
    [name]: { ...deed, isRepeated: true, after: expectGone },
    [`${name}, never asked again`]: { ...deed, isRepeated: false, after: expectGoneOrWhole },
  };
}

const listings = (scene: Scene): number => countOf(scene, "ListingRecord");
const edits = (scene: Scene): number => batchEditsLeft(own<BatchScene>(scene)).length;

/** Everything a person can take away that holds other things, or is held by them. */
export const deletions: Readonly<Record<string, Deed>> = {
  ...both("delete a listing with its images", {
    before: aListedHome,
    doIt: (world, scene) => deleteListing(world, scene.user, own<ListedScene>(scene).listingId, "delete"),
    left: listings,
    after: expectNoImageNoListing,
  }),
  ...both("delete a listing whose images stay", {
    before: aListedHome,
    doIt: (world, scene) => deleteListing(world, scene.user, own<ListedScene>(scene).listingId, "keep"),
    left: listings,
    after: expectKeptImage,
  }),
  "a worker deletes a listing with its images": {
    before: aListedHome,
    doIt: async (world, scene) => {
      const { user: userId, listingId } = own<ListedScene>(scene);
      const message = { kind: "delete-listing", userId, listingId, images: "delete" };
      const { batchItemFailures } = await workOff(world, paperStudio(), delivered(message));
      if (batchItemFailures.length > 0) throw new Killed();
    },
    isRepeated: true,
    after: expectNoImageNoListing,
  },
  ...both("undo a batch", {
    before: aBatchedHome(true),
    doIt: (world, scene) => undoBatch(world, scene.user, own<BatchScene>(scene).batchId),
    left: edits,
  }),
  ...both("cancel a batch", {
    before: aBatchedHome(false),
    doIt: (world, scene) => cancelBatch(world, scene.user, own<BatchScene>(scene).batchId),
    left: edits,
  }),
  ...both("delete a recipe", {
    before: aFullHome,
    doIt: (world, scene) => deleteRecipe(world, scene.user, own<RecipeScene>(scene).recipeId),
    left: (scene) => countOf(scene, "RecipeRecord"),
  }),
  ...both("deleteMyData", {
    before: aFullHome,
    doIt: (world, { user }) => deleteMyData(world, user, "DELETE"),
    left: (scene) => countOf(scene, "ImageMetadata"),
    after: expectNothing,
  }),
};
