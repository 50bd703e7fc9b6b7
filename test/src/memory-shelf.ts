import { type ImageId } from "#core/ids.ts";
import { type Job } from "#src/features/upload/job.ts";
import { type Shelf } from "#src/features/upload/shelf.ts";

/**
 * A shelf that behaves as the one in IndexedDB: what is put in is copied at that moment (structured clone), what comes
 * out is a copy, every call takes a turn of the event loop, and order is by time of arrival.
 */
export function memoryShelf(): Shelf & { readonly size: () => number } {
  const jobs = new Map<string, Job>();
  const sent = new Map<string, ImageId>();
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    size: () => jobs.size,
    async jobs() {
      await turn();
      return [...jobs.values()]
        .map((job) => structuredClone(job))
        .toSorted((a, b) => a.addedAtMs - b.addedAtMs || (a.id < b.id ? -1 : 1));
    },
    async keep(job) {
      await turn();
      jobs.set(job.id, structuredClone(job));
    },
    async keepIfThere(job) {
      await turn();
      if (!jobs.has(job.id)) return false;
      jobs.set(job.id, structuredClone(job));
      return true;
    },
    async takeOut(id) {
      await turn();
      jobs.delete(id);
    },
    async sentAs(owner, hash) {
      await turn();
      return sent.get(`${owner}/${hash}`);
    },
    async rememberSent(owner, hash, image) {
      await turn();
      sent.set(`${owner}/${hash}`, image);
    },
    async forgetSent(owner, hash) {
      await turn();
      sent.delete(`${owner}/${hash}`);
    },
  };
}
