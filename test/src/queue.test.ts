import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { userId } from "#core/ids.ts";
import { openQueue, type QueueParts } from "#src/features/upload/queue.ts";
import { newJob } from "#src/features/upload/new-job.ts";
import { memoryShelf } from "./memory-shelf.ts";
import { type Moment, uploadBackend } from "./upload-backend.ts";

const me = userId.parse("018f3c6e-0000-7000-8000-000000000001");
const other = userId.parse("018f3c6e-0000-7000-8000-000000000002");
const photo = (text: string, name = `${text}.jpg`): File => new File([text], name, { type: "image/jpeg" });

function aPhone(change: Partial<QueueParts> = {}, shelf = memoryShelf(), backend = uploadBackend()) {
  let nowMs = 1_700_000_000_000;
  let isDraining = false;
  const sent: string[] = [];
  const known: string[] = [];
  const queue = openQueue(me, {
    shelf,
    call: backend.call,
    postFile: backend.postFile,
    prepare: backend.prepare,
    // As Web Locks with ifAvailable.
    alone: async (work) => {
      if (isDraining) return;
      isDraining = true;
      try {
        await work();
      } finally {
        isDraining = false;
      }
    },
    tell: () => {},
    onSent: (image) => sent.push(image.imageId),
    onKnown: (image) => known.push(image),
    now: () => nowMs,
    chance: () => 0.5,
    ...change,
  });
  return { queue, shelf, backend, sent, known, wait: (ms: number) => (nowMs += ms) };
}

