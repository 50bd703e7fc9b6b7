import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sniff, uploadTypes } from "#core/image/format.ts";
import { objectKeys, prefixesOf, previewKey, readUploadKey, resultFiles, resultKey } from "#core/keys.ts";
import { editId, imageId, userId } from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";

const bytes = (text: string, pad = 32): Uint8Array =>
  Uint8Array.from(text.padEnd(pad, "\0"), (c) => c.charCodeAt(0));

describe("sniffing by content", () => {
  it.each([
    ["image/jpeg", "\xff\xd8\xff\xe0"],
    ["image/png", "\x89PNG\r\n\x1a\n"],
    ["image/webp", "RIFF\0\0\0\0WEBP"],
    ["image/heic", "\0\0\0\x18ftypheic"],
  ])("knows %s", (type, start) => expect(sniff(bytes(start))).toBe(type));

  it.each([
    ["a GIF", "GIF89a"],
    ["an SVG", "<svg xmlns="],
    ["HTML", "<!doctype html>"],
    ["a WAV in RIFF", "RIFF\0\0\0\0WAVE"],
    ["an MP4", "\0\0\0\x18ftypisom"],
    ["TIFF", "II*\0"],
  ])("refuses %s", (_name, start) => expect(sniff(bytes(start))).toBeUndefined());

  it("never throws and answers only with known types", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (any) => {
        const found = sniff(any);
        expect(found === undefined || uploadTypes.includes(found)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("object keys", () => {
  const user = userId.parse(uuidV7(1, new Uint8Array(10)));
  const image = imageId.parse(uuidV7(2, new Uint8Array(10)));
  const edit = editId.parse(uuidV7(3, new Uint8Array(10)));

  it("all stand under one of the owner's prefixes", () => {
    const keys = [
      objectKeys.upload(user, image),
      objectKeys.working(user, image),
      objectKeys.thumb(user, image),
      objectKeys.mask(user, edit),
      ...resultFiles.flatMap((file) => [previewKey(user, edit, file), resultKey(user, edit, file)]),
    ];
    for (const key of keys) expect(prefixesOf(user).some((prefix) => key.startsWith(prefix))).toBe(true);
  });

  it("read back as they were written", () => {
    expect(readUploadKey(objectKeys.upload(user, image))).toEqual({ user, image });
  });

  it.each(["uploads/../x", "results/a/b", "uploads/a", `uploads/${"a".repeat(36)}/${"b".repeat(36)}/c`])(
    "refuse %s",
    (key) => {
      expect(readUploadKey(key)).toBeUndefined();
    },
  );
});
