import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRenovation } from "#core/renovation/grammar.ts";
import { renovationStep } from "#core/renovation/plan.ts";

describe("reading what to renovate", () => {
  it.each([
    ["white shaker cabinets", [{ surface: "cabinets", material: "shaker" }]],
    ["paint the walls sage green", [{ surface: "walls", colour: "#a3b18a" }]],
    ["Oak plank floor!", [{ surface: "floor", material: "planks", colour: "#b98f62" }]],
    ["quartz worktop", [{ surface: "worktop", material: "quartz" }]],
    ["black fixtures", [{ surface: "fixtures", colour: "#232425" }]],
    [
      "light-gray walls, herringbone floor",
      [
        { surface: "walls", colour: "#cfd0cf" },
        { surface: "floor", material: "herringbone" },
      ],
    ],
    [
      "navy cabinets with brass handles",
      [{ surface: "cabinets" }, { surface: "fixtures", material: "metal" }],
    ],
    ["white wall tiles", [{ surface: "tiles", colour: "#f4f3ef" }]],
    ["a new parquet", [{ surface: "floor", material: "herringbone" }]],
  ])("understands %j", (description, steps) => {
    expect(planRenovation(description)).toMatchObject(steps);
    expect(planRenovation(description)).toHaveLength(steps.length);
  });

  it.each(["", "make it nice", "floor", "remove the sofa", "🏠"])("says nothing about %j", (description) => {
    expect(planRenovation(description)).toEqual([]);
  });

  it("answers any text with steps that are steps, each surface once", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem()), (text) => {
        const steps = planRenovation(text.slice(0, 1000));
        for (const step of steps) expect(renovationStep.safeParse(step).success).toBe(true);
        expect(new Set(steps.map(({ surface }) => surface)).size).toBe(steps.length);
      }),
      { numRuns: 300 },
    );
  });
});
