import { deleteConfirmation } from "#core/api/account-operations.ts";
import { type UserId } from "#core/ids.ts";
import { prefixesOf, recordKeys, recordPrefixes } from "#core/keys.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type Cloud } from "#functions/ports.ts";
import { forgetDeletion, noteDeletion } from "#functions/records/deletion-note.ts";

type Needs = Pick<Cloud, "records" | "objects" | "queue" | "clock">;

/** The API answers within this; what is left by then a worker deletes. */
const answerWithinMs = 15_000;

/**
 * Deletes every picture and record of a person. Asking again goes on where it stopped.
 *
 * The counters of used-up allowances stay until they expire by themselves (an hour, or the end of the month): they
 * hold no more than a number, and without them deleting would be a way round the limits.
 * @returns how many images and edits went; when a worker does the rest, how many so far
 */
export async function deleteMyData(
  cloud: Needs,
  user: UserId,
  confirmation: string,
): Promise<Result<number>> {
  if (confirmation !== deleteConfirmation)
    return refused(problemOf("confirmation-needed", { field: "confirmation" }));
  await noteDeletion(cloud, user);
  const { deleted, finished } = await deleteFor(cloud, user, answerWithinMs);
  if (!finished) await cloud.queue.send({ kind: "delete-data", userId: user });
  return done(deleted);
}

/** Deletes for as long as `budgetMs` allows. Objects before records, so that what is left can still be found. */
export async function deleteFor(
  cloud: Omit<Needs, "queue">,
  user: UserId,
  budgetMs: number,
): Promise<{ readonly deleted: number; readonly finished: boolean }> {
  const until = cloud.clock.now() + budgetMs;
  const isLate = (): boolean => cloud.clock.now() > until;
  if (!(await deleteObjects(cloud, user, isLate))) return { deleted: 0, finished: false };
  const records = await deleteRecords(cloud, user, isLate);
  // A worker that was saving while its record went; its own cleaning may have come before this.
  const finished = records.finished && (await deleteObjects(cloud, user, isLate));
  // Last of all: until then the sweeper knows that it has to go on.
  if (finished) await forgetDeletion(cloud, user);
  return { deleted: records.deleted, finished };
}

async function deleteObjects(
  { objects }: Pick<Needs, "objects">,
  user: UserId,
  isLate: () => boolean,
): Promise<boolean> {
  for (const prefix of prefixesOf(user))
    for (let keys = await objects.list(prefix); keys.length > 0; keys = await objects.list(prefix)) {
      if (isLate()) return false;
      await objects.remove(keys);
    }
  return true;
}

async function deleteRecords({ records }: Pick<Needs, "records">, user: UserId, isLate: () => boolean) {
  const PK = recordKeys.partition(user);
  let deleted = 0;
  // Images and batches before edits: without its image no edit is taken on any more, so none comes after the edits have gone.
  const { image, batch, ...others } = recordPrefixes;
  for (const prefix of [image, batch, ...Object.values(others), recordKeys.storage])
    for (;;) {
      if (isLate()) return { deleted, finished: false };
      const { items, more } = await records.page({ PK, prefix, limit: 100 });
      for (let at = 0; at < items.length; at += 25) {
        await records.write(
          items
            .slice(at, at + 25)
            .map(({ SK }) => ({ kind: "remove", key: { PK, SK }, when: "always" }) as const),
        );
      }
      if (prefix === image || prefix === recordPrefixes.edit) deleted += items.length;
      if (!more) break;
    }
  return { deleted, finished: true };
}
