import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EditId, type ImageId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { acceptEdit } from "#functions/edit/decide.ts";
import { editHistory } from "#functions/history/edit-history.ts";
import { getDownload } from "#functions/history/get-download.ts";
import { listImages } from "#functions/history/list-images.ts";
import { newEditId, newImageId } from "#functions/ids.ts";
import { changeEdit, readEdit, saveEditRecord, updateEditStatus } from "#functions/records/edit-records.ts";
import { saveImageMetadata } from "#functions/records/image-records.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { anAsk, aPreview, aReadyImage, aUser, aWorld, breaking } from "#test/functions/fakes/world.ts";
import { type EditStatus } from "#core/edit/edit.ts";

async function aScene() {
  const world = aWorld();
  const user = aUser();
  const image = await aReadyImage(world, user);
  const kept = async (more: object = {}): Promise<EditId> => {
    const edit = await aPreview(world, user, image.imageId, more);
    await acceptEdit(world, user, edit);
    return edit;
  };
  return { world, user, image, imageId: image.imageId, kept };
}

/** Many edits of one image, oldest first, in the statuses given. */
async function manyEdits(statuses: readonly EditStatus[]) {
  const scene = await aScene();
  const first = (await readEdit(scene.world, scene.user, await scene.kept()))?.record;
  if (first === undefined) throw new Error("the first edit is gone");
  const all = [first];
  for (const status of statuses) {
    const at = new Date(scene.world.clock.now()).toISOString();
    const record = { ...first, editId: newEditId(scene.world), status, updatedAt: at };
    await saveEditRecord(scene.world, record);
    all.push(record);
  }
  return { ...scene, all };
}

async function readAll(
  scene: Awaited<ReturnType<typeof manyEdits>>,
  ask: { limit: number; imageId?: ImageId; updatedSince?: string },
): Promise<{ ids: string[]; sizes: number[] }> {
  const ids: string[] = [];
  const sizes: number[] = [];
  for (let nextToken: string | undefined; ;) {
    const page = await editHistory(scene.world, scene.user, { ...ask, nextToken });
    if (!page.ok) throw new Error(page.problem.message);
    ids.push(...page.value.items.map(({ editId }) => editId));
    sizes.push(page.value.items.length);
    nextToken = page.value.nextToken;
    if (nextToken === undefined) return { ids, sizes };
  }
}

