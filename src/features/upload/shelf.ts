import { type ImageId, imageId, type UserId } from "#core/ids.ts";
import { openDatabase } from "#src/backend/database.ts";
import { type Job } from "./job.ts";

/** Where photos lie until they are sent, and what is remembered of those that were. */
export interface Shelf {
  /** Oldest first. */
  jobs(): Promise<readonly Job[]>;
  keep(job: Job): Promise<void>;
  /** Writes only over what is still there: a job its owner has taken out does not come back. */
  keepIfThere(job: Job): Promise<boolean>;
  takeOut(id: string): Promise<void>;
  sentAs(owner: UserId, hash: string): Promise<ImageId | undefined>;
  rememberSent(owner: UserId, hash: string, image: ImageId): Promise<void>;
  forgetSent(owner: UserId, hash: string): Promise<void>;
}

export const phoneShelf: Shelf = {
  async jobs() {
    const jobs = await (await openDatabase()).getAll("uploads");
    return jobs.toSorted((a, b) => a.addedAtMs - b.addedAtMs || (a.id < b.id ? -1 : 1));
  },
  async keep(job) {
    await (await openDatabase()).put("uploads", job);
  },
  async keepIfThere(job) {
    const change = (await openDatabase()).transaction("uploads", "readwrite");
    const isThere = (await change.store.getKey(job.id)) !== undefined;
    if (isThere) await change.store.put(job);
    await change.done;
    return isThere;
  },
  async takeOut(id) {
    await (await openDatabase()).delete("uploads", id);
  },
  async sentAs(owner, hash) {
    const found = await (await openDatabase()).get("sent", sentKey(owner, hash));
    return found === undefined ? undefined : imageId.parse(found.imageId);
  },
  async rememberSent(owner, hash, image) {
    await (await openDatabase()).put("sent", { imageId: image, sentAtMs: Date.now() }, sentKey(owner, hash));
  },
  async forgetSent(owner, hash) {
    await (await openDatabase()).delete("sent", sentKey(owner, hash));
  },
};

const sentKey = (owner: UserId, hash: string): string => `${owner}/${hash}`;
