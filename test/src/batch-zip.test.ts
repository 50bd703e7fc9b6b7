import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32 } from "#src/features/batch/crc32.ts";
import { uniqueNames, zipOf } from "#src/features/batch/zip.ts";

const changed = new Date(2026, 4, 17, 13, 45, 22);
const anyFiles = fc.array(fc.record({ name: fc.string(), bytes: fc.uint8Array({ maxLength: 3000 }) }), {
  maxLength: 12,
});

describe("a ZIP of photos", () => {
  it("holds every file, byte for byte, under a name of its own", async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, async (files) => {
        const packed = readZip(await bytesOf(zipOf(files.map(asPacked), changed)));
        expect(packed.map(({ bytes }) => bytes)).toEqual(files.map(({ bytes }) => Buffer.from(bytes)));
        expect(new Set(packed.map(({ name }) => name.toLowerCase())).size).toBe(files.length);
      }),
    );
  });

  it("is one that other programs read: names in UTF-8, sizes", async () => {
    const zip = await bytesOf(
      zipOf(
        [
          asPacked({ name: "Küche 🏠.jpg", bytes: Buffer.from("kitchen") }),
          asPacked({ name: "empty.jpg", bytes: new Uint8Array() }),
        ],
        changed,
      ),
    );
    const seen: [string, number][] = [];
    const files = unzipSync(zip, { filter: ({ name, originalSize }) => seen.push([name, originalSize]) > 0 });
    expect(seen).toEqual([
      ["Küche 🏠.jpg", 7],
      ["empty.jpg", 0],
    ]);
    expect(Buffer.from(files["Küche 🏠.jpg"] ?? []).toString()).toBe("kitchen");
  });

  it("names no folder and no way out of one, and nothing twice", () => {
    const name = uniqueNames();
    expect(["../../a.jpg", "A.jpg", "a.JPG", "a.jpg", "b", "b", "", "…\u202Egpj.exe"].map(name)).toEqual([
      "-..-a.jpg",
      "A.jpg",
      "a (2).JPG",
      "a (3).jpg",
      "b",
      "b (2)",
      "photo",
      "…-gpj.exe",
    ]);
  });

  it("the checksum is that of ISO 3309, in pieces as in one", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32(b, crc32(a))).toBe(crc32(Buffer.concat([a, b])));
      }),
    );
  });
});

const asPacked = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) => ({
  name,
  blob: new Blob([Uint8Array.from(bytes)]),
});

const bytesOf = async (zip: Promise<Blob>): Promise<Buffer> => Buffer.from(await (await zip).arrayBuffer());

/** Reads a ZIP by its directory at the end, as programs do; every entry must be stored, and be what it says. */
function readZip(zip: Buffer): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    expect(zip.readUInt16LE(at + 10)).toBe(0);
    const [crc, size, nameLength] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const name = zip.subarray(at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    at += 46 + nameLength;
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    expect(zip.subarray(local + 30, local + 30 + nameLength)).toEqual(name);
    const bytes = zip.subarray(local + 30 + nameLength, local + 30 + nameLength + size);
    expect(crc32(bytes)).toBe(crc);
    return { name: name.toString("utf8"), bytes: Buffer.from(bytes) };
  });
}