describe("edit history", () => {
  it("Property 8: history displays all edits with metadata", async () => {
    const { world, user, imageId, kept } = await aScene();
    const first = await kept();
    const second = await kept({ parentEditId: first });
    const history = await editHistory(world, user, {});
    if (!history.ok) throw new Error(history.problem.message);
    expect(history.value.items.map(({ editId }) => editId)).toEqual([second, first]);
    for (const item of history.value.items) {
      expect(item).toMatchObject({ imageId, editType: "enhance", status: "completed" });
      expect(Date.parse(item.createdAt)).toBeGreaterThan(0);
      for (const url of [item.thumbUrl, item.workingUrl, item.sourceUrl]) {
        const key = /^memory:\/\/([^#]+)#/.exec(url ?? "")?.[1] ?? "";
        expect(world.objects.keys()).toContain(key);
        expect(url).toContain("seconds=3600");
      }
    }
  });

  it("Property 13: edit sequence preservation in history", async () => {
    const { world, user, imageId, kept } = await aScene();
    const chain: EditId[] = [];
    for (let n = 0; n < 4; n++) chain.push(await kept({ parentEditId: chain.at(-1) }));
    const history = await editHistory(world, user, { imageId });
    const links = history.ok ? history.value.items.map((item) => [item.editId, item.parentEditId]) : [];
    expect(links.toReversed()).toEqual(chain.map((id, n) => [id, chain[n - 1] ?? null]));
  });

  it("pages show every edit that is not hidden, once, newest first, whatever the page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<EditStatus>("completed", "failed", "corrupted"), { maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        async (statuses, limit, ofImage) => {
          const scene = await manyEdits(statuses);
          const { ids, sizes } = await readAll(scene, {
            limit,
            ...(ofImage ? { imageId: scene.imageId } : {}),
          });
          const shown = scene.all.filter(({ status }) => status !== "corrupted").map(({ editId }) => editId);
          expect(ids).toEqual(shown.toReversed());
          // Only the last page may be short.
          expect(sizes.slice(0, -1).every((size) => size === limit)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("gives what changed since a time, however old it is", async () => {
    const scene = await manyEdits(["failed", "completed", "completed"]);
    const since = new Date(scene.world.clock.now()).toISOString();
    const [, old = scene.all[0]] = scene.all;
    if (old === undefined) throw new Error("there is no edit");
    await saveEditRecord(scene.world, {
      ...(old ?? scene.all[0]),
      updatedAt: new Date(scene.world.clock.now()).toISOString(),
    });
    expect((await readAll(scene, { limit: 2, updatedSince: since })).ids).toEqual([old.editId]);
    const bad = await editHistory(scene.world, scene.user, { updatedSince: "yesterday" });
    expect(bad.ok || bad.problem).toMatchObject({ kind: "invalid-params", field: "updatedSince" });
  });

  it("takes no token of another person or another list", async () => {
    const scene = await manyEdits(["completed", "completed"]);
    const page = await editHistory(scene.world, scene.user, { limit: 1 });
    const nextToken = page.ok ? page.value.nextToken : undefined;
    const stranger = aUser();
    for (const [user, ask] of [
      [stranger, { nextToken }],
      [scene.user, { nextToken, imageId: scene.imageId }],
      [scene.user, { nextToken: "e30" }],
      [scene.user, { nextToken: "%%%" }],
    ] as const) {
      const refused = await editHistory(scene.world, user, ask);
      expect(refused.ok || refused.problem).toMatchObject({ kind: "invalid-params", field: "nextToken" });
    }
    const images = await listImages(scene.world, scene.user, { nextToken });
    expect(images.ok || images.problem.field).toBe("nextToken");
  });

  it("does not let anybody wait for ever for an edit whose workers all died", async () => {
    const { world, user, imageId } = await aScene();
    const asked = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId));
    if (!asked.ok) throw new Error("refused");
    await changeEdit(world, user, asked.value.editId, ({ record }) => ({
      record: { ...record, status: "processing" },
    }));
    const seen = async () => {
      const page = await editHistory(world, user, {});
      return page.ok ? page.value.items.map(({ status, problem }) => [status, problem?.kind]) : [];
    };
    world.time.nowMs += 30 * 60_000;
    expect(await seen()).toEqual([["processing", undefined]]);
    world.time.nowMs += 10 * 60_000;
    expect(await seen()).toEqual([["failed", "timeout"]]);
  });

  it("finds no image of somebody else", async () => {
    const { world, imageId } = await aScene();
    const refused = await editHistory(world, aUser(), { imageId });
    expect(refused.ok || refused.problem.kind).toBe("not-found");
  });

  it("tries to sign an address three times before it is given up", async () => {
    const { world, user, kept } = await aScene();
    await kept();
    let failures = 2;
    const objects = breaking(world.objects, ["presignGet"], () => failures-- > 0);
    expect((await editHistory({ ...world, objects }, user, {})).ok).toBe(true);
    const never = breaking(world.objects, ["presignGet"], () => true);
    await expect(editHistory({ ...world, objects: never }, user, {})).rejects.toThrow("out of reach");
  });
});

describe("listImages", () => {
  it("lists newest first and pages without loss", async () => {
    const world = aWorld();
    const user = aUser();
    const first = await aReadyImage(world, user);
    const ids = [first.imageId];
    for (let n = 0; n < 6; n++) {
      const imageId = newImageId(world);
      await saveImageMetadata(world, { ...first, imageId });
      ids.push(imageId);
    }
    const a = await listImages(world, user, { limit: 4 });
    const b = await listImages(world, user, { limit: 4, nextToken: a.ok ? a.value.nextToken : "" });
    const listed = [a, b].flatMap((page) => (page.ok ? page.value.items.map(({ imageId }) => imageId) : []));
    expect(listed).toEqual(ids.toReversed());
    expect(b.ok && b.value.nextToken).toBeUndefined();
  });
});

describe("downloads", () => {
  it("Property 14: original image accessibility", async () => {
    const { world, user, image, kept } = await aScene();
    const before = world.objects.files.get(image.originalKey)?.bytes;
    const first = await kept();
    await kept({ parentEditId: first });
    const download = await getDownload(world, user, { imageId: image.imageId, format: "original" });
    expect(download.ok && download.value).toMatchObject({
      fileName: "Küche 1.jpg",
      contentType: "image/jpeg",
    });
    expect(download.ok && download.value.url).toContain(objectKeys.upload(user, image.imageId));
    expect(world.objects.files.get(image.originalKey)?.bytes).toEqual(before);
  });

  it("Property 9: download provides high-quality image", async () => {
    const { world, user, kept } = await aScene();
    const edit = await kept();
    const lossless = await getDownload(world, user, { editId: edit, format: "lossless" });
    const jpeg = await getDownload(world, user, { editId: edit, format: "jpeg" });
    expect(lossless.ok && lossless.value).toMatchObject({
      contentType: "image/png",
      fileName: "Küche 1-enhance.png",
    });
    expect(lossless.ok && lossless.value.url).toContain(`results/${user}/${edit}/result.png`);
    expect(jpeg.ok && jpeg.value.url).toContain(`results/${user}/${edit}/result.jpg`);
  });

  it("marks an edit corrupted whose file is missing", async () => {
    const { world, user, kept } = await aScene();
    const edit = await kept();
    await world.objects.remove([`results/${user}/${edit}/result.png`]);
    const refused = await getDownload(world, user, { editId: edit, format: "lossless" });
    expect(refused.ok || refused.problem.kind).toBe("corrupted");
    expect((await readEdit(world, user, edit))?.record.status).toBe("corrupted");
    expect(await updateEditStatus(world, user, edit, "completed")).toMatchObject({ changed: false });
  });

  it("refuses what makes no sense, and what is somebody else's", async () => {
    const { world, user, imageId, kept } = await aScene();
    const edit = await kept();
    const preview = await aPreview(world, user, imageId);
    const kind = async (who: typeof user, ask: Parameters<typeof getDownload>[2]) => {
      const answer = await getDownload(world, who, ask);
      return answer.ok ? "given" : answer.problem.kind;
    };
    expect(await kind(user, { format: "original" })).toBe("invalid-params");
    expect(await kind(user, { imageId, editId: edit, format: "lossless" })).toBe("invalid-params");
    expect(await kind(user, { imageId, format: "jpeg" })).toBe("invalid-params");
    expect(await kind(user, { editId: edit, format: "original" })).toBe("invalid-params");
    expect(await kind(user, { editId: preview, format: "jpeg" })).toBe("conflict");
    expect(await kind(aUser(), { imageId, format: "original" })).toBe("not-found");
    expect(await kind(aUser(), { editId: edit, format: "jpeg" })).toBe("not-found");
  });
});
