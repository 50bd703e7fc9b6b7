import { describe, expect, it } from "vitest";
import { filesOfResult } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { acceptEdit, cancelEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { editHistory } from "#functions/history/edit-history.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import { aMask, anAsk, aPreview, aReadyImage, aUser, aWorld, workAll } from "#test/functions/fakes/world.ts";

const kept = { status: "completed", files: filesOfResult(false).length };
const gone = { status: undefined, files: 0 };

async function aScene() {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user);
  const objectsOf = (edit: string) => world.objects.keys().filter((key) => key.includes(edit));
  const status = async (edit: Parameters<typeof readEdit>[2]) =>
    (await readEdit(world, user, edit))?.record.status;
  return { world, user, imageId, objectsOf, status };
}

describe("acceptEdit", () => {
  it("Property 18: accept saves to history", async () => {
    const { world, user, imageId, objectsOf } = await aScene();
    const edit = await aPreview(world, user, imageId);
    const accepted = await acceptEdit(world, user, edit);
    expect(accepted.ok && accepted.value.status).toBe("completed");
    expect(objectsOf(edit)).toEqual(
      filesOfResult(false)
        .map((file) => `results/${user}/${edit}/${file}`)
        .toSorted(),
    );
    const history = await editHistory(world, user, {});
    expect(history.ok && history.value.items).toMatchObject([{ editId: edit, status: "completed" }]);
    // It stays: a preview's expiry is gone.
    expect(world.records.rows.get(`USER#${user}|EDIT#${edit}`)?.TTL).toBeUndefined();
  });

  it("accepting twice, also at the same time, is accepting once", async () => {
    const { world, user, imageId, objectsOf } = await aScene();
    const edit = await aPreview(world, user, imageId);
    const both = await Promise.all([acceptEdit(world, user, edit), acceptEdit(world, user, edit)]);
    const again = await acceptEdit(world, user, edit);
    expect([...both, again].map((reply) => (reply.ok ? reply.value.status : reply.problem.kind))).toEqual([
      "completed",
      "completed",
      "completed",
    ]);
    expect(objectsOf(edit)).toHaveLength(4);
  });

  it("takes the other variants off the table, and only those", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const first = await aPreview(world, user, imageId);
    const second = await aPreview(world, user, imageId, { regenerates: first });
    const unrelated = await aPreview(world, user, imageId);
    const failed = await aPreview(
      world,
      user,
      imageId,
      { regenerates: first },
      paperStudio({ performProblem: problemOf("no-floor") }),
    );
    const waiting = await requestEdit(
      world,
      { userId: user, plan: "pro" },
      anAsk(imageId, { regenerates: first }),
    );
    await acceptEdit(world, user, second);
    expect(await status(first)).toBeUndefined();
    expect(objectsOf(first)).toEqual([]);
    expect(waiting.ok && (await status(waiting.value.editId))).toBeUndefined();
    expect(await status(unrelated)).toBe("preview");
    expect(await status(failed)).toBe("failed");
    // A variant of what was kept leaves it standing.
    const third = await aPreview(world, user, imageId, { regenerates: second });
    await acceptEdit(world, user, third);
    expect(await status(second)).toBe("completed");
  });

  it("says that the file is missing when the preview is gone, and hides the edit", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const edit = await aPreview(world, user, imageId);
    await world.objects.remove([`previews/${user}/${edit}/result.jpg`]);
    const accepted = await acceptEdit(world, user, edit);
    expect(accepted.ok || accepted.problem.kind).toBe("corrupted");
    expect(await status(edit)).toBe("corrupted");
    expect(objectsOf(edit)).toEqual([]);
    const history = await editHistory(world, user, {});
    expect(history.ok && history.value.items).toEqual([]);
  });

  it("leaves nothing when it is cancelled while it is accepted", async () => {
    const { world, user, imageId, objectsOf } = await aScene();
    const edit = await aPreview(world, user, imageId);
    const objects = {
      ...world.objects,
      copy: async (from: string, to: string) => {
        const copied = await world.objects.copy(from, to);
        if (to.endsWith("thumb.webp")) await cancelEdit(world, user, edit);
        return copied;
      },
    };
    const accepted = await acceptEdit({ ...world, objects }, user, edit);
    expect(accepted.ok || accepted.problem.kind).toBe("not-found");
    expect(objectsOf(edit)).toEqual([]);
  });

  it.each(["before a write", "before the objects go", "after a write"])(
    "is kept whole or gone whole when it is discarded at the same moment: accepted %s",
    async (moment) => {
      const { world, user, imageId, objectsOf, status } = await aScene();
      const edit = await aPreview(world, user, imageId);
      let accepted: Promise<unknown> | undefined;
      const acceptBeside = async () => (accepted ??= acceptEdit(world, user, edit));
      // Somebody accepts between any two steps of the removal.
      const records = {
        ...world.records,
        write: async (changes: Parameters<typeof world.records.write>[0]) => {
          if (moment === "before a write") await acceptBeside();
          const written = await world.records.write(changes);
          if (moment === "after a write") await acceptBeside();
          return written;
        },
      };
      const objects = {
        ...world.objects,
        remove: async (keys: readonly string[]) => {
          if (moment === "before the objects go") await acceptBeside();
          await world.objects.remove(keys);
        },
      };
      await cancelEdit({ ...world, records, objects }, user, edit);
      await accepted;
      expect([kept, gone]).toContainEqual({
        status: await status(edit),
        files: objectsOf(edit).length,
      });
    },
  );

  it("keeps the files of one variant when two are accepted at once", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const first = await aPreview(world, user, imageId);
    const second = await aPreview(world, user, imageId, { regenerates: first });
    let beside: Promise<unknown> | undefined;
    const objects = {
      ...world.objects,
      remove: async (keys: readonly string[]) => {
        // The second variant is accepted while the first takes it off the table.
        if (keys.some((key) => key.includes(second))) await (beside ??= acceptEdit(world, user, second));
        await world.objects.remove(keys);
      },
    };
    await acceptEdit({ ...world, objects }, user, first);
    await beside;
    for (const edit of [first, second])
      expect([kept, gone]).toContainEqual({ status: await status(edit), files: objectsOf(edit).length });
  });

  it("refuses what is not a preview, and what has expired", async () => {
    const { world, user, imageId } = await aScene();
    const waiting = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId));
    if (!waiting.ok) throw new Error("refused");
    const early = await acceptEdit(world, user, waiting.value.editId);
    expect(early.ok || early.problem.kind).toBe("not-ready");
    await workAll(world);
    world.time.nowMs += 25 * 3_600_000;
    const late = await acceptEdit(world, user, waiting.value.editId);
    expect(late.ok || late.problem.kind).toBe("not-found");
  });
});

