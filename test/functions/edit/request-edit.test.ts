import { describe, expect, it } from "vitest";
import { type EditId } from "#core/ids.ts";
import { objectKeys, recordKeys } from "#core/keys.ts";
import { maxChainLength } from "#core/limits/limits.ts";
import { acceptEdit, cancelEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { changeEdit, readEdit, saveEditRecord } from "#functions/records/edit-records.ts";
import {
  aMask,
  anAnnouncedImage,
  anAsk,
  aPreview,
  aReadyImage,
  aUser,
  aWorld,
  breaking,
  workAll,
} from "#test/functions/fakes/world.ts";
import { newEditId } from "#functions/ids.ts";

const pro = (userId: ReturnType<typeof aUser>) => ({ userId, plan: "pro" }) as const;

async function aScene() {
  const world = aWorld();
  const user = aUser();
  const image = await aReadyImage(world, user);
  const ask = async (more: object = {}) => requestEdit(world, pro(user), anAsk(image.imageId, more));
  const kind = async (more: object = {}) => {
    const asked = await ask(more);
    return asked.ok ? "taken" : asked.problem.kind;
  };
  const kept = async (more: object = {}): Promise<EditId> => {
    const preview = await aPreview(world, user, image.imageId, more);
    await acceptEdit(world, user, preview);
    return preview;
  };
  return { world, user, image, ask, kind, kept };
}

describe("requestEdit", () => {
  it("checks params and names the field that is wrong", async () => {
    const { ask, world, user } = await aScene();
    const wrong = [
      [{ editType: "enhance", params: { autoAdjust: true, brightness: 101 } }, "params.brightness"],
      [{ editType: "enhance", params: { autoAdjust: "yes" } }, "params.autoAdjust"],
      [{ editType: "enhance", params: { autoAdjust: true, glow: 1 } }, "params.glow"],
      [{ editType: "day-to-dusk", params: { intensity: "extreme" } }, "params.intensity"],
      [{ editType: "virtual-staging", params: { roomType: "garage", style: "modern" } }, "params.roomType"],
      [{ editType: "item-removal", params: { maskData: "R0lGODdh", objects: [] } }, "params.maskData"],
      [{ editType: "sepia", params: {} }, "editType"],
    ] as const;
    for (const [more, field] of wrong) {
      const asked = await ask(more);
      expect(asked.ok || asked.problem).toMatchObject({ kind: "invalid-params", field });
    }
    expect(world.records.countOf(recordKeys.partition(user), "LIMIT#edits")).toBe(0);
    expect(world.sent).toEqual([]);
  });

  it("says in words what the range is", async () => {
    const asked = await (await aScene()).ask({ params: { autoAdjust: true, brightness: 101 } });
    expect(asked.ok || asked.problem.message).toContain("brightness must be at most 100");
  });

  it("checks the mask: there, readable, of the photo's shape, neither empty nor everything", async () => {
    const { kind, world, user } = await aScene();
    const removal = (maskData?: string) =>
      kind({
        editType: "item-removal",
        params: { ...(maskData === undefined ? {} : { maskData }), objects: [] },
      });
    expect(await removal()).toBe("mask-missing");
    expect(await removal("iVBORw0KGgoAAAANSUhEUg==")).toBe("invalid-params");
    expect(await removal(await aMask(64, 64))).toBe("invalid-params");
    expect(await removal(await aMask(96, 64, 0.95))).toBe("mask-covers-all");
    const black = (await import("sharp"))
      .default({ create: { width: 96, height: 64, channels: 3, background: "#000" } })
      .png();
    expect(await removal((await black.toBuffer()).toString("base64"))).toBe("mask-empty");
    expect(world.objects.keys().filter((key) => key.startsWith(`masks/${user}`))).toEqual([]);
    expect(await removal(await aMask(192, 128))).toBe("taken");
    expect(world.objects.keys().filter((key) => key.startsWith(`masks/${user}`))).toHaveLength(1);
  });

  it("gives the same edit for the same request, counts it once, and sends it while it waits", async () => {
    const { world, user, image } = await aScene();
    const ask = anAsk(image.imageId);
    const replies = await Promise.all([1, 2, 3].map(() => requestEdit(world, pro(user), ask)));
    expect(new Set(replies.map((reply) => (reply.ok ? reply.value.editId : reply.problem.kind))).size).toBe(
      1,
    );
    expect(world.records.countOf(recordKeys.partition(user), "LIMIT#edits")).toBe(1);
    await workAll(world);
    const later = await requestEdit(world, pro(user), ask);
    expect(later.ok && later.value.status).toBe("preview");
    expect(world.sent).toEqual([]);
  });

  it("repairs an edit whose message was never sent when the request comes again", async () => {
    const { world, user, image } = await aScene();
    const ask = anAsk(image.imageId);
    const queue = breaking(world.queue, ["send"], () => true);
    await expect(requestEdit({ ...world, queue }, pro(user), ask)).rejects.toThrow("out of reach");
    expect(world.sent).toEqual([]);
    const again = await requestEdit(world, pro(user), ask);
    expect(again.ok && again.value.status).toBe("pending");
    await workAll(world);
    expect(again.ok && (await readEdit(world, user, again.value.editId))?.record.status).toBe("preview");
  });

  it("charges nothing for a refused edit, and a full hour says when to come back", async () => {
    const { world, user, image } = await aScene();
    const asking = { userId: user, plan: "free" } as const;
    const params = { maskData: await aMask(), objects: [] };
    for (let n = 0; n < 20; n++) await requestEdit(world, asking, anAsk(image.imageId));
    const refused = await requestEdit(
      world,
      asking,
      anAsk(image.imageId, { editType: "item-removal", params }),
    );
    expect(refused.ok || refused.problem).toMatchObject({ kind: "rate-limited" });
    expect(refused.ok || refused.problem.retryAfterSeconds).toBeGreaterThan(0);
    expect(world.records.countOf(recordKeys.partition(user), "LIMIT#edits")).toBe(20);
    expect(world.records.countOf(recordKeys.partition(user), "EDIT#")).toBe(20);
    // Not even its mask stays.
    expect(world.objects.keys().some((key) => key.startsWith("masks/"))).toBe(false);
  });

  it("waits for the photo to be ready", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await anAnnouncedImage(world, user);
    const asked = await requestEdit(world, pro(user), anAsk(image));
    expect(asked.ok || asked.problem.kind).toBe("not-ready");
  });

  it("makes no edit of an image that is deleted while it is asked for", async () => {
    const { world, user, image } = await aScene();
    let deleted = false;
    const records = {
      ...world.records,
      write: async (...given: Parameters<typeof world.records.write>) => {
        if (!deleted) {
          deleted = true;
          await deleteImage(world, user, image.imageId);
        }
        return world.records.write(...given);
      },
    };
    const asked = await requestEdit({ ...world, records }, pro(user), anAsk(image.imageId));
    expect(asked.ok || asked.problem.kind).toBe("not-found");
    expect(world.records.countOf(recordKeys.partition(user), "EDIT#")).toBe(0);
  });
});

