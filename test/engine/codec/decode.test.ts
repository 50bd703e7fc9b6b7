import { existsSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodePhoto, decodeScaled, photoSize } from "#engine/codec/decode.ts";
import { encodeJpeg, encodePng, encodeScreenCopies } from "#engine/codec/encode.ts";
import { hash2 } from "#engine/random.ts";
import { colourOf, drawn } from "#test/engine/drawn.ts";

const limits = { maxPixels: 1_000_000 };
const picture = drawn(120, 80, (x, y) => [x * 2, y * 3, (x + y) % 256]);
// Noise, so that half of a file is half of the picture.
const noise = drawn(120, 80, (x, y) => [hash2(x, y, 1) * 255, hash2(x, y, 2) * 255, hash2(x, y, 3) * 255]);
const half = (file: Uint8Array): Uint8Array => file.subarray(0, file.length >> 1);
const raw = { width: 120, height: 80, channels: 3 } as const;
const asFile = (): ReturnType<typeof sharp> => sharp(picture.data, { raw });

describe("decodePhoto", () => {
  it("gives back every pixel that encodePng took", async () => {
    const decoded = await decodePhoto(await encodePng(picture), limits);
    expect(decoded).toMatchObject({ kind: "photo", source: { format: "png", width: 120, height: 80 } });
    expect(decoded.kind === "photo" && Buffer.compare(decoded.photo.data, picture.data)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("turns EXIF orientation %i upright", async (orientation) => {
    // Red only in the top left quarter as it is stored.
    const stored = drawn(96, 72, (x, y) => (x < 48 && y < 36 ? [255, 0, 0] : [0, 0, 255]));
    const file = await sharp(stored.data, { raw: { width: 96, height: 72, channels: 3 } })
      .withMetadata({ orientation })
      .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const decoded = await decodePhoto(file, limits);
    if (decoded.kind !== "photo") throw new Error(decoded.reason);
    const { photo } = decoded;
    expect([photo.width, photo.height]).toEqual(orientation < 5 ? [96, 72] : [72, 96]);
    const right = [2, 3, 6, 7].includes(orientation);
    const bottom = [3, 4, 7, 8].includes(orientation);
    const [red] = colourOf(photo, right ? photo.width - 8 : 8, bottom ? photo.height - 8 : 8);
    expect(red).toBeGreaterThan(200);
  });

  it("lays what is transparent on white and makes grey and 16 bits into 8-bit RGB", async () => {
    const clear = await sharp({
      create: { width: 80, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const grey = await asFile().toColourspace("b-w").jpeg().toBuffer();
    const deep = await asFile().toColourspace("rgb16").png().toBuffer();
    const [onWhite, fromGrey, fromDeep] = await Promise.all(
      [clear, grey, deep].map((file) => decodePhoto(file, limits)),
    );
    expect(onWhite?.kind === "photo" && colourOf(onWhite.photo, 5, 5)).toEqual([255, 255, 255]);
    expect(fromGrey?.kind === "photo" && fromGrey.photo.data.length).toBe(120 * 80 * 3);
    const [r, g, b] = fromDeep?.kind === "photo" ? colourOf(fromDeep.photo, 60, 40) : [0, 0, 0];
    expect(Math.abs(r - 120) + Math.abs(g - 120) + Math.abs(b - 100)).toBeLessThan(4);
  });

  it.each([
    ["an empty file", async () => new Uint8Array(), "unreadable"],
    ["plain text", async () => Buffer.from("no picture at all"), "unsupported"],
    [
      "an SVG",
      async () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='80'/>"),
      "unsupported",
    ],
    ["a GIF", async () => asFile().gif().toBuffer(), "unsupported"],
    ["more pixels than allowed", async () => asFile().resize(1200, 900).jpeg().toBuffer(), "too-many-pixels"],
    [
      "a side under 64 px",
      async () => asFile().resize(300, 63, { fit: "fill" }).png().toBuffer(),
      "too-small",
    ],
    [
      "a JPEG cut off",
      async () => (await asFile().resize(600, 400).jpeg().toBuffer()).subarray(0, 5000),
      "unreadable",
    ],
    ["a PNG cut off", async () => half(await encodePng(noise)), "unreadable"],
    [
      "an animated WebP",
      async () =>
        sharp(await Promise.all([0, 90].map((hue) => asFile().modulate({ hue }).png().toBuffer())), {
          join: { animated: true },
        })
          .webp()
          .toBuffer(),
      "animated",
    ],
  ] as const)("refuses %s", async (_what, file, reason) => {
    expect(await decodePhoto(await file(), limits)).toEqual({ kind: "refused", reason });
  });

  it("scales down to the pixels asked for and still tells the full size", async () => {
    const decoded = await decodeScaled(await encodeJpeg(picture), limits, 2400);
    expect(decoded).toMatchObject({
      kind: "photo",
      source: { width: 120, height: 80 },
      photo: { width: 60, height: 40 },
    });
  });

  it("reads the size from the header alone", async () => {
    const head = (await asFile().resize(600, 400).jpeg().toBuffer()).subarray(0, 3000);
    expect(await photoSize(head, limits)).toMatchObject({
      kind: "size",
      source: { width: 600, height: 400 },
    });
  });

  const shared = "../shared/photos/";
  const photos = existsSync(shared);
  if (!photos) console.log(`No photos at ${shared}: colour conversion of real files is not tested.`);
  it.runIf(photos)("converts Display P3 to the colours of its sRGB twin", async () => {
    const [p3, srgb] = await Promise.all(
      ["hostile/display-p3.jpg", "living-room-furnished-03.jpg"].map((file) =>
        decodeScaled(readFileSync(shared + file), { maxPixels: 50_000_000 }, 40_000),
      ),
    );
    if (p3?.kind !== "photo" || srgb?.kind !== "photo") throw new Error("a shared photo was refused");
    const mean = (data: Uint8Array, c: number): number =>
      data.reduce((sum, v, i) => sum + (i % 3 === c ? v : 0), 0) / (data.length / 3);
    for (const c of [0, 1, 2])
      expect(Math.abs(mean(p3.photo.data, c) - mean(srgb.photo.data, c))).toBeLessThan(2);
  });
});

describe("encoding", () => {
  it("writes nothing but that the picture is sRGB, and the source type when asked", async () => {
    const plain = await sharp(await encodePng(picture)).metadata();
    expect([plain.exif, plain.xmp, plain.icc]).toEqual([undefined, undefined, undefined]);
    expect(Buffer.from(await encodePng(picture)).includes("sRGB")).toBe(true);
    const marked = await sharp(
      await encodeJpeg(picture, { digitalSourceType: "compositeSynthetic" }),
    ).metadata();
    expect(marked.xmpAsString).toContain("digitalsourcetype/compositeSynthetic");
    expect(marked.chromaSubsampling).toBe("4:4:4");
    expect(marked.icc?.toString("latin1").replaceAll("\0", "")).toContain("sRGB");
  });

  it("makes thumbnails that fit and never enlarges", async () => {
    const large = drawn(1000, 500, () => [90, 90, 90]);
    const [small, same] = await Promise.all(
      [large, picture].map(async (photo) => sharp((await encodeScreenCopies(photo)).thumb).metadata()),
    );
    expect([small?.width, small?.height, same?.width]).toEqual([480, 240, 120]);
  });
});
