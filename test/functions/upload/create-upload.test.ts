import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxUploadBytes } from "#core/limits/limits.ts";
import { recordKeys } from "#core/keys.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { getImageMetadata } from "#functions/records/image-records.ts";
import { aJpeg, aRequest, aUser, aWorld, type World } from "#test/functions/fakes/world.ts";

const MB = 1024 * 1024;
const anUpload = (more: object = {}) => ({
  requestId: aRequest(),
  fileName: "hall.jpg",
  contentType: "image/jpeg",
  sizeBytes: 2 * MB,
  ...more,
});
const counted = (world: World, user: string, name: string): number =>
  world.records.countOf(recordKeys.partition(user as never), `LIMIT#${name}`);

describe("createUpload", () => {
  it.each([
    [9 * MB, undefined],
    [maxUploadBytes, undefined],
    [maxUploadBytes + 1, "file-too-large"],
    [11 * MB, "file-too-large"],
    [0, "unreadable"],
  ])("takes a file of %i bytes: %s", async (sizeBytes, kind) => {
    const made = await createUpload(aWorld(), { userId: aUser(), plan: "free" }, anUpload({ sizeBytes }));
    expect(made.ok ? undefined : made.problem.kind).toBe(kind);
  });

  it("says word for word what seeds/000 says about size and format", async () => {
    const asking = { userId: aUser(), plan: "free" } as const;
    const large = await createUpload(aWorld(), asking, anUpload({ sizeBytes: 11 * MB }));
    const gif = await createUpload(aWorld(), asking, anUpload({ contentType: "image/gif" }));
    expect(large.ok || large.problem.message).toBe(
      "File size exceeds 10MB limit. Please compress your image or select a smaller file.",
    );
    expect(gif.ok || gif.problem.message).toBe(
      "Unsupported file format. Please upload JPEG, PNG, or WebP images.",
    );
  });

  it("gives a form that takes one key, one type and at most 10 MB, for five minutes", async () => {
    const user = aUser();
    const made = await createUpload(aWorld(), { userId: user, plan: "free" }, anUpload());
    if (!made.ok) throw new Error(made.problem.kind);
    expect(made.value.post?.fields).toMatchObject({
      key: `uploads/${user}/${made.value.image?.imageId}`,
      contentType: "image/jpeg",
      minBytes: "1",
      maxBytes: String(maxUploadBytes),
      seconds: "300",
    });
  });

  it("gives the same image and a fresh form for the same request, and counts it once", async () => {
    const world = aWorld();
    const asking = { userId: aUser(), plan: "free" } as const;
    const ask = anUpload();
    const replies = await Promise.all([1, 2, 3, 4].map(() => createUpload(world, asking, ask)));
    const again = await createUpload(world, asking, ask);
    const ids = [...replies, again].map((reply) =>
      reply.ok ? reply.value.image?.imageId : reply.problem.kind,
    );
    expect(new Set(ids).size).toBe(1);
    expect(again.ok && again.value.post?.url).toBeTruthy();
    expect(counted(world, asking.userId, "uploads")).toBe(1);
    expect(counted(world, asking.userId, "images")).toBe(1);
  });

  it("lets exactly ten through in an hour of the free plan, however many come at once", async () => {
    const world = aWorld();
    const asking = { userId: aUser(), plan: "free" } as const;
    const replies = await Promise.all(
      Array.from({ length: 25 }, () => createUpload(world, asking, anUpload())),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(10);
    const refusal = replies.find(({ ok }) => !ok);
    expect(refusal && !refusal.ok && refusal.problem).toMatchObject({
      kind: "rate-limited",
      retryAfterSeconds: 48 * 60,
    });
  });

  it("charges nothing for a refused upload", async () => {
    const world = aWorld();
    const asking = { userId: aUser(), plan: "free" } as const;
    for (let hour = 0; hour < 5; hour++) {
      for (let n = 0; n < 10; n++) await createUpload(world, asking, anUpload());
      world.time.nowMs += 3_600_000;
    }
    // Fifty this month: the month is used up, and the new hour must not be touched by trying.
    const before = counted(world, asking.userId, "uploads");
    const refused = await createUpload(world, asking, anUpload());
    expect(!refused.ok && refused.problem.kind).toBe("rate-limited");
    expect(!refused.ok && (refused.problem.retryAfterSeconds ?? 0)).toBeGreaterThan(3600);
    expect(counted(world, asking.userId, "uploads")).toBe(before);
    expect(world.records.countOf(recordKeys.partition(asking.userId), "IMAGE#")).toBe(50);
  });

  it("Property 1: valid upload persistence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 64, max: 120 }),
        fc.integer({ min: 64, max: 120 }),
        fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }),
        async (width, height, fileName) => {
          const world = aWorld();
          const user = aUser();
          const bytes = await aJpeg(width, height);
          const made = await createUpload(
            world,
            { userId: user, plan: "free" },
            anUpload({ fileName, sizeBytes: bytes.length }),
          );
          if (!made.ok || !made.value.image) throw new Error("refused");
          const { imageId } = made.value.image;
          await world.objects.put(`uploads/${user}/${imageId}`, bytes, "image/jpeg");
          await prepareImage(world, user, imageId);
          const record = await getImageMetadata(world, user, imageId);
          expect(record).toMatchObject({
            userId: user,
            fileName,
            state: "ready",
            width,
            height,
            fileSize: bytes.length,
          });
          expect(Date.parse(record?.uploadedAt ?? "")).toBeGreaterThan(0);
          // Kept byte for byte.
          expect(Buffer.from((await world.objects.get(`uploads/${user}/${imageId}`)) ?? [])).toEqual(bytes);
        },
      ),
      { numRuns: 100 },
    );
  });
});