describe("chains", () => {
  it("Property 12: chained edits use previous results", async () => {
    const { world, user, image, kept } = await aScene();
    let parent: EditId | undefined;
    for (let length = 1; length <= 4; length++) {
      const edit: EditId = await kept({ parentEditId: parent });
      const record = (await readEdit(world, user, edit))?.record;
      expect(record?.sourceKey).toBe(
        parent ? `results/${user}/${parent}/result.png` : objectKeys.upload(user, image.imageId),
      );
      parent = edit;
    }
    // Four edits that each turn the picture over give the original again: each was made on the one before.
    const { default: sharp } = await import("sharp");
    const pixels = async (key: string) =>
      sharp(await world.objects.get(key))
        .removeAlpha()
        .raw()
        .toBuffer();
    expect(await pixels(`results/${user}/${parent}/result.png`)).toEqual(
      await pixels(objectKeys.upload(user, image.imageId)),
    );
  });

  it("takes the furniture of an own staging only: another person's is not found", async () => {
    const { world, user, image, ask } = await aScene();
    const params = { roomType: "bedroom", style: "modern" };
    const staged = await aPreview(world, user, image.imageId, { editType: "virtual-staging", params });
    const wish = { editType: "virtual-staging", params: { ...params, sceneOf: staged } };
    const bare = await ask(wish);
    expect(bare.ok || bare.problem).toMatchObject({ kind: "invalid-params", field: "params.sceneOf" });
    const pieces: [] = [];
    const scene = JSON.stringify({
      ...params,
      seed: 1,
      pieces,
      box: { left: -2, right: 2, back: 4, ceiling: 2.6 },
    });
    await changeEdit(world, user, staged, (stored) => ({
      ...stored,
      record: { ...stored.record, scene },
    }));
    const other = { ...wish, params: { ...wish.params, roomType: "office", style: "luxury" } };
    const again = await ask(other);
    if (!again.ok) throw new Error(again.problem.message);
    expect(again.value.params).toMatchObject(params);
    const stranger = aUser();
    const theirs = await aReadyImage(world, stranger);
    const asked = await requestEdit(world, pro(stranger), anAsk(theirs.imageId, wish));
    expect(asked.ok || asked.problem).toMatchObject({ kind: "not-found", field: "params.sceneOf" });
  });

  it("edits only what was kept, of the same image and the same person", async () => {
    const { world, user, image, kind, kept } = await aScene();
    const preview = await aPreview(world, user, image.imageId);
    expect(await kind({ parentEditId: preview })).toBe("conflict");
    expect(await kind({ parentEditId: newEditId(world) })).toBe("not-found");
    const edit = await kept();
    const other = await aReadyImage(world, user);
    expect(await kind({ parentEditId: edit, imageId: other.imageId })).toBe("invalid-params");
    const stranger = aUser();
    const theirs = await aReadyImage(world, stranger);
    const asked = await requestEdit(world, pro(stranger), anAsk(theirs.imageId, { parentEditId: edit }));
    expect(asked.ok || asked.problem.kind).toBe("not-found");
  });

  it("goes up to fifty edits in a row and no further", async () => {
    const { world, user, kind, kept } = await aScene();
    let last = await kept();
    const first = (await readEdit(world, user, last))?.record;
    if (first === undefined) throw new Error("the first edit is gone");
    const answers: string[] = [];
    for (let n = 2; n <= maxChainLength; n++) {
      const editId = newEditId(world);
      await saveEditRecord(world, { ...first, editId, parentEditId: last });
      if (n < maxChainLength) last = editId;
      else {
        const fiftieth = await kind({ parentEditId: last });
        const beyond = await kind({ parentEditId: editId });
        answers.push(fiftieth, beyond);
      }
    }
    expect(answers).toEqual(["taken", "chain-too-long"]);
  });

  it("calls a chain altered for good once one of its edits altered the house", async () => {
    const { world, user, ask, kept } = await aScene();
    const dusk = await kept({ editType: "day-to-dusk", params: { intensity: "subtle" } });
    const enhanced = await kept({ parentEditId: dusk });
    await deleteKeptEdit(world, user, dusk);
    const third = await ask({ parentEditId: enhanced });
    expect(third.ok && third.value.legalClass).toBe("altered");
    const alone = await ask();
    expect(alone.ok && alone.value.legalClass).toBe("adjusted");
  });
});

