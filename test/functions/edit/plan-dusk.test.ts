import { describe, expect, it } from "vitest";
import { type ObjectName } from "#core/analysis/object-names.ts";
import { planDusk } from "#functions/edit/plan-dusk.ts";
import { aHouse, duskSky } from "#test/engine/drawn.ts";

const [day, evening] = [aHouse(), aHouse({ sky: duskSky })];
const said = async (photo: typeof day, name: ObjectName, confidence: number): Promise<string> => {
  const seen = { name, confidence, x: 100, y: 180, width: 120, height: 60 };
  const plan = await planDusk(photo, () => Promise.resolve([seen]));
  return plan.ok ? "planned" : plan.problem.kind;
};

describe("planDusk", () => {
  it("takes a picture with a bed or a fridge in it for a room, whatever is like a sky there", async () => {
    expect(await said(day, "bed", 0.6)).toBe("no-sky");
    expect(await said(evening, "refrigerator", 0.6)).toBe("no-sky");
  });

  it("minds neither what is hardly seen nor what stands outdoors too", async () => {
    expect(await said(day, "bed", 0.2)).toBe("planned");
    expect(await said(evening, "bench", 0.9)).toBe("already-dusk");
  });
});
