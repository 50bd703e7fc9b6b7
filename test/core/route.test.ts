import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editTypes } from "#core/edit/edit-type.ts";
import { flowOf } from "#core/edit/flows/index.ts";
import { type KeptAsk } from "#core/edit/ask.ts";
import { catalogue, type ModelId, modelIds } from "#core/models/catalogue.ts";
import { route } from "#core/models/route.ts";

const asks: readonly KeptAsk[] = [
  { editType: "virtual-staging", params: { roomType: "office", style: "rustic" } },
  { editType: "day-to-dusk", params: { intensity: "subtle" } },
  { editType: "enhance", params: { autoAdjust: true } },
  { editType: "item-removal", params: { objects: [] } },
  { editType: "virtual-renovation", params: { description: "white walls" } },
  { editType: "free-edit", params: { prompt: "white walls" } },
  { editType: "recipe", params: { steps: [{ op: "straighten" }] } },
];
const phonePhoto = { width: 4032, height: 3024 };

describe("routing (property 2)", () => {
  it("has an ask for every edit type", () => {
    expect(asks.map(({ editType }) => editType)).toEqual([...editTypes]);
  });

  it("prefers the flow's first model and keeps the flow's order", () => {
    for (const ask of asks)
      expect(route(ask, phonePhoto).map(({ id }) => id)).toEqual([...flowOf(ask).candidates]);
  });

  it("leaves out what is down and never runs dry while the studio stands", () => {
    fc.assert(
      fc.property(fc.constantFrom(...asks), fc.subarray([...modelIds]), (ask, broken) => {
        const down = new Set<ModelId>(broken.filter((id) => id !== "reimagine.studio-v1"));
        const candidates = route(ask, phonePhoto, down);
        expect(candidates.some(({ id }) => down.has(id))).toBe(false);
        expect(candidates.at(-1)?.id).toBe("reimagine.studio-v1");
      }),
    );
  });

  it("keeps a strip from services that refuse its shape", () => {
    const [, dusk] = asks;
    if (!dusk) throw new Error("no ask");
    expect(route(dusk, { width: 3424, height: 1005 }).map(({ id }) => id)).toEqual(["reimagine.studio-v1"]);
  });
});

describe("the catalogue", () => {
  it("names no retired model and says each model's own id", () => {
    for (const id of modelIds) {
      expect(catalogue[id].id).toBe(id);
      expect(catalogue[id].lifecycle).not.toBe("retired");
    }
  });
});