describe("variants", () => {
  it("makes another variant on the same source with the same mask, another seed and the next attempt", async () => {
    const { world, user, image, ask } = await aScene();
    const params = { maskData: await aMask(), objects: ["bin"] };
    const first = await aPreview(world, user, image.imageId, { editType: "item-removal", params });
    const second = await ask({ editType: "item-removal", params: { objects: ["bin"] }, regenerates: first });
    if (!second.ok) throw new Error(second.problem.message);
    const records = [first, second.value.editId].map((id) => readEdit(world, user, id));
    const [a, b] = (await Promise.all(records)).map((stored) => stored?.record);
    expect(b).toMatchObject({ variantOf: first, attempt: 2, sourceKey: a?.sourceKey });
    expect(b?.seed).not.toBe(a?.seed);
    expect(world.objects.files.get(b?.maskKey ?? "")?.bytes).toEqual(
      world.objects.files.get(a?.maskKey ?? "")?.bytes,
    );
    // Its mask is its own: cancelling the first leaves it.
    await cancelEdit(world, user, first);
    expect(world.objects.files.has(b?.maskKey ?? "")).toBe(true);
    expect(await workAll(world)).toBe(0);
  });

  it("counts the attempts over all variants", async () => {
    const { world, user, image, ask } = await aScene();
    const first = await aPreview(world, user, image.imageId);
    const second = await aPreview(world, user, image.imageId, { regenerates: first });
    const third = await ask({ regenerates: second });
    expect(third.ok && third.value).toMatchObject({ variantOf: first, attempt: 3 });
  });

  it("refuses a variant of another type, of another image, or of one at work", async () => {
    const { world, user, image, ask, kind } = await aScene();
    const waiting = await ask();
    expect(await kind({ regenerates: waiting.ok ? waiting.value.editId : undefined })).toBe("not-ready");
    const first = await aPreview(world, user, image.imageId);
    expect(await kind({ regenerates: first, editType: "day-to-dusk", params: { intensity: "subtle" } })).toBe(
      "invalid-params",
    );
    const other = await aReadyImage(world, user);
    expect(await kind({ regenerates: first, imageId: other.imageId })).toBe("invalid-params");
  });

  it("says that the source cannot be loaded when the edit it was made on has been deleted", async () => {
    const { world, user, kind, kept } = await aScene();
    const parent = await kept();
    const child = await kept({ parentEditId: parent });
    await deleteKeptEdit(world, user, parent);
    expect(await kind({ regenerates: child })).toBe("load-failed");
    // The child keeps its own picture and can be edited further.
    expect(await kind({ parentEditId: child })).toBe("taken");
  });
});
