import { expect, it } from "vitest";
import { acceptEdit } from "#functions/edit/decide.ts";
import { newEditId } from "#functions/ids.ts";
import { changeEdit, editKind, readEdit, saveEditRecord } from "#functions/records/edit-records.ts";
import { everyOf } from "#functions/records/pages.ts";
import { aPreview, aReadyImage, aUser, aWorld } from "#test/functions/fakes/world.ts";

it("a whole page of rows that have expired hides nothing of what stands behind it", async () => {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user);
  const kept = await aPreview(world, user, imageId);
  await acceptEdit(world, user, kept);
  const record = (await readEdit(world, user, kept))?.record;
  if (record === undefined) throw new Error("the edit is gone");
  for (let count = 0; count < 201; count++) {
    const editId = newEditId(world);
    await saveEditRecord(world, { ...record, editId });
    await changeEdit(world, user, editId, (now) => ({
      record: now.record,
      expiresAtMs: world.clock.now() + 1000,
    }));
  }
  world.time.nowMs += 60_000;
  const found = [];
  for await (const edit of everyOf(world, editKind, user)) found.push(edit.editId);
  expect(found).toEqual([kept]);
});
