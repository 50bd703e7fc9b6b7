import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type BatchOp, places } from "#core/batch/op.ts";
import { predict } from "#core/batch/predict.ts";
import { runRecipe } from "#engine/batch/run-recipe.ts";
import { encodeAs } from "#engine/codec/encode-as.ts";
import { type Raster } from "#engine/raster.ts";

const limits = { maxPixels: 50_000_000 };
const noEdits = () => Promise.reject(new Error("no edit was asked for"));

function drawn(width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([(x * 255) / width, (y * 255) / height, (x * y) % 200], (y * width + x) * 3);
  return { data, width, height };
}

const pngOf = (photo: Raster): Promise<Uint8Array> => encodeAs(photo, "png", 100);

async function run(photo: Raster, ...steps: BatchOp[]): Promise<Raster> {
  const answer = await runRecipe(await pngOf(photo), steps, limits, noEdits);
  if (answer.kind === "refused") throw new Error(answer.problem.message);
  return answer.photo;
}

const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? 0))), 0);

const step: fc.Arbitrary<BatchOp> = fc.oneof(
  fc.record({ op: fc.constant("resize" as const), width: fc.integer({ min: 8, max: 160 }) }),
  fc.record({
    op: fc.constant("resize" as const),
    width: fc.integer({ min: 8, max: 160 }),
    height: fc.integer({ min: 8, max: 160 }),
    fit: fc.constantFrom("inside" as const, "cover" as const, "contain" as const, "fill" as const),
    enlarge: fc.boolean(),
  }),
  fc.record({ op: fc.constant("resize" as const), scale: fc.constantFrom(0.3, 0.5, 0.77) }),
  fc.record({
    op: fc.constant("rotate" as const),
    degrees: fc.constantFrom(90 as const, 180 as const, 270 as const),
  }),
  fc.record({
    op: fc.constant("crop" as const),
    ratio: fc.constantFrom(1, 1.5, 16 / 9),
    place: fc.constantFrom(...places),
  }),
  fc.record({ op: fc.constant("border" as const), width: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    op: fc.constant("flip" as const),
    axis: fc.constantFrom("horizontal" as const, "vertical" as const),
  }),
  fc.record({
    op: fc.constant("filter" as const),
    filter: fc.constantFrom("grayscale" as const, "sepia" as const, "negate" as const, "normalize" as const),
  }),
);

describe("a recipe done to a picture", () => {
  it("gives the size that was predicted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 64, max: 140 }),
        fc.integer({ min: 64, max: 140 }),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        async (width, height, steps) => {
          const predicted = predict({ width, height }, "png", steps);
          const made = await run(drawn(width, height), ...steps);
          expect({ width: made.width, height: made.height }).toEqual({
            width: "width" in predicted && predicted.width,
            height: "height" in predicted && predicted.height,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("does its steps in the order they stand", async () => {
    const photo = drawn(100, 80);
    const framedFirst = await run(
      photo,
      { op: "border", width: 10 },
      { op: "rotate", degrees: 90 },
      { op: "crop", width: 20, height: 20, left: 0, top: 0 },
    );
    expect([...framedFirst.data.subarray(0, 3)]).toEqual([255, 255, 255]);
    const cutFirst = await run(
      photo,
      { op: "crop", width: 20, height: 20, left: 40, top: 30 },
      { op: "flip", axis: "horizontal" },
    );
    expect([...cutFirst.data.subarray(0, 3)]).toEqual([
      ...photo.data.subarray((30 * 100 + 59) * 3, (30 * 100 + 59) * 3 + 3),
    ]);
  });

  it("undoes itself: twice mirrored or four times turned is the very picture", async () => {
    const photo = drawn(90, 70);
    const flip: BatchOp = { op: "flip", axis: "vertical" };
    const turn: BatchOp = { op: "rotate", degrees: 90 };
    expect((await run(photo, flip, flip)).data).toEqual(photo.data);
    expect((await run(photo, turn, turn, turn, turn)).data).toEqual(photo.data);
  });

  it("resizes and normalizes as sharp itself does, within one level", async () => {
    const file = await pngOf(drawn(300, 200));
    const ours = await runRecipe(
      file,
      [
        { op: "resize", width: 120 },
        { op: "filter", filter: "normalize" },
      ],
      limits,
      noEdits,
    );
    const sharps = await sharp(file).resize(120, 80).normalise().raw().toBuffer();
    expect(ours.kind === "done" && farthest(ours.photo.data, sharps)).toBeLessThanOrEqual(1);
  });

  it.each(["sans", "serif", "mono"] as const)(
    "writes words in %s where they were asked for and nowhere else",
    async (font) => {
      const photo: Raster = { ...drawn(400, 300), data: new Uint8Array(400 * 300 * 3).fill(90) };
      const made = await run(photo, { op: "text", text: "Smith & Côté", place: "south-east", size: 6, font });
      const changed = [...made.data].flatMap((v, i) => (v === 90 ? [] : [Math.floor(i / 3)]));
      expect(changed.length).toBeGreaterThan(200);
      for (const pixel of [
        changed.reduce((a, b) => Math.min(a, b)),
        changed.reduce((a, b) => Math.max(a, b)),
      ])
        expect(Math.floor(pixel / 400)).toBeGreaterThan(260);
      expect(Math.min(...Array.from(changed, (pixel) => pixel % 400))).toBeGreaterThan(200);
    },
  );

  it("sets a line smaller that is wider than the picture", async () => {
    const photo: Raster = { ...drawn(200, 100), data: new Uint8Array(200 * 100 * 3) };
    const made = await run(photo, {
      op: "text",
      text: "A very long line of words about a house by the sea",
      size: 20,
    });
    const columns = Array.from({ length: 100 }, (_, y) => made.data[y * 600] ?? 0);
    expect(Math.max(...columns)).toBe(0);
    expect(Math.max(...made.data)).toBeGreaterThan(150);
  });

  it("refuses by name the signs it has no letters for, and a part that is larger than the picture", async () => {
    const file = await pngOf(drawn(100, 80));
    const words = await runRecipe(file, [{ op: "text", text: "你好" }], limits, noEdits);
    expect(words).toMatchObject({ kind: "refused", problem: { kind: "invalid-params", field: "text" } });
    const crop = await runRecipe(file, [{ op: "crop", width: 101, height: 10 }], limits, noEdits);
    expect(crop).toMatchObject({ kind: "refused", problem: { field: "crop" } });
    const broken = await runRecipe(file.subarray(0, 60), [{ op: "straighten" }], limits, noEdits);
    expect(broken).toMatchObject({ kind: "refused", problem: { kind: "unreadable" } });
  });

  it("turns by a few degrees without empty corners", async () => {
    const photo: Raster = { ...drawn(240, 160), data: new Uint8Array(240 * 160 * 3).fill(200) };
    const made = await run(photo, { op: "straighten", degrees: 7 });
    expect(made).toMatchObject({ width: 240, height: 160 });
    expect(Math.min(...made.data)).toBeGreaterThan(195);
  });

  it.each(["jpeg", "png", "webp", "avif"] as const)(
    "writes %s that says so and carries no metadata",
    async (format) => {
      const file = await encodeAs(drawn(120, 90), format, 80);
      const facts = await sharp(file).metadata();
      expect(facts.format).toBe(format === "avif" ? "heif" : format);
      expect([facts.exif, facts.xmp, facts.iptc]).toEqual([undefined, undefined, undefined]);
      // Profiles spell their names in UTF-16.
      expect(facts.icc?.toString("latin1").replaceAll("\0", "")).toContain("sRGB");
    },
  );
});
