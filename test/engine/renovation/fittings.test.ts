import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab } from "#engine/colour/oklab.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { findWorktop } from "#engine/renovation/find-worktop.ts";
import { agreed, type Parted } from "#engine/renovation/fittings.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type Region } from "#engine/renovation/region-shapes.ts";

const width = 180;
const height = 120;
const wood: Oklab = { l: 0.55, a: 0.03, b: 0.08 };
const grey: Oklab = { l: 0.8, a: 0, b: 0.005 };

interface Part {
  readonly name: "wall" | "wallUnit" | "baseUnit" | "worktop" | "floor" | "table";
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  readonly colour: Oklab;
  readonly uprightSeams?: number;
  readonly levelSeams?: number;
}

const fronts = (name: "wallUnit" | "baseUnit", top: number, bottom: number): readonly Part[] =>
  [30, 50, 70, 90, 110, 130].map((left) => ({
    name,
    box: [left, top, left + 20, bottom],
    colour: wood,
    uprightSeams: 1.6,
    levelSeams: 0.9,
  }));

/** A kitchen seen straight on: two rows of wooden fronts, a worktop between, a wall, a floor and a table of the same wood. */
const parts: readonly Part[] = [
  { name: "wall", box: [0, 0, width, 104], colour: grey },
  { name: "floor", box: [0, 104, width, height], colour: { l: 0.6, a: 0, b: 0 } },
  ...fronts("wallUnit", 16, 44),
  { name: "worktop", box: [28, 68, 152, 76], colour: { l: 0.88, a: 0, b: 0.01 } },
  ...fronts("baseUnit", 76, 104),
  { name: "table", box: [0, 108, 90, height], colour: wood },
];

function kitchen(objects: readonly SeenObject[], covered: Part["name"] | undefined = undefined): Parted[] {
  const regionOf = new Uint8Array(width * height);
  parts.forEach(({ box: [left, top, right, bottom] }, n) => {
    for (let y = top; y < bottom; y++) regionOf.fill(n, y * width + left, y * width + right);
  });
  const borders = parts.map(() => new Map<number, number>());
  for (let i = 0; i + width < regionOf.length; i++)
    for (const j of [i + 1, i + width]) {
      const [p = 0, q = 0] = [regionOf[i], regionOf[j]];
      if (p === q) continue;
      borders[p]?.set(q, (borders[p]?.get(q) ?? 0) + 1);
      borders[q]?.set(p, (borders[q]?.get(p) ?? 0) + 1);
    }
  const regions = parts.map(
    ({ name, box: [left, top, right, bottom], colour, uprightSeams = 0, levelSeams = 0 }, n): Region => ({
      area: regionOf.filter((region) => region === n).length / regionOf.length,
      colour,
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      width: (right - left) / width,
      height: (bottom - top) / width,
      fill: 0.95,
      uprightSeams,
      levelSeams,
      covered: name === covered ? 0.9 : 0,
      borders: borders[n] ?? new Map<number, number>(),
    }),
  );
  const seams = Array.from({ length: 14 }, () => ({ runs: "upright" as const, colour: wood, length: 0.15 }));
  const parted: Parted = { width, height, regionOf, regions, seams, objects };
  return [parted, parted, parted];
}

const seen = (name: SeenObject["name"], confidence = 0.6): SeenObject => ({
  name,
  confidence,
  x: 80,
  y: 60,
  width: 20,
  height: 14,
});

/** The names of the parts that are mostly in the mask. */
function marked({ mask }: FoundSurface): ReadonlySet<Part["name"]> {
  const [parted] = kitchen([]);
  return new Set(
    parts.flatMap(({ name }, n) => {
      const own = mask.data.filter((_, i) => parted?.regionOf[i] === n);
      return own.filter((v) => v !== 0).length > 0.5 * own.length ? [name] : [];
    }),
  );
}

function found(surface: FoundSurface | undefined): FoundSurface {
  if (surface === undefined) throw new Error("nothing was found");
  return surface;
}

describe("finding fittings", () => {
  it("finds both rows of fronts, and neither wall nor floor nor a table of the same wood", () => {
    const cabinets = found(findCabinets(kitchen([seen("oven")])));
    expect(marked(cabinets)).toEqual(new Set(["wallUnit", "baseUnit"]));
    expect(cabinets.confidence).toBeGreaterThan(0.6);
  });

  it("takes panels for cabinets only where kitchen or bathroom things are seen", () => {
    expect(findCabinets(kitchen([]))).toBeUndefined();
    expect(findCabinets(kitchen([seen("couch")]))).toBeUndefined();
    expect(findCabinets(kitchen([seen("oven", 0.2)]))).toBeUndefined();
  });

  it("in a bathroom finds only what stands at the sink", () => {
    const vanity = found(findCabinets(kitchen([seen("toilet"), seen("sink")])));
    expect(marked(vanity)).toEqual(new Set(["baseUnit"]));
    expect(findCabinets(kitchen([seen("toilet")]))).toBeUndefined();
  });

  it("leaves out what an appliance or a chair covers", () => {
    const cabinets = found(findCabinets(kitchen([seen("oven")], "baseUnit")));
    expect(marked(cabinets)).toEqual(new Set(["wallUnit"]));
  });

  it("finds the worktop along the base cabinets, and none without them", () => {
    expect(marked(found(findWorktop(kitchen([seen("oven")]))))).toEqual(new Set(["worktop"]));
    expect(findWorktop(kitchen([seen("oven")], "baseUnit"))).toBeUndefined();
  });

  it("believes what two of three partings show, and trusts them less the less they agree", () => {
    const at = (...set: readonly number[]): FoundSurface => ({
      mask: {
        data: Uint8Array.from({ length: 4 }, (_, i) => (set.includes(i) ? 255 : 0)),
        width: 4,
        height: 1,
      },
      confidence: 0.9,
    });
    expect(agreed([at(0, 1), at(1, 2), undefined])?.mask.data).toEqual(Uint8Array.of(0, 255, 0, 0));
    expect(agreed([at(0), undefined, undefined])).toBeUndefined();
    const same = found(agreed([at(0, 1), at(0, 1), at(0, 1)]));
    const apart = found(agreed([at(0, 1), at(1, 2), at(3)]));
    expect(same.confidence).toBeCloseTo(0.9);
    expect(apart.confidence).toBeLessThan(0.4);
  });
});
