import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { suggest } from "#core/analysis/suggestion.ts";
import { hash2 } from "#engine/random.ts";
import { type Raster } from "#engine/raster.ts";
import { datedFeatures } from "#engine/renovation/dated-features.ts";

const [width, height] = [480, 360];
type Colour = readonly [number, number, number];

/** A white wall over a grey floor, base and wall cabinets in a row with dark seams, an oven between them. */
function kitchen(fronts: Colour): Raster {
  return drawn((x, y) => {
    const isBase = y > 200 && y < 310;
    const isWall = y > 50 && y < 130;
    if ((isBase || isWall) && x > 20 && x < 405) {
      if (isBase && x > 220 && x < 280) return [60, 60, 62];
      const isSeam = (x - 20) % 55 < 1 || y === 90 || y === 230;
      return isSeam ? [fronts[0] * 0.4, fronts[1] * 0.4, fronts[2] * 0.4] : fronts;
    }
    return y > 310 ? [150, 148, 145] : [235, 234, 230];
  });
}

/** A white room with one thing of that colour in the middle. */
const bathroom = (ceramic: Colour): Raster =>
  drawn((x, y) =>
    x > 180 && x < 300 && y > 160 && y < 300 ? ceramic : y > 280 ? [160, 158, 155] : [232, 230, 226],
  );

function drawn(colourAt: (x: number, y: number) => Colour): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const grain = (hash2(i % width, Math.floor(i / width), 4) - 0.5) * 4;
    data.set(
      colourAt(i % width, Math.floor(i / width)).map((v) => Math.max(0, Math.min(255, v + grain))),
      i * 3,
    );
  }
  return { data, width, height };
}

const oven: SeenObject = { name: "oven", confidence: 0.6, x: 220, y: 200, width: 60, height: 110 };
const toilet: SeenObject = { name: "toilet", confidence: 0.6, x: 180, y: 160, width: 120, height: 140 };
const inKitchen = { scene: "interior", roomType: "kitchen" } as const;
const inBathroom = { scene: "interior", roomType: "bathroom" } as const;

describe("datedFeatures", () => {
  it("names honey-coloured wooden cabinets, and no white, grey or dark ones", () => {
    expect(datedFeatures(kitchen([186, 128, 62]), [oven], inKitchen)).toEqual(["oak kitchen cabinets"]);
    for (const modern of [
      [222, 220, 214],
      [120, 124, 128],
      [74, 56, 44],
      [150, 170, 140],
    ] as const)
      expect(datedFeatures(kitchen(modern), [oven], inKitchen)).toEqual([]);
  });

  it.each([
    [[214, 150, 158], ["pink bathroom suite"]],
    [[150, 178, 110], ["green bathroom suite"]],
    [[130, 180, 200], ["blue bathroom suite"]],
    [[178, 204, 202], ["blue bathroom suite"]],
    [[240, 240, 238], []],
    [[206, 210, 209], []],
    [[236, 228, 212], []],
    [[40, 40, 42], []],
  ] as const)("of a bathroom with ceramics in %j says %j", (colour, said) => {
    expect(datedFeatures(bathroom(colour), [toilet], inBathroom)).toEqual(said);
  });

  it("says nothing of what it is not sure is there, nor of other rooms", () => {
    const pink = bathroom([214, 150, 158]);
    expect(datedFeatures(pink, [{ ...toilet, confidence: 0.3 }], inBathroom)).toEqual([]);
    expect(datedFeatures(pink, [toilet], { ...inBathroom, roomType: "bedroom" })).toEqual([]);
    expect(datedFeatures(pink, [toilet], { ...inBathroom, scene: "exterior" })).toEqual([]);
  });

  it("leads to a renovation that fits what is dated", () => {
    const [wish] = suggest({
      isProperty: true,
      scene: "interior",
      roomType: "bathroom",
      furnishing: "furnished",
      timeOfDay: "day",
      skyVisible: false,
      issues: [],
      distractions: [],
      datedFeatures: ["pink bathroom suite"],
      confidence: 0.8,
    });
    expect(wish).toMatchObject({
      editType: "virtual-renovation",
      suggestedParams: { description: "large light grey floor tiles and warm white walls" },
    });
  });
});
