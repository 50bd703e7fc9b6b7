import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab } from "#engine/colour/oklab.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { findCabinets } from "#engine/renovation/find-cabinets.ts";
import { type Ground } from "#engine/renovation/floor-odds.ts";
import { findWorktop } from "#engine/renovation/find-worktop.ts";
import { agreed, type Parted } from "#engine/renovation/fittings.ts";
import { type FoundSurface } from "#engine/renovation/found-surface.ts";
import { type Region } from "#engine/renovation/region-shapes.ts";
import { surfaceClasses } from "#engine/renovation/surface-likeness.ts";
import { aRoom } from "#test/engine/drawn.ts";

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
  const seams = [...seamsAlong(30 / height), ...seamsAlong(90 / height)];
  const parted: Parted = { width, height, regionOf, regions, colours: coloursOf(regionOf), seams, objects };
  return [parted, parted, parted];
}

/** The seams between and beside six fronts. */
const seamsAlong = (y: number, colour = wood): Parted["seams"] =>
  [30, 50, 70, 90, 110, 130, 150].map((x) => ({ runs: "upright", colour, length: 0.15, x: x / width, y }));

function coloursOf(regionOf: Uint8Array): Parted["colours"] {
  const of = (channel: keyof Oklab): Float32Array =>
    Float32Array.from(regionOf, (region) => parts[region]?.colour[channel] ?? 0);
  return { l: of("l"), a: of("a"), b: of("b"), width, height };
}

/** A room of which nothing is known, and a network that sees floor below this share of the picture's height. */
function groundBelow(share: number): Ground {
  const side = 32;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const name = Math.floor(cell / side) >= share * side ? "floor" : "other";
    logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = 6;
  }
  return { room: { ...estimateRoom(aRoom(width, height)), confidence: 0 }, likeness: { side, logits } };
}

const ground = groundBelow(104 / height);

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

const isBelow = (i: number, top: number, bottom: number): boolean => {
  const x = i % width;
  const y = Math.floor(i / width);
  return x >= 30 && x < 150 && y >= top && y < bottom;
};
const isBaseUnit = (i: number): boolean => isBelow(i, 76, 104);
/** The strip of floor before the base units. */
const isPlinth = (i: number): boolean => isBelow(i, 104, 116);
const nearestFront = (i: number): number =>
  parts.findIndex(
    ({ name, box: [left, , right] }) => name === "baseUnit" && i % width >= left && i % width < right,
  );

function spiltOver({ l, a, b }: Parted["colours"]): Pick<Parted["colours"], "l" | "a" | "b"> {
  const spilt = (plane: Float32Array, value: number): Float32Array =>
    plane.map((v, i) => (isPlinth(i) ? value : v));
  // As a floor in the fronts' shade.
  return { l: spilt(l, wood.l - 0.1), a: spilt(a, wood.a), b: spilt(b, wood.b) };
}

function found(surface: FoundSurface | undefined): FoundSurface {
  if (surface === undefined) throw new Error("nothing was found");
  return surface;
}

describe("finding fittings", () => {
  it("finds both rows of fronts, and neither wall nor floor nor a table of the same wood", () => {
    const cabinets = found(findCabinets(kitchen([seen("oven")]), ground));
    expect(marked(cabinets)).toEqual(new Set(["wallUnit", "baseUnit"]));
    expect(cabinets.confidence).toBeGreaterThan(0.6);
  });

  it("leaves out the floor of the fronts' colour that lies in one region with them", () => {
    const spilt = kitchen([seen("oven")]).map((parted, n) => ({
      ...parted,
      regionOf:
        n === 0
          ? parted.regionOf
          : parted.regionOf.map((region, i) => (isPlinth(i) ? nearestFront(i) : region)),
      colours: { ...parted.colours, ...spiltOver(parted.colours) },
    }));
    const { mask } = found(findCabinets(spilt, ground));
    const shareOf = (isThere: (i: number) => boolean): number => {
      const own = mask.data.filter((_, i) => isThere(i));
      return own.filter((v) => v !== 0).length / own.length;
    };
    expect(shareOf((i) => isPlinth(i) && Math.floor(i / width) > 106)).toBeLessThan(0.05);
    expect(shareOf((i) => isBaseUnit(i))).toBeGreaterThan(0.95);
  });

  it("refuses fronts when as many seams of their finish are elsewhere", () => {
    const elsewhere = kitchen([seen("oven")]).map((parted) => ({
      ...parted,
      seams: [...parted.seams, ...seamsAlong(4 / height)],
    }));
    expect(findCabinets(elsewhere, ground)).toBeUndefined();
  });

  it("takes panels for cabinets only where kitchen or bathroom things are seen", () => {
    expect(findCabinets(kitchen([]), ground)).toBeUndefined();
    expect(findCabinets(kitchen([seen("couch")]), ground)).toBeUndefined();
    expect(findCabinets(kitchen([seen("oven", 0.2)]), ground)).toBeUndefined();
  });

  it("in a bathroom finds only what stands at the sink", () => {
    const sink = { ...seen("sink"), x: 60, width: 60 };
    const vanity = found(findCabinets(kitchen([seen("toilet"), sink]), ground));
    expect(marked(vanity)).toEqual(new Set(["baseUnit"]));
    expect(findCabinets(kitchen([seen("toilet")]), ground)).toBeUndefined();
  });

  it("leaves out what an appliance or a chair covers", () => {
    const chairs = { ...seen("chair"), x: 28, y: 74, width: 126, height: 32 };
    const cabinets = found(findCabinets(kitchen([seen("oven"), chairs], "baseUnit"), ground));
    expect(marked(cabinets)).toEqual(new Set(["wallUnit"]));
  });

  it("finds the worktop along the base cabinets, and none without them", () => {
    expect(marked(found(findWorktop(kitchen([seen("oven")]), ground)))).toEqual(new Set(["worktop"]));
    expect(findWorktop(kitchen([seen("oven")], "baseUnit"), ground)).toBeUndefined();
  });

  it("refuses a worktop whose colour goes on up the wall behind it", () => {
    const white = { l: 0.88, a: 0, b: 0.01 };
    const alike = kitchen([seen("oven")]).map((parted) => {
      const isSplash = (i: number): boolean => isBelow(i, 46, 68);
      const of = (channel: keyof Oklab): Float32Array =>
        parted.colours[channel].map((v, i) => (isSplash(i) ? white[channel] : v));
      return { ...parted, colours: { ...parted.colours, l: of("l"), a: of("a"), b: of("b") } };
    });
    expect(findWorktop(alike, ground)).toBeUndefined();
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