describe("the upload queue", () => {
  it("keeps a photo before anything is asked, and lets it go when it has arrived", async () => {
    const { queue, shelf, backend } = aPhone();
    await queue.add([photo("kitchen")]);
    expect(backend.asked).toEqual([]);
    expect(shelf.size()).toBe(1);
    await queue.drain(false);
    expect(shelf.size()).toBe(0);
    expect(await [...backend.stored.values()][0]?.text()).toBe("kitchen");
  });

  it("says which room a photo shows before it has arrived, however often the wire breaks", async () => {
    const moments: Moment[] = ["createUpload-answer", "updateImage", "post", "post-answer", "completeUpload"];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...moments), { maxLength: 5 }), async (breaks) => {
        const { queue, shelf, backend } = aPhone();
        backend.breaks.push(...breaks);
        await queue.add([photo("stove")], { room: "Kitchen" });
        for (let round = 0; round < 20 && shelf.size() > 0; round++) {
          await queue.drain(true);
          const [image] = backend.images.values();
          expect(backend.stored.size === 0 ? "Kitchen" : image?.room).toBe("Kitchen");
        }
        expect(shelf.size()).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("sends every photo exactly once, wherever and however often the wire breaks", async () => {
    const moments: Moment[] = [
      "createUpload",
      "createUpload-answer",
      "post",
      "post-answer",
      "completeUpload",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...moments), { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (breaks, photos) => {
          const { queue, shelf, backend } = aPhone();
          backend.breaks.push(...breaks);
          await queue.add(Array.from({ length: photos }, (_, i) => photo(`photo ${i}`)));
          for (let round = 0; round < 20 && shelf.size() > 0; round++) await queue.drain(true);
          expect(shelf.size()).toBe(0);
          expect(backend.images.size).toBe(photos);
          const texts = await Promise.all([...backend.stored.values()].map((file) => file.text()));
          expect(texts.toSorted()).toEqual(Array.from({ length: photos }, (_, i) => `photo ${i}`));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("waits after a failure, and not when the network is back", async () => {
    const { queue, shelf, backend, wait } = aPhone();
    backend.breaks.push("post");
    await queue.add([photo("kitchen")]);
    await queue.drain(false);
    await queue.drain(false);
    expect(backend.asked.filter((name) => name === "createUpload")).toHaveLength(1);
    expect(queue.view.get().jobs[0]?.standing.state).toBe("waiting");
    wait(10 * 60 * 1000);
    await queue.drain(false);
    expect(shelf.size()).toBe(0);

    backend.breaks.push("post");
    await queue.add([photo("bath")]);
    await queue.drain(false);
    await queue.drain(true);
    expect(shelf.size()).toBe(0);
  });

  it("goes on after a kill at any moment: what was begun is finished, not begun again", async () => {
    const first = aPhone();
    first.backend.breaks.push("completeUpload");
    await first.queue.add([photo("kitchen")]);
    await first.queue.drain(false);
    const second = aPhone({}, first.shelf, first.backend);
    await second.queue.drain(true);
    expect(first.shelf.size()).toBe(0);
    expect(first.backend.images.size).toBe(1);
    expect(first.backend.posted).toHaveLength(1);
  });

  it("knows the same photo again by its content, whatever its name", async () => {
    const { queue, shelf, backend, known } = aPhone();
    await queue.add([photo("kitchen")]);
    await queue.drain(false);
    await queue.add([photo("kitchen", "IMG_2.jpg")]);
    await queue.drain(false);
    expect(known).toHaveLength(1);
    expect(shelf.size()).toBe(0);
    expect(backend.images.size).toBe(1);
  });

  it("sends a photo again whose image was deleted elsewhere", async () => {
    const { queue, backend, known } = aPhone();
    await queue.add([photo("kitchen")]);
    await queue.drain(false);
    backend.deleteImages();
    await queue.add([photo("kitchen")]);
    await queue.drain(false);
    expect(known).toEqual([]);
    expect(backend.images.size).toBe(1);
  });

  it("keeps a refused photo with its reason, goes on with the others, and asks anew when told to", async () => {
    const { queue, shelf, backend } = aPhone();
    backend.refusals.push("too-small");
    await queue.add([photo("stamp"), photo("kitchen")]);
    await queue.drain(false);
    const [job] = queue.view.get().jobs;
    expect(queue.view.get().jobs).toHaveLength(1);
    expect(job?.standing).toMatchObject({
      state: "stopped",
      reason: { message: "This picture is too small to edit." },
    });
    await queue.drain(true);
    expect(shelf.size()).toBe(1);
    await queue.tryAgain(job?.id ?? "");
    // The backend has judged the old id; the same one would get the same answer.
    expect(queue.view.get().jobs[0]?.requestId).not.toBe(job?.requestId);
    await queue.drain(false);
    expect(shelf.size()).toBe(0);
  });

  it("comes back when the backend said, and not before, however impatient", async () => {
    const { queue, shelf, backend, wait } = aPhone();
    backend.refusals.push("rate-limited");
    await queue.add([photo("kitchen"), photo("bath")]);
    await queue.drain(false);
    expect(backend.asked).toEqual(["createUpload"]);
    wait(59_000);
    await queue.drain(true);
    expect(queue.view.get().jobs.map(({ name }) => name)).toEqual(["kitchen.jpg"]);
    wait(1000);
    await queue.drain(false);
    expect(shelf.size()).toBe(0);
  });

  it("gives up on a store that keeps refusing, and the photo stays", async () => {
    const { queue, shelf, backend } = aPhone();
    backend.storageAnswers.push(403, 403, 403, 403, 403);
    await queue.add([photo("kitchen")]);
    for (let round = 0; round < 8; round++) await queue.drain(true);
    expect(queue.view.get().jobs[0]?.standing.state).toBe("stopped");
    expect(backend.storageAnswers).toHaveLength(1);
    expect(shelf.size()).toBe(1);
  });

  it("leaves another person's photos alone, and takes those nobody owns yet", async () => {
    const { queue, shelf, backend } = aPhone();
    await shelf.keep(newJob(photo("theirs"), other, 1));
    await shelf.keep(newJob(photo("shared"), undefined, 2));
    await queue.drain(false);
    expect(await Promise.all([...backend.stored.values()].map((file) => file.text()))).toEqual(["shared"]);
    expect((await shelf.jobs()).map(({ owner }) => owner)).toEqual([other]);
  });

  it("does not bring back a photo its owner took out while it was being sent", async () => {
    const backend = uploadBackend();
    const shelf = memoryShelf();
    const phone = aPhone(
      {
        postFile: async () => {
          await phone.queue.takeOut(phone.queue.view.get().jobs[0]?.id ?? "");
          return backend.postFile({ url: "gone", fields: {} }, new Blob(), () => {});
        },
      },
      shelf,
      backend,
    );
    backend.breaks.push("post");
    await phone.queue.add([photo("kitchen")]);
    await phone.queue.drain(false);
    expect(shelf.size()).toBe(0);
  });
});
