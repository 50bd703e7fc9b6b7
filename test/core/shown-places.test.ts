import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surfaces } from "#core/renovation/plan.ts";
import { stepsOfPlaces } from "#core/renovation/shown-places.ts";

const steps = [{ surface: "walls" }, { surface: "floor" }, { surface: "doors" }] as const;

describe("the places shown for a renovation", () => {
  it("each get the wish that names what lies there", () => {
    expect(stepsOfPlaces(steps, ["floor", "walls", "floor"])).toEqual([1, 0, 1]);
  });

  it("that nothing knows get the first wish no other place is for", () => {
    expect(stepsOfPlaces(steps, ["walls", undefined, "floor"])).toEqual([0, 2, 1]);
    expect(stepsOfPlaces(steps, [undefined])).toEqual([0]);
    expect(stepsOfPlaces(steps, ["ceiling", "walls"])).toEqual([1, 0]);
  });

  it("always have a wish", () => {
    const place = fc.option(fc.constantFrom(...surfaces), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(fc.record({ surface: fc.constantFrom(...surfaces) }), { minLength: 1, maxLength: 4 }),
        fc.array(place, { maxLength: 12 }),
        (plan, places) => {
          for (const step of stepsOfPlaces(plan, places)) expect(plan[step]).toBeDefined();
        },
      ),
    );
  });
});
