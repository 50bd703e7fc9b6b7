import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PhotoAnalysis, photoAnalysis, photoIssues } from "#core/analysis/analysis.ts";
import { genericSuggestions, priorities, suggest } from "#core/analysis/suggestion.ts";
import { paramsOf, roomTypes } from "#core/edit/params.ts";

const aPhoto = (parts: Partial<PhotoAnalysis> = {}): PhotoAnalysis => ({
  isProperty: true,
  scene: "interior",
  roomType: "living-room",
  furnishing: "furnished",
  timeOfDay: "day",
  skyVisible: false,
  issues: [],
  distractions: [],
  datedFeatures: [],
  confidence: 0.8,
  ...parts,
});
const lamp = { name: "lamp", x: 10, y: 10, width: 50, height: 90 };

const anyAnalysis: fc.Arbitrary<PhotoAnalysis> = fc
  .record({
    isProperty: fc.boolean(),
    scene: fc.constantFrom("interior" as const, "exterior" as const, "other" as const),
    roomType: fc.constantFrom(...roomTypes, "other" as const, "none" as const),
    furnishing: fc.constantFrom("empty" as const, "sparse" as const, "furnished" as const),
    timeOfDay: fc.constantFrom("day" as const, "dusk" as const, "night" as const, "unclear" as const),
    skyVisible: fc.boolean(),
    issues: fc.subarray([...photoIssues]),
    distractions: fc.array(fc.constant(lamp), { maxLength: 5 }),
    datedFeatures: fc.array(fc.string({ maxLength: 100 }), { maxLength: 4 }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((analysis) => photoAnalysis.parse(analysis));

describe("suggestions (property 22)", () => {
  it.each([
    ["virtual-staging", { furnishing: "empty" }],
    ["day-to-dusk", { scene: "exterior", skyVisible: true }],
    ["enhance", { issues: ["dark"] }],
    ["item-removal", { distractions: [lamp] }],
    ["virtual-renovation", { datedFeatures: ["oak kitchen cabinets"] }],
  ] as const)("offer %s where it fits", (editType, parts) => {
    const [first] = suggest(aPhoto(structuredClone(parts) as Partial<PhotoAnalysis>));
    expect(first?.editType).toBe(editType);
  });

  it("offer nothing for a good photo of a furnished room", () => {
    expect(suggest(aPhoto())).toEqual([]);
  });

  it("offer nothing for what is no property", () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        expect(suggest({ ...analysis, isProperty: false })).toEqual([]);
      }),
    );
  });

  it("suggests for a panorama only what bent lines do not spoil, and says why", () => {
    const room = suggest(aPhoto({ issues: ["panorama"], furnishing: "empty", distractions: [lamp] }));
    expect(room.map(({ editType }) => editType)).toEqual(["enhance"]);
    expect(room[0]?.reason).toContain("panorama");
    const house = suggest(aPhoto({ issues: ["panorama"], scene: "exterior", skyVisible: true }));
    expect(house.map(({ editType }) => editType).toSorted()).toEqual(["day-to-dusk", "enhance"]);
  });

  it("offer straightening apart from light, since it crops", () => {
    expect(suggest(aPhoto({ issues: ["tilted"] })).map(({ suggestedParams }) => suggestedParams)).toEqual([
      { autoAdjust: false, upright: true },
    ]);
    const both = suggest(aPhoto({ issues: ["dark", "tilted"] }));
    expect(both.map(({ suggestedParams }) => suggestedParams)).toEqual([
      { autoAdjust: true },
      { autoAdjust: true, upright: true },
    ]);
    expect(both[0]?.reason).not.toContain("lean");
  });

  it("stand strongest first, each thing to do once, each with a reason", () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        const found = suggest(analysis);
        const ranks = found.map(({ priority }) => priorities.indexOf(priority));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(
          new Set(found.map(({ editType, suggestedParams }) => editType + String(suggestedParams["upright"])))
            .size,
        ).toBe(found.length);
        for (const { reason } of found) expect(reason.length).toBeGreaterThan(10);
      }),
    );
  });

  it("fill the form with params the edit would take; only a mask may still be missing", () => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        for (const { editType, suggestedParams } of [...suggest(analysis), ...genericSuggestions]) {
          const issues = paramsOf[editType].safeParse(suggestedParams).error?.issues ?? [];
          expect(issues.filter(({ path }) => path[0] !== "maskData")).toEqual([]);
        }
      }),
    );
  });
});
