import { type ImageView } from "#core/api/views.ts";
import { type ImageId, type UserId } from "#core/ids.ts";
import { type Call } from "#src/backend/api.ts";
import { createStore, type Store } from "#src/backend/store.ts";
import { isGone, NoSignal, Refused, SignedOut } from "#src/backend/trouble.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { firstWords as words } from "#src/first-words.ts";
import { advance, isDue, type Job, type JobEvent, type Prepared, type Reason, type TakenFor } from "./job.ts";
import { newJob } from "./new-job.ts";
import { type Shelf } from "./shelf.ts";
import { StorageRefused } from "./post-file.ts";

export interface QueueView {
  /** False until the shelf has been read once. */
  readonly isRead: boolean;
  readonly jobs: readonly Job[];
  /** The one on its way now, in this or another tab, and how much of it has left: 0…1. */
  readonly sending: { readonly id: string; readonly share: number } | undefined;
}

export interface QueueParts {
  readonly shelf: Shelf;
  readonly call: Call;
  /** Makes a photo fit to be sent. Throws CannotPrepare. */
  readonly prepare: (photo: Blob) => Promise<Prepared>;
  /** Throws NoSignal, or StorageRefused with the status. */
  readonly postFile: (
    post: { readonly url: string; readonly fields: Readonly<Record<string, string>> },
    file: Blob,
    onShare: (share: number) => void,
  ) => Promise<void>;
  /** Runs the work unless somebody (another tab) is at it; then does nothing. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** Tells the other tabs. */
  readonly tell: (news: QueueNews) => void;
  readonly onSent: (image: ImageView, job: Job) => void;
  readonly onKnown: (image: ImageId, job: Job) => void;
  readonly now: () => number;
  readonly chance: () => number;
}

type QueueNews =
  { readonly type: "changed" } | { readonly type: "sending"; readonly sending: QueueView["sending"] };

/** This photo, as it is, can be sent by nobody. */
export class CannotPrepare extends Error {
  override readonly name = "CannotPrepare";
  readonly reason: Reason;
  constructor(reason: Reason, cause?: unknown) {
    super(reason.message, { cause });
    this.reason = reason;
  }
}

export interface Queue {
  readonly view: Store<QueueView>;
  /**
   * Keeps the photos on this phone before anything else. Rejects when the phone has no room.
   * @returns the ids of their jobs, in order
   */
  add(files: readonly File[], takenFor?: TakenFor): Promise<readonly string[]>;
  /** Sends what is due. `impatient` skips the waits after failures: the network is back, someone is looking. */
  drain(impatient: boolean): Promise<void>;
  tryAgain(id: string): Promise<void>;
  takeOut(id: string): Promise<void>;
  /** Another tab has said something. */
  hear(news: QueueNews): Promise<void>;
}

