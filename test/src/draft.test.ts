import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genericSuggestions, suggest } from "#core/analysis/suggestion.ts";
import { photoEditTypes } from "#core/edit/edit-type.ts";
import { describeParams } from "#src/features/edit/describe-params.ts";
import { draft, emptyDraft, filled, withoutPlaces } from "#src/features/edit/draft.ts";
import { likeness, tooUnlike } from "#src/features/upload/likeness.ts";

describe("the forms", () => {
  it("take over every suggestion that core makes", () => {
    const made = suggest({
      isProperty: true,
      scene: "interior",
      roomType: "bedroom",
      furnishing: "empty",
      timeOfDay: "day",
      skyVisible: false,
      issues: ["dark"],
      distractions: [{ name: "bin", x: 1, y: 1, width: 9, height: 9 }],
      datedFeatures: ["oak kitchen cabinets"],
      confidence: 0.9,
    });
    expect(made.length).toBeGreaterThanOrEqual(4);
    for (const { editType, suggestedParams } of [...made, ...genericSuggestions]) {
      expect(filled(emptyDraft, editType, suggestedParams)[editType]).toMatchObject(suggestedParams);
    }
  });

  it("never break on params a model has invented", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...photoEditTypes),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (type, params) => {
          const next = filled(emptyDraft, type, params);
          expect(draft.safeParse(next).success).toBe(true);
          expect(describeParams({ editType: type, params })).toBeTypeOf("string");
        },
      ),
    );
  });

  it("keep what they had when a suggestion does not fit", () => {
    expect(filled(emptyDraft, "virtual-staging", { roomType: "dungeon" })).toEqual(emptyDraft);
  });
});

describe("a form whose edit is kept", () => {
  it("forgets the places shown for it, and nothing else", () => {
    const renovation = { description: "oak floor", marks: [], surfaces: [{ x: 0.3, y: 0.4 }] };
    const dusk = { intensity: "dramatic" as const, windows: [{ x: 0.1, y: 0.2, lit: true }] };
    const now = draft.parse({ ...emptyDraft, "virtual-renovation": renovation, "day-to-dusk": dusk });
    const then = withoutPlaces(now, "virtual-renovation");
    expect(then).toEqual({ ...now, "virtual-renovation": { ...renovation, surfaces: [] } });
    for (const type of photoEditTypes) expect(draft.parse(withoutPlaces(now, type))).toBeDefined();
  });
});

describe("a reduced photo", () => {
  const flat = (value: number): Uint8ClampedArray => new Uint8ClampedArray(24 * 24 * 4).fill(value);

  it("is told from a blank one", () => {
    expect(likeness(flat(120), flat(255))).toBe(135);
    expect(likeness(flat(120), flat(0))).toBeGreaterThan(tooUnlike);
    expect(likeness(flat(120), flat(123))).toBeLessThan(tooUnlike);
  });

  it("is compared in colour only: transparency is no difference to see", () => {
    const seeThrough = flat(120).map((value, i) => (i % 4 === 3 ? 0 : value));
    expect(likeness(flat(120), seeThrough)).toBe(0);
  });
});
