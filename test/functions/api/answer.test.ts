import { describe, expect, it } from "vitest";
import { operations, type OperationName } from "#core/api/operations.ts";
import { answer } from "#functions/api/answer.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { newEditId, newImageId } from "#functions/ids.ts";
import {
  aListing,
  aPreview,
  aReadyImage,
  aRequest,
  aUser,
  aWorld,
  breaking,
  look,
  type World,
} from "#test/functions/fakes/world.ts";

const event = (sub: string, fieldName: string, args: object, groups: readonly string[] | null = null) => ({
  typeName: "Query",
  fieldName,
  arguments: args,
  identity: { sub, groups, username: sub, claims: { sub } },
  source: null,
});

type Reply = Record<string, unknown> & { problem: { kind: string; field: string | null } | null };
const ask = async (world: World, ...given: Parameters<typeof event>): Promise<Reply> =>
  (await answer(world, "pro", event(...given))) as Reply;

describe("the API", () => {
  it("gives every reply in the shape core promises, AWSJSON as text and null for what is not there", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    await look(world, user, imageId);
    const edit = await aPreview(world, user, imageId);
    const made = (await ask(world, user, "createListing", {
      requestId: aRequest(),
      name: "Elm Road 3",
    })) as unknown as { listing: { listingId: string } };
    const { listingId } = made.listing;
    const half = { op: "resize", scale: 0.5 };
    const steps = JSON.stringify([{ step: half, except: [] }]);
    const started = (await ask(world, user, "startBatch", {
      requestId: aRequest(),
      imageIds: [imageId],
      steps,
    })) as unknown as { batch: { batchId: string } };
    const { batchId } = started.batch;
    const saved = (await ask(world, user, "saveRecipe", {
      name: "Half",
      steps: JSON.stringify([half]),
    })) as unknown as { recipe: { recipeId: string } };
    const calls: readonly (readonly [OperationName, object])[] = [
      ["planBatch", { imageIds: [imageId], steps }],
      ["startBatch", { requestId: aRequest(), imageIds: [imageId], steps, command: "half the size" }],
      ["getBatch", { batchId }],
      ["listBatches", {}],
      ["retryBatch", { batchId }],
      ["cancelBatch", { batchId }],
      ["undoBatch", { batchId }],
      ["saveRecipe", { name: "Half again", steps: JSON.stringify([half]) }],
      ["listRecipes", {}],
      ["deleteRecipe", { recipeId: saved.recipe.recipeId }],
      ["createUpload", { requestId: aRequest(), fileName: "a.jpg", contentType: "image/jpeg", sizeBytes: 5 }],
      ["createListing", { requestId: aRequest(), name: "Elm Road 5", rooms: ["Attic"], isSample: true }],
      ["moveImages", { imageIds: [imageId], listingId }],
      ["updateListing", { listingId, name: "Elm Road 4", coverImageId: imageId }],
      ["updateImage", { imageId, room: "Kitchen", fileName: "Kitchen.jpg" }],
      ["getListing", { listingId }],
      ["listListings", {}],
      ["completeUpload", { imageId }],
      ["analyzeImage", { imageId }],
      ["requestEdit", { requestId: aRequest(), imageId, editType: "enhance", params: '{"autoAdjust":true}' }],
      ["getAllowances", {}],
      ["getImage", { imageId }],
      ["getEdit", { editId: edit }],
      ["listImages", {}],
      ["getEditHistory", { imageId, limit: 10, nextToken: null }],
      ["acceptEdit", { editId: edit }],
      ["getDownload", { editId: edit, format: "lossless" }],
      ["cancelEdit", { editId: newEditId(world) }],
      ["deleteEdit", { editId: edit }],
      ["deleteImage", { imageId }],
      ["deleteListing", { listingId, images: "delete" }],
      ["deleteMyData", { confirmation: "DELETE" }],
    ];
    expect(new Set(calls.map(([name]) => name))).toEqual(new Set(Object.keys(operations)));
    for (const [name, args] of calls) {
      const reply = await ask(world, user, name, args);
      expect([name, reply.problem]).toEqual([name, null]);
      const read = operations[name].output.safeParse(reply);
      expect([name, read.error?.issues]).toEqual([name, undefined]);
      expect(JSON.stringify(reply)).not.toContain("undefined");
    }
    const { edit: view } = (await ask(world, user, "getEdit", { editId: edit })) as { edit?: unknown };
    expect(view ?? null).toBeNull();
  });

  it("writes AWSJSON as text", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    const reply = await ask(world, user, "getImage", { imageId });
    expect(reply["image"]).toMatchObject({ suggestions: "[]", analysis: null, listingId: null });
  });

  it("reads AppSync's own event as well as Amplify's", async () => {
    const world = aWorld();
    const user = aUser();
    const direct = {
      arguments: {},
      identity: { sub: user, claims: { "cognito:groups": ["VIEWERS"] } },
      info: { fieldName: "listImages", parentTypeName: "Query" },
    };
    expect(await answer(world, "free", direct)).toMatchObject({ items: [] });
  });

  it("names the argument that is wrong", async () => {
    const world = aWorld();
    const user = aUser();
    expect((await ask(world, user, "getImage", { imageId: "1" })).problem).toMatchObject({
      kind: "invalid-params",
      field: "imageId",
    });
    expect((await ask(world, user, "getEditHistory", { limit: 51 })).problem?.field).toBe("limit");
    expect((await ask(world, user, "getDownload", { format: "tiff" })).problem?.field).toBe("format");
    expect(await ask(world, user, "listImages", { limit: 0 })).toMatchObject({ items: [] });
    expect(await ask(world, user, "deleteEdit", { editId: "x" })).toMatchObject({ deleted: 0 });
  });

  it("lets a viewer look and change nothing", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    const { listingId } = await aListing(world, user);
    const args = { imageId, listingId, format: "original", confirmation: "DELETE" };
    for (const [name, { kind }] of Object.entries(operations)) {
      const reply = await ask(world, user, name, args, ["VIEWERS"]);
      expect([name, reply.problem?.kind === "not-allowed"]).toEqual([name, kind === "mutation"]);
    }
    expect((await ask(world, user, "getImage", { imageId })).problem).toBeNull();
    const both = await ask(world, user, "deleteImage", { imageId }, ["VIEWERS", "CREATORS"]);
    expect(both["deleted"]).toBe(1);
  });

  it("answers not-found for what is somebody else's, in every operation that takes an id", async () => {
    const world = aWorld();
    const user = aUser();
    const { imageId } = await aReadyImage(world, user);
    const editId = await aPreview(world, user, imageId);
    await acceptEdit(world, user, editId);
    const stranger = aUser();
    const kind = async (name: string, args: object) => [
      name,
      (await ask(world, stranger, name, args)).problem?.kind,
    ];
    for (const name of ["completeUpload", "analyzeImage", "deleteImage", "getImage", "getEditHistory"])
      expect(await kind(name, { imageId })).toEqual([name, "not-found"]);
    for (const name of ["acceptEdit", "deleteEdit", "getEdit"])
      expect(await kind(name, { editId })).toEqual([name, "not-found"]);
    const edit = { requestId: aRequest(), imageId, editType: "enhance", params: { autoAdjust: true } };
    expect((await ask(world, stranger, "requestEdit", edit)).problem?.kind).toBe("not-found");
    // And what nobody has answers the same.
    expect((await ask(world, user, "getImage", { imageId: newImageId(world) })).problem?.kind).toBe(
      "not-found",
    );
    expect((await ask(world, user, "getEdit", { editId })).problem).toBeNull();
  });

  it("says that nothing could be loaded when the table is out of reach, and logs why", async () => {
    const world = aWorld();
    const down = { ...world, records: breaking(world.records, ["get", "page", "write"], () => true) };
    const reply = (await answer(down, "pro", event(aUser(), "getEditHistory", {}))) as Reply;
    expect(reply).toMatchObject({ items: [], problem: { kind: "load-failed" } });
    expect(world.logged.some((line) => line.startsWith("store-out-of-reach"))).toBe(true);
    const upload = { requestId: aRequest(), fileName: "a", contentType: "image/png", sizeBytes: 1 };
    const refused = (await answer(down, "pro", event(aUser(), "createUpload", upload))) as Reply;
    expect(refused.problem?.kind).toBe("save-failed");
  });

  it("throws on a call without a person, on an unknown operation and on a bug", async () => {
    const world = aWorld();
    await expect(answer(world, "pro", event("nobody", "listImages", {}))).rejects.toThrow("sub");
    await expect(answer(world, "pro", event(aUser(), "publishStatus", {}))).rejects.toThrow("no operation");
    const page = async () => Promise.reject(new TypeError("a bug"));
    const broken = { ...world, records: { ...world.records, page } };
    await expect(answer(broken, "pro", event(aUser(), "listImages", {}))).rejects.toThrow("a bug");
  });
});