/** The photos of one person that wait on this phone to be sent, oldest first, one at a time. */
export function openQueue(owner: UserId, parts: QueueParts): Queue {
  const { shelf, call, prepare, postFile, alone, tell, onSent, onKnown, now, chance } = parts;
  const view = createStore<QueueView>({ isRead: false, jobs: [], sending: undefined });

  const mine = async (): Promise<readonly Job[]> =>
    (await shelf.jobs()).filter((job) => job.owner === owner || job.owner === undefined);
  const reread = async (): Promise<void> => {
    const jobs = await mine();
    view.update((old) => ({ ...old, isRead: true, jobs }));
  };
  const changed = async (): Promise<void> => {
    await reread();
    tell({ type: "changed" });
  };
  const sending = (now: QueueView["sending"]): void => {
    view.update((old) => ({ ...old, sending: now }));
    tell({ type: "sending", sending: now });
  };
  const keep = async (job: Job, event: JobEvent): Promise<Job> => {
    const next = advance(job, event);
    await shelf.keepIfThere(next);
    await changed();
    return next;
  };
  const leave = async (job: Job): Promise<void> => {
    await shelf.takeOut(job.id);
    await changed();
  };

  async function drainAlone(impatient: boolean): Promise<void> {
    // A job that failed impatiently is not tried again in the same run.
    const tried = new Set<string>();
    for (;;) {
      const job = (await mine()).find((one) => !tried.has(one.id) && isDue(one, now(), impatient));
      if (job === undefined) return;
      tried.add(job.id);
      const goesOn = await sendOne(job);
      if (!goesOn) return;
    }
  }

  /** @returns false when there is no point in trying the next one now */
  async function sendOne(found: Job): Promise<boolean> {
    let job = found.owner === undefined ? await keep(found, { type: "claimed", owner }) : found;
    sending({ id: job.id, share: 0 });
    try {
      const prepared = job.prepared ?? (await prepare(job.photo));
      if (job.prepared === undefined) job = await keep(job, { type: "prepared", prepared });
      const known = await knownAlready(prepared.hash);
      if (known !== undefined) {
        await leave(job);
        onKnown(known, job);
        return true;
      }
      const image = await send(job, prepared);
      await shelf.rememberSent(owner, prepared.hash, image.imageId);
      onSent(image, job);
      await leave(job);
      return true;
    } catch (error) {
      return await settle(job, error);
    } finally {
      sending(undefined);
    }
  }

  async function knownAlready(hash: string): Promise<ImageId | undefined> {
    const sent = await shelf.sentAs(owner, hash);
    if (sent === undefined) return undefined;
    try {
      const { image } = await call("getImage", { imageId: sent });
      if (image && image.state !== "refused" && image.state !== "announced") return sent;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    await shelf.forgetSent(owner, hash);
    return undefined;
  }

  /** Signs at send time: an address signed earlier may have expired. Asking twice gives the same image. */
  async function send(job: Job, { bytes, contentType }: Prepared): Promise<ImageView> {
    const { image, post } = await call("createUpload", {
      requestId: job.requestId,
      fileName: job.name,
      contentType,
      sizeBytes: bytes.size,
      listingId: job.listingId,
    });
    if (!image) throw new Error("createUpload answered neither an image nor a problem");
    if (image.state === "refused" && image.problem) throw new Refused(image.problem);
    // Before the bytes: a photo that has arrived is never without its room, whatever breaks in between.
    if (job.room) await call("updateImage", { imageId: image.imageId, room: job.room });
    if (image.state !== "announced") return image;
    if (!post) throw new Error("createUpload answered no place to send the file to");
    await postFile(post, bytes, (share) => sending({ id: job.id, share }));
    const done = await call("completeUpload", { imageId: image.imageId });
    if (!done.image) throw new Error("completeUpload answered neither an image nor a problem");
    return done.image;
  }

  async function settle(job: Job, error: unknown): Promise<boolean> {
    const at = { nowMs: now(), chance: chance() };
    if (error instanceof SignedOut) return false;
    if (error instanceof NoSignal) {
      await keep(job, { type: "no-signal", reason: words.queue.noSignal, ...at });
      return false;
    }
    if (error instanceof CannotPrepare) {
      await keep(job, { type: "refused", reason: error.reason, spent: false });
      return true;
    }
    if (error instanceof StorageRefused) {
      await keep(job, { type: "turned-away", reason: words.queue.storageRefused(error.status), ...at });
      return true;
    }
    if (error instanceof Refused) {
      const { message, remedy, retryAfterSeconds } = error.problem;
      const reason = { message, remedy };
      await keep(
        job,
        retryAfterSeconds === undefined
          ? { type: "refused", reason, spent: true }
          : { type: "turned-away", reason, afterSeconds: retryAfterSeconds, ...at },
      );
      // An allowance that is used up is used up for the next photo too.
      return retryAfterSeconds === undefined;
    }
    await keep(job, { type: "refused", reason: words.trouble.ours, spent: false });
    throw error;
  }

  return {
    view,
    async add(files, takenFor) {
      const startMs = now();
      const jobs = files.map((file, place) => newJob(file, owner, startMs + place, takenFor));
      for (const job of jobs) await shelf.keep(job);
      await changed();
      return jobs.map(({ id }) => id);
    },
    drain: (impatient) => alone(() => drainAlone(impatient)),
    async tryAgain(id) {
      const job = (await mine()).find((one) => one.id === id);
      if (job !== undefined) await keep(job, { type: "try-again", requestId: newRequestId() });
    },
    async takeOut(id) {
      await shelf.takeOut(id);
      await changed();
    },
    async hear(news) {
      if (news.type === "changed") await reread();
      else view.update((old) => ({ ...old, sending: news.sending }));
    },
  };
}
