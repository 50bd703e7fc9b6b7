import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type ImageId, type UserId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { completeUpload } from "#functions/upload/complete-upload.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { getImageMetadata } from "#functions/records/image-records.ts";
import { maxRetries } from "#core/limits/times.ts";
import { OutsideFault } from "#functions/ports.ts";
import { newImageId } from "#functions/ids.ts";
import { brokenAmong } from "#test/functions/crash/wholeness.ts";
import {
  aJpeg,
  anAnnouncedImage,
  aUser,
  aWorld,
  breaking,
  workAll,
  type World,
} from "#test/functions/fakes/world.ts";

async function arrived(bytes: Uint8Array): Promise<{ world: World; user: UserId; image: ImageId }> {
  const world = aWorld();
  const user = aUser();
  const image = await anAnnouncedImage(world, user);
  await world.objects.put(objectKeys.upload(user, image), bytes, "image/jpeg");
  return { world, user, image };
}

/** The guard is kept for as long as the upload form is good. */
const broken = ({ records, objects, time }: World): readonly string[] =>
  brokenAmong(
    [...records.rows.values()],
    objects.keys().filter((key) => !key.endsWith(".original")),
    time.nowMs,
  );

describe("prepareImage", () => {
  it("stores screen copies that carry no metadata, upright and never larger than the photo", async () => {
    const sideways = await sharp(await aJpeg(300, 200))
      .withExif({ IFD0: { Make: "Phone", Orientation: "6" }, IFD3: { GPSLatitude: "48/1 8/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { world, user, image } = await arrived(sideways);
    const prepared = await prepareImage(world, user, image);
    expect(prepared?.ok && prepared.value).toMatchObject({ state: "ready", width: 200, height: 300 });
    for (const key of [objectKeys.working(user, image), objectKeys.thumb(user, image)]) {
      const made = await sharp(world.objects.files.get(key)?.bytes).metadata();
      expect(made).toMatchObject({ format: "webp", width: 200, height: 300 });
      expect([made.exif, made.xmp, made.orientation]).toEqual([undefined, undefined, undefined]);
    }
  });

  it.each([
    [
      "a GIF called .jpg",
      () =>
        sharp({ create: { width: 90, height: 90, channels: 3, background: "#abc" } })
          .gif()
          .toBuffer(),
      "unsupported-format",
    ],
    ["text", async () => Buffer.from("<?php echo 1; ?> and more than twelve bytes"), "unsupported-format"],
    ["a JPEG cut in half", async () => (await aJpeg(400, 300)).subarray(0, 900), "unreadable"],
    ["a stamp", () => aJpeg(63, 90), "too-small"],
    ["a strip", () => aJpeg(64 * 21, 64), "too-small"],
  ])("refuses %s, keeps the reason and not the bytes", async (_what, bytes, kind) => {
    const { world, user, image } = await arrived(await bytes());
    const prepared = await prepareImage(world, user, image);
    expect(prepared && !prepared.ok && prepared.problem.kind).toBe(kind);
    expect(await getImageMetadata(world, user, image)).toMatchObject({ state: "refused", problem: { kind } });
    expect(world.objects.keys()).toEqual([]);
    expect(world.news.at(-1)).toMatchObject({ kind: "image", status: "refused" });
  });

  it("believes the content and not the announced type", async () => {
    const png = await sharp(await aJpeg())
      .png()
      .toBuffer();
    const { world, user, image } = await arrived(png);
    await prepareImage(world, user, image);
    expect((await getImageMetadata(world, user, image))?.contentType).toBe("image/png");
  });

  it("prepares once when the bucket and the phone say so at the same time, and twice is once", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    await Promise.all([
      prepareImage(world, user, image),
      prepareImage(world, user, image),
      prepareImage(world, user, image),
    ]);
    await prepareImage(world, user, image);
    expect(world.news.map(({ status }) => status)).toEqual(["preparing", "ready"]);
    expect((await getImageMetadata(world, user, image))?.state).toBe("ready");
  });

  it("becomes ready by completeUpload alone when the bucket's event is lost", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    expect((await completeUpload(world, user, image)).ok).toBe(true);
    expect(await workAll(world)).toBe(0);
    expect(await getImageMetadata(world, user, image)).toMatchObject({
      state: "ready",
      analysisState: "done",
    });
  });

  it("says that the upload failed when the phone speaks before its bytes are there", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await anAnnouncedImage(world, user);
    const answer = await completeUpload(world, user, image);
    expect(!answer.ok && answer.problem.message).toBe("Failed to upload image. Please try again.");
    expect(world.sent).toEqual([]);
  });

  it("goes on where a preparer died", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    const dying = { ...world, objects: breaking(world.objects, ["put"], () => true) };
    await expect(prepareImage(dying, user, image)).rejects.toThrow("out of reach");
    expect((await getImageMetadata(world, user, image))?.state).toBe("preparing");
    // While its lease runs it may still be alive.
    await prepareImage(world, user, image);
    expect((await getImageMetadata(world, user, image))?.state).toBe("preparing");
    world.time.nowMs += 3 * 60_000;
    await completeUpload(world, user, image);
    await workAll(world);
    expect((await getImageMetadata(world, user, image))?.state).toBe("ready");
  });

  it("goes on at once when the message that its preparer died of comes again", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    const dying = { ...world, objects: breaking(world.objects, ["put"], () => true) };
    await expect(prepareImage(dying, user, image, "message-1")).rejects.toThrow("out of reach");
    await prepareImage(world, user, image, "message-2");
    expect((await getImageMetadata(world, user, image))?.state).toBe("preparing");
    await prepareImage(world, user, image, "message-1");
    expect((await getImageMetadata(world, user, image))?.state).toBe("ready");
  });

  it("keeps everything when the record was saved and only the answer was lost, however often", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    let isSaving = false;
    let badReads = 0;
    const records = {
      ...world.records,
      write: async (changes: Parameters<typeof world.records.write>[0]) => {
        const written = await world.records.write(changes);
        if (isSaving) {
          badReads = maxRetries;
          throw new OutsideFault("the answer was lost");
        }
        return written;
      },
      get: async (key: Parameters<typeof world.records.get>[0]) => {
        if (badReads-- > 0) throw new OutsideFault("out of reach");
        return world.records.get(key);
      },
    };
    const objects = {
      ...world.objects,
      put: async (...given: Parameters<typeof world.objects.put>) => {
        isSaving = true;
        return world.objects.put(...given);
      },
    };
    const prepared = await prepareImage({ ...world, records, objects }, user, image);
    expect(prepared?.ok && prepared.value.state).toBe("ready");
    expect(broken(world)).toEqual([]);
  });

  it("removes nothing when the table cannot say whether the record was saved", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    let isDown = false;
    const records = breaking(world.records, ["write", "get"], () => isDown);
    const objects = {
      ...world.objects,
      put: async (...given: Parameters<typeof world.objects.put>) => {
        isDown = true;
        return world.objects.put(...given);
      },
    };
    await expect(prepareImage({ ...world, records, objects }, user, image, "m")).rejects.toThrow("reach");
    isDown = false;
    await prepareImage(world, user, image, "m");
    expect(broken(world)).toEqual([]);
  });

  it("refuses and deletes nothing for bytes that were spoiled on their way", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    let reads = 0;
    const objects = {
      ...world.objects,
      get: async (key: string) => {
        const bytes = await world.objects.get(key);
        return reads++ === 0 ? bytes?.fill(33, 4) : bytes;
      },
    };
    const prepared = await prepareImage({ ...world, objects }, user, image);
    expect(prepared?.ok && prepared.value.state).toBe("ready");
  });

  it("leaves the last word to whoever has taken over", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    let release: () => void = () => undefined;
    const slowEnded = new Promise<void>((resolve) => (release = resolve));
    const waiting = {
      ...world.objects,
      get: async (key: string) => {
        await slowEnded;
        return world.objects.get(key);
      },
    };
    let second: Promise<unknown> = Promise.resolve();
    const objects = {
      ...world.objects,
      get: async (key: string) => {
        // So slow that its lease runs out.
        world.time.nowMs += 3 * 60_000;
        second = prepareImage({ ...world, objects: waiting }, user, image);
        await expect.poll(() => world.news.length).toBe(2);
        return world.objects.get(key);
      },
    };
    await prepareImage({ ...world, objects }, user, image);
    expect((await getImageMetadata(world, user, image))?.state).toBe("preparing");
    release();
    await second;
    expect(world.news.map(({ status }) => status)).toEqual(["preparing", "preparing", "ready"]);
  });

  it("leaves nothing in the bucket when the record cannot be saved (seeds/000 Metadata Save Failure)", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    let isDown = false;
    const records = breaking(world.records, ["write"], () => isDown);
    const objects = {
      ...world.objects,
      // The table goes away while the picture is being read.
      put: async (...given: Parameters<typeof world.objects.put>) => {
        isDown = true;
        return world.objects.put(...given);
      },
    };
    await expect(prepareImage({ ...world, records, objects }, user, image)).rejects.toThrow(
      "could not be saved",
    );
    expect(world.objects.keys()).toEqual([]);
  });

  it("removes what it made of an image that was deleted meanwhile", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    const objects = {
      ...world.objects,
      get: async (key: string) => {
        const bytes = await world.objects.get(key);
        await deleteImage(world, user, image);
        return bytes;
      },
    };
    expect(await prepareImage({ ...world, objects }, user, image)).toBeUndefined();
    expect(world.objects.keys()).toEqual([]);
    expect(await getImageMetadata(world, user, image)).toBeUndefined();
  });

  it("keeps the original byte for byte when its form is used again", async () => {
    const first = await aJpeg(300, 200);
    const second = await aJpeg(120, 90);
    const { world, user, image } = await arrived(first);
    await prepareImage(world, user, image);
    const originalNow = () => world.objects.files.get(objectKeys.upload(user, image))?.bytes;
    await world.objects.put(objectKeys.upload(user, image), second, "image/jpeg");
    const again = await prepareImage(world, user, image);
    expect(again?.ok && again.value).toMatchObject({ state: "ready", width: 300, height: 200 });
    expect(Buffer.from(originalNow() ?? []).equals(first)).toBe(true);
    // Putting it back is an arrival too; it ends there.
    const puts: string[] = [];
    const objects = {
      ...world.objects,
      copy: async (from: string, to: string) => (puts.push(to), world.objects.copy(from, to)),
    };
    await prepareImage({ ...world, objects }, user, image);
    expect(puts).toEqual([]);
  });

  it("reads what it guards when the form is used again in the middle", async () => {
    const first = await aJpeg(300, 200);
    const { world, user, image } = await arrived(first);
    const second = await aJpeg(120, 90);
    const objects = {
      ...world.objects,
      get: async (key: string) => {
        await world.objects.put(objectKeys.upload(user, image), second, "image/jpeg");
        return world.objects.get(key);
      },
    };
    const prepared = await prepareImage({ ...world, objects }, user, image);
    expect(prepared?.ok && prepared.value).toMatchObject({ width: 300, height: 200 });
    await prepareImage(world, user, image);
    const kept = world.objects.files.get(objectKeys.upload(user, image))?.bytes;
    expect(Buffer.from(kept ?? []).equals(first)).toBe(true);
  });

  it("removes an upload that nobody announced", async () => {
    const world = aWorld();
    const user = aUser();
    const image = newImageId(world);
    await world.objects.put(objectKeys.upload(user, image), await aJpeg(), "image/jpeg");
    expect(await prepareImage(world, user, image)).toBeUndefined();
    expect(world.objects.keys()).toEqual([]);
  });

  it("works on when nobody can be told", async () => {
    const { world, user, image } = await arrived(await aJpeg());
    const status = { publish: async () => Promise.reject(new Error("no AppSync")) };
    const prepared = await prepareImage({ ...world, status }, user, image);
    expect(prepared?.ok).toBe(true);
    expect(world.logged.some((line) => line.includes("status-not-published"))).toBe(true);
  });
});
