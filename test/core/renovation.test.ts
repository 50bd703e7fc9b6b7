import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRenovation, readRenovation } from "#core/renovation/grammar.ts";
import { renovationStep } from "#core/renovation/plan.ts";

/** "cabinets #f4f3ef shaker": what a step comes to. */
const said = (description: string, style?: string): readonly string[] =>
  planRenovation(description, style).map(({ surface, colour, material }) =>
    [surface, colour, material].filter((part) => part !== undefined).join(" "),
  );

const white = "#f4f3ef";
const black = "#232425";
const sage = "#a3b18a";

describe("reading what to renovate", () => {
  it.each<readonly [string, readonly string[]]>([
    // Surfaces and colours
    ["white cabinets", [`cabinets ${white}`]],
    ["paint the walls sage green", [`walls ${sage}`]],
    ["Sage walls!", [`walls ${sage}`]],
    ["walls in sage green", [`walls ${sage}`]],
    ["black fixtures", [`fixtures ${black}`]],
    ["black taps", [`fixtures ${black}`]],
    ["white kitchen units", [`cabinets ${white}`]],
    ["white cupboards", [`cabinets ${white}`]],
    ["make the vanity navy", ["cabinets #2b3a55"]],
    ["white doors", [`doors ${white}`]],
    ["a white ceiling please", [`ceiling ${white}`]],
    ["black countertops", [`worktop ${black}`]],
    ["black counter tops", [`worktop ${black}`]],
    ["grey splashback", ["tiles #9c9e9f"]],
    ["gray backsplash", ["tiles #9c9e9f"]],
    ["white wall tiles", [`tiles ${white} tiles`]],
    ["white subway tiles", [`tiles ${white} tiles`]],
    ["paint the front door red", ["doors #9c3b36"]],
    ["walls #9caf88", ["walls #9caf88"]],
    ["charcoal wardrobes", ["cabinets #3d4042"]],
    ["emerald walls", ["walls #2f6b52"]],
    ["light-gray walls", ["walls #cfd0cf"]],
    ["dark green cabinets", ["cabinets #2f4a3c"]],
    ["pale pink walls", ["walls #eed4d5"]],
    ["deep blue walls", ["walls #39506a"]],
    // Materials
    ["white shaker cabinets", [`cabinets ${white} shaker`]],
    ["shaker cabinets in navy", ["cabinets #2b3a55 shaker"]],
    ["Oak plank floor!", ["floor #b98f62 planks"]],
    ["oak floor", ["floor #b98f62 planks"]],
    ["a new parquet", ["floor #a87f55 herringbone"]],
    ["herringbone oak flooring", ["floor #b98f62 herringbone"]],
    ["quartz worktop", ["worktop #e6e4df quartz"]],
    ["quartz", ["worktop #e6e4df quartz"]],
    ["black granite counters", [`worktop ${black} granite`]],
    ["marble worktops", ["worktop #e7e5e1 marble"]],
    ["butcher block countertop", ["worktop #b58456 planks"]],
    ["walnut doors", ["doors #6b4a34 planks"]],
    ["polished concrete floor", ["floor #a7a6a2 concrete"]],
    ["grey carpet", ["floor #9c9e9f carpet"]],
    ["slate floor tiles", ["floor #50565a tiles"]],
    ["white floor tiles", [`floor ${white} tiles`]],
    ["terrazzo floor", ["floor #dcd8d0 terrazzo"]],
    ["mahogany cabinets", ["cabinets #5f3022 planks"]],
    ["travertine floor", ["floor #d6c6ab tiles"]],
    ["brass taps", ["fixtures #b5965a metal"]],
    ["brushed nickel faucet", ["fixtures #b3b1aa metal"]],
    // Nouns that only say which
    ["black cabinet handles", [`fixtures ${black}`]],
    ["brass door knobs", ["fixtures #b5965a metal"]],
    ["white cabinet doors", [`cabinets ${white}`]],
    ["white kitchen fronts", [`cabinets ${white}`]],
    // Several at once
    ["navy cabinets with brass handles", ["cabinets #2b3a55", "fixtures #b5965a metal"]],
    ["white walls, oak floor", [`walls ${white}`, "floor #b98f62 planks"]],
    ["white walls; black doors. Oak floor", [`walls ${white}`, `doors ${black}`, "floor #b98f62 planks"]],
    ["white cabinets + quartz worktop", [`cabinets ${white}`, "worktop #e6e4df quartz"]],
    ["paint the walls and ceiling white", [`walls ${white}`, `ceiling ${white}`]],
    ["white walls and ceiling", [`walls ${white}`, `ceiling ${white}`]],
    ["sage walls then a white ceiling", [`walls ${sage}`, `ceiling ${white}`]],
    ["white walls, black walls", [`walls ${white}`]],
    // What is to be kept
    ["white walls but keep the floor", [`walls ${white}`]],
    ["white walls, don't touch the oak floor", [`walls ${white}`]],
    ["keep the oak floor, sage walls", [`walls ${sage}`]],
    ["navy cabinets, leave the worktop as it is", ["cabinets #2b3a55"]],
    ["white walls without changing the ceiling", [`walls ${white}`]],
    ["black doors, not the walls", [`doors ${black}`]],
    ["paint the walls white except the ceiling", [`walls ${white}`]],
  ])("understands %j", (description, steps) => {
    expect(said(description)).toEqual(steps);
  });

  it.each([
    "",
    "make it nice",
    "floor",
    "remove the sofa",
    "🏠",
    "white",
    "keep everything",
    "keep the white walls",
  ])("makes nothing of %j", (description) => {
    expect(planRenovation(description)).toEqual([]);
  });

  it.each<readonly [string, readonly string[]]>([
    ["white cabnets", ["white cabnets"]],
    ["sage wals, oak floor", ["sage wals"]],
    ["oak floor and something nice", ["something nice"]],
    ["new cabinets", ["new cabinets"]],
    ["keep the floor, white walls", []],
  ])("says what of %j it did not understand", (description, notUnderstood) => {
    expect(readRenovation(description).notUnderstood).toEqual(notUnderstood);
  });

  it("lets the style decide what the words leave open, and nothing else", () => {
    expect(said("new cabinets", "scandinavian")).toEqual(["cabinets #f1efe9 shaker"]);
    expect(said("new floor and new worktop", "industrial")).toEqual([
      "floor #a7a6a2 concrete",
      "worktop #6b4a34 planks",
    ]);
    expect(said("red cabinets", "scandinavian")).toEqual(["cabinets #9c3b36"]);
    expect(said("new cabinets", "of my grandmother")).toEqual([]);
    expect(said("keep the cabinets", "luxury")).toEqual([]);
  });

  it("answers any text with steps that are steps, each surface once", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem()), (text) => {
        const steps = planRenovation(text.slice(0, 1000), "modern");
        for (const step of steps) expect(renovationStep.safeParse(step).success).toBe(true);
        expect(new Set(steps.map(({ surface }) => surface)).size).toBe(steps.length);
      }),
      { numRuns: 300 },
    );
  });
});
