import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Objects } from "#functions/ports.ts";

/** What every bucket must do. */
export function objectsContract(name: string, open: () => Objects): void {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i * 7);

  describe(`objects in ${name}`, () => {
    it("keeps objects byte for byte, with their type", async () => {
      const objects = open();
      const key = `working/${randomUUID()}/a.webp`;
      expect([await objects.head(key), await objects.get(key)]).toEqual([undefined, undefined]);
      await objects.put(key, bytes, "image/webp");
      expect(await objects.head(key)).toMatchObject({ sizeBytes: bytes.length, contentType: "image/webp" });
      expect(Buffer.from((await objects.get(key)) ?? []).equals(bytes)).toBe(true);
    });

    it("copies with the type, and says when there is nothing to copy", async () => {
      const objects = open();
      const from = `previews/${randomUUID()}/result.png`;
      const to = `results/${randomUUID()}/result.png`;
      expect(await objects.copy(from, to)).toBe("missing");
      await objects.put(from, bytes, "image/png");
      expect(await objects.copy(from, to)).toBe("copied");
      expect((await objects.head(to))?.etag).toBe((await objects.head(from))?.etag);
      expect(await objects.head(to)).toMatchObject({ sizeBytes: bytes.length, contentType: "image/png" });
    });

    it("removes many, whether or not they are there", async () => {
      const objects = open();
      const prefix = `masks/${randomUUID()}/`;
      const keys = ["a", "b", "c"].map((file) => prefix + file);
      for (const key of keys) await objects.put(key, bytes, "image/png");
      expect([...(await objects.list(prefix))].toSorted()).toEqual(keys);
      await objects.remove([...keys, `${prefix}never`]);
      expect(await objects.list(prefix)).toEqual([]);
      await objects.remove([]);
    });
  });
}
