import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysisTool, modelAnalysis, photoAnalysis } from "#core/analysis/analysis.ts";
import { objectNames } from "#core/analysis/object-names.ts";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { thingsAt, thingsOf } from "#core/analysis/things.ts";

const photo = { width: 2000, height: 1000 };
const seen = (
  name: SeenObject["name"],
  confidence: number,
  [x, y, width, height]: readonly [number, number, number, number],
): SeenObject => ({ name, confidence, x, y, width, height });

const table = seen("dining table", 0.4, [200, 500, 1600, 400]);
const vase = seen("vase", 0.3, [900, 400, 100, 200]);

const old = {
  isProperty: true,
  scene: "interior",
  roomType: "kitchen",
  furnishing: "furnished",
  timeOfDay: "unclear",
  skyVisible: false,
  issues: [],
  distractions: [],
  datedFeatures: [],
  confidence: 0.7,
};

describe("the things of a photo that can be tapped", () => {
  it("have boxes in thousandths, surest first, and what stands on another stays", () => {
    expect(thingsOf([vase, table], photo)).toEqual([
      { name: "dining table", x: 100, y: 500, width: 800, height: 400 },
      { name: "vase", x: 450, y: 400, width: 50, height: 200 },
    ]);
  });

  it("are named once a place, by the surer name, and not on a faint sight", () => {
    const again = seen("bench", 0.35, [210, 500, 1590, 390]);
    const faint = seen("cup", 0.1, [10, 10, 60, 60]);
    expect(thingsOf([again, table, faint], photo).map(({ name }) => name)).toEqual(["dining table"]);
  });

  it("always fit the analysis that carries them", () => {
    const any = fc.record({
      name: fc.constantFrom(...objectNames),
      confidence: fc.double({ min: 0.15, max: 1, noNaN: true }),
      x: fc.integer({ min: 0, max: 1900 }),
      y: fc.integer({ min: 0, max: 900 }),
      width: fc.integer({ min: 1, max: 100 }),
      height: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 80 }), (all) => {
        expect(photoAnalysis.safeParse({ ...old, things: thingsOf(all, photo) }).error).toBeUndefined();
      }),
    );
  });

  it("are told of a place the smallest first, and beside all boxes none", () => {
    const things = thingsOf([table, vase], photo);
    const namesAt = (x: number, y: number): readonly string[] =>
      thingsAt(things, { x, y }).map(({ name }) => name);
    expect(namesAt(475, 550)).toEqual(["vase", "dining table"]);
    expect(namesAt(200, 550)).toEqual(["dining table"]);
    expect(namesAt(20, 20)).toEqual([]);
  });
});

describe("an analysis without things", () => {
  it("is read as it was kept before they were known", () => {
    expect(photoAnalysis.parse(old)).toEqual(old);
  });

  it("is what a vision model is asked for: boxes that it makes up are not taken", () => {
    const answered = { ...old, things: [{ name: "sofa", x: 0, y: 0, width: 5, height: 5 }] };
    expect(modelAnalysis.parse(answered)).toEqual(old);
    expect(JSON.stringify(analysisTool.inputSchema())).not.toContain('"things"');
  });
});