describe("cancelEdit", () => {
  it("Property 19: cancel discards without saving", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const params = { maskData: await aMask(), objects: [] };
    const edit = await aPreview(world, user, imageId, { editType: "item-removal", params });
    expect(objectsOf(edit)).toHaveLength(5);
    expect(await cancelEdit(world, user, edit)).toEqual({ ok: true, value: 1 });
    expect(objectsOf(edit)).toEqual([]);
    expect(await status(edit)).toBeUndefined();
    expect(await cancelEdit(world, user, edit)).toEqual({ ok: true, value: 0 });
  });

  it("does not take back what was kept", async () => {
    const { world, user, imageId, objectsOf } = await aScene();
    const edit = await aPreview(world, user, imageId);
    await acceptEdit(world, user, edit);
    const cancelled = await cancelEdit(world, user, edit);
    expect(cancelled.ok || cancelled.problem.kind).toBe("conflict");
    expect(objectsOf(edit)).toHaveLength(4);
  });

  it("takes an edit that waits off the workers' hands", async () => {
    const { world, user, imageId, objectsOf } = await aScene();
    const asked = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId));
    if (!asked.ok) throw new Error("refused");
    await cancelEdit(world, user, asked.value.editId);
    expect(await workAll(world)).toBe(0);
    expect(objectsOf(asked.value.editId)).toEqual([]);
  });
});

describe("deleteEdit", () => {
  it("Property 10: delete removes from both S3 and DynamoDB", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const params = { maskData: await aMask(), objects: [] };
    const edit = await aPreview(world, user, imageId, { editType: "item-removal", params });
    await acceptEdit(world, user, edit);
    expect(await deleteKeptEdit(world, user, edit)).toEqual({ ok: true, value: 1 });
    expect(objectsOf(edit)).toEqual([]);
    expect(await status(edit)).toBeUndefined();
  });

  it("keeps the children of a deleted edit, at the root, with their own pictures", async () => {
    const { world, user, imageId, objectsOf, status } = await aScene();
    const parent = await aPreview(world, user, imageId);
    await acceptEdit(world, user, parent);
    const child = await aPreview(world, user, imageId, { parentEditId: parent });
    await acceptEdit(world, user, child);
    await deleteKeptEdit(world, user, parent);
    expect(await status(child)).toBe("completed");
    expect(objectsOf(child)).toHaveLength(4);
    const history = await editHistory(world, user, { imageId });
    // What it was made on is gone, and no address is given that leads nowhere.
    expect(history.ok && history.value.items).toMatchObject([{ editId: child, sourceUrl: null }]);
  });

  it("finds nothing of somebody else's", async () => {
    const { world, user, imageId, status } = await aScene();
    const edit = await aPreview(world, user, imageId);
    const stranger = aUser();
    for (const refused of [
      await acceptEdit(world, stranger, edit),
      await deleteKeptEdit(world, stranger, edit),
    ])
      expect(refused.ok || refused.problem.kind).toBe("not-found");
    expect(await cancelEdit(world, stranger, edit)).toEqual({ ok: true, value: 0 });
    expect(await status(edit)).toBe("preview");
  });
});
