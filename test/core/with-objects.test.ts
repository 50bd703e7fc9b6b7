import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { photoAnalysis, type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type ObjectName, objectNames } from "#core/analysis/object-names.ts";
import { likelyRoom } from "#core/analysis/room-evidence.ts";
import { onePerPlace, type SeenObject, sharedArea } from "#core/analysis/seen-object.ts";
import { suggest } from "#core/analysis/suggestion.ts";
import { withObjects } from "#core/analysis/with-objects.ts";

const photo = { width: 1200, height: 800 };

type Place = readonly [x: number, y: number, width: number, height: number];

/** In shares of the photo, so that a test reads like a sketch. */
const seen = (name: ObjectName, confidence: number, [x, y, width, height]: Place): SeenObject => ({
  name,
  confidence,
  x: x * photo.width,
  y: y * photo.height,
  width: width * photo.width,
  height: height * photo.height,
});

const anInterior = (more: Partial<PhotoAnalysis> = {}): PhotoAnalysis => ({
  isProperty: true,
  scene: "interior",
  roomType: "other",
  furnishing: "furnished",
  timeOfDay: "unclear",
  skyVisible: false,
  issues: [],
  distractions: [],
  datedFeatures: [],
  confidence: 0.8,
  ...more,
});
const anExterior = (more: Partial<PhotoAnalysis> = {}): PhotoAnalysis =>
  anInterior({ scene: "exterior", roomType: "none", timeOfDay: "day", skyVisible: true, ...more });

const toilet = seen("toilet", 0.5, [0.35, 0.6, 0.2, 0.35]);
const bed = seen("bed", 0.5, [0.1, 0.45, 0.6, 0.5]);
const couch = seen("couch", 0.45, [0.05, 0.5, 0.5, 0.45]);
const oven = seen("oven", 0.5, [0.1, 0.5, 0.2, 0.3]);
const table = seen("dining table", 0.4, [0.1, 0.55, 0.8, 0.4]);
const refrigerator = seen("refrigerator", 0.5, [0.7, 0.2, 0.2, 0.7]);
const bottle = seen("bottle", 0.5, [0.5, 0.5, 0.03, 0.1]);

describe("likelyRoom", () => {
  it.each<[string, readonly SeenObject[]]>([
    ["bedroom", [bed]],
    ["bathroom", [toilet, seen("sink", 0.4, [0.7, 0.7, 0.25, 0.2])]],
    ["kitchen", [oven, refrigerator, seen("sink", 0.4, [0.4, 0.6, 0.2, 0.1])]],
    ["living-room", [couch, seen("tv", 0.4, [0.7, 0.3, 0.2, 0.2])]],
    ["dining-room", [0.1, 0.4, 0.7].map((x) => seen("chair", 0.5, [x, 0.6, 0.2, 0.3])).concat(table)],
    ["office", [seen("laptop", 0.5, [0.3, 0.5, 0.2, 0.2]), seen("keyboard", 0.4, [0.35, 0.7, 0.2, 0.08])]],
    ["other", []],
    ["other", [bottle, seen("chair", 0.16, [0.1, 0.6, 0.1, 0.2])]],
  ])("names a %s by what stands in it", (room, things) => {
    expect(likelyRoom(things, photo).roomType).toBe(room);
  });

  it("takes appliances seen through a door for the next room's", () => {
    const through = [
      seen("oven", 0.6, [0.68, 0.3, 0.13, 0.2]),
      seen("microwave", 0.55, [0.7, 0.15, 0.12, 0.1]),
    ];
    expect(likelyRoom(through, photo).roomType).toBe("other");
    expect(likelyRoom([...through, oven], photo).roomType).toBe("kitchen");
  });

  it("is surer of a room the more things speak for it, and less when they speak for another", () => {
    const alone = likelyRoom([couch], photo).confidence;
    expect(likelyRoom([couch, seen("tv", 0.5, [0.7, 0.3, 0.25, 0.25])], photo).confidence).toBeGreaterThan(
      alone,
    );
    expect(likelyRoom([couch, seen("bed", 0.3, [0.4, 0.5, 0.4, 0.4])], photo).confidence).toBeLessThan(alone);
  });
});

describe("withObjects", () => {
  it("takes a photo whose ceiling measured like a sky for a room when a bed or an oven is seen, a car or a faint one not", () => {
    expect(withObjects(anExterior(), [bed], photo)).toMatchObject({
      scene: "interior",
      roomType: "bedroom",
      skyVisible: false,
      timeOfDay: "unclear",
    });
    expect(withObjects(anExterior(), [oven, refrigerator], photo)).toMatchObject({ roomType: "kitchen" });
    for (const thing of [
      seen("car", 0.8, [0.1, 0.5, 0.4, 0.3]),
      seen("bed", 0.3, [0.1, 0.5, 0.4, 0.3]),
      couch,
    ])
      expect(withObjects(anExterior(), [thing], photo)).toMatchObject({
        scene: "exterior",
        roomType: "none",
      });
  });

  it("answers in core's schema, two decimals, whatever was seen", () => {
    const box = fc.record({
      name: fc.constantFrom(...objectNames),
      confidence: fc.double({ min: 0.15, max: 1, noNaN: true }),
      x: fc.integer({ min: -20, max: 1190 }),
      y: fc.integer({ min: -20, max: 790 }),
      width: fc.integer({ min: 1, max: 1300 }),
      height: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(
        fc.array(box, { maxLength: 40 }),
        fc.constantFrom(anInterior(), anExterior(), anInterior({ isProperty: false, scene: "other" })),
        (things, measured) => {
          const found = withObjects(measured, things, photo);
          expect(photoAnalysis.safeParse(found).error).toBeUndefined();
          expect(Math.abs(found.confidence * 100 - Math.round(found.confidence * 100))).toBeLessThan(1e-9);
          for (const { x, y, width, height } of found.distractions) {
            expect(x + width).toBeLessThanOrEqual(1000);
            expect(y + height).toBeLessThanOrEqual(1000);
          }
        },
      ),
    );
  });

  it("calls no bathroom or kitchen empty, however plain it is", () => {
    const plain = anInterior({ furnishing: "empty" });
    for (const things of [[toilet], [oven, refrigerator]]) {
      const found = withObjects(plain, things, photo);
      expect(found.furnishing).toBe("furnished");
      expect(suggest(found).map(({ editType }) => editType)).not.toContain("virtual-staging");
    }
  });

  it("offers to stage a room with nothing in it, though its windows and floor boards are busy", () => {
    const found = withObjects(anInterior(), [], photo);
    expect(found).toMatchObject({ furnishing: "empty", roomType: "other", confidence: 0.8 });
    expect(suggest(found)[0]).toMatchObject({ editType: "virtual-staging", priority: "high" });
  });

  it("takes a busy room with a bed half seen for furnished once belongings stand about it, else for empty", () => {
    const faintBed = seen("bed", 0.2, [0.1, 0.45, 0.6, 0.5]);
    const vase = seen("vase", 0.3, [0.8, 0.3, 0.06, 0.2]);
    const plant = seen("potted plant", 0.3, [0.05, 0.3, 0.1, 0.3]);
    const furnishing = (measured: PhotoAnalysis, things: readonly SeenObject[]) =>
      withObjects(measured, things, photo).furnishing;
    expect(furnishing(anInterior(), [faintBed, vase, plant])).toBe("furnished");
    expect(furnishing(anInterior(), [faintBed])).toBe("empty");
    expect(furnishing(anInterior(), [vase, plant])).toBe("sparse");
    expect(furnishing(anInterior({ furnishing: "empty" }), [faintBed, vase, plant])).toBe("empty");
  });

  it("takes a floor that was named a bed for the floor, unless things stand about it", () => {
    const floor = seen("bed", 0.34, [0.04, 0.61, 0.95, 0.39]);
    const room = anInterior({ furnishing: "empty" });
    expect(withObjects(room, [floor], photo)).toMatchObject({ furnishing: "empty", roomType: "other" });
    const lamp = seen("vase", 0.35, [0.8, 0.3, 0.06, 0.2]);
    expect(withObjects(room, [{ ...floor, confidence: 0.38 }, lamp], photo)).toMatchObject({
      furnishing: "furnished",
      roomType: "bedroom",
    });
  });

  it("refuses photos of people and of an animal as they are, and no house with someone far off", () => {
    const people = [0.05, 0.4, 0.7].map((x) => seen("person", 0.6, [x, 0.2, 0.25, 0.8]));
    expect(withObjects(anInterior(), people, photo)).toMatchObject({ isProperty: false, roomType: "none" });
    expect(withObjects(anInterior(), [seen("dog", 0.5, [0, 0, 0.95, 1])], photo).isProperty).toBe(false);
    expect(withObjects(anExterior(), [seen("person", 0.5, [0.9, 0.7, 0.05, 0.2])], photo)).toMatchObject({
      isProperty: true,
      distractions: [{ name: "person", x: 900, y: 700, width: 50, height: 200 }],
    });
  });

  it("stands by the measures on paper and faces", () => {
    const paper = anInterior({ isProperty: false, scene: "other", confidence: 0.85 });
    expect(withObjects(paper, [bed], photo)).toMatchObject({ isProperty: false, confidence: 0.85 });
  });
});

describe("distractions", () => {
  const namesIn = (measured: PhotoAnalysis, things: readonly SeenObject[]): readonly string[] =>
    withObjects(measured, things, photo).distractions.map(({ name }) => name);

  it("are what is loose, not what furnishes", () => {
    const bag = seen("backpack", 0.3, [0.4, 0.8, 0.1, 0.1]);
    const things = [couch, bottle, bag, seen("potted plant", 0.6, [0.8, 0.3, 0.1, 0.2])];
    expect(namesIn(anInterior(), things)).toEqual(["bottle", "backpack"]);
  });

  it("name one thing once, by its surest name", () => {
    expect(namesIn(anInterior(), [bottle, { ...bottle, name: "cup", confidence: 0.4 }])).toEqual(["bottle"]);
  });

  it("leave a laid table laid and books on their shelf", () => {
    const bowl = seen("bowl", 0.5, [0.5, 0.5, 0.1, 0.05]);
    const chairs = [0.1, 0.4, 0.7].map((x) => seen("chair", 0.5, [x, 0.6, 0.2, 0.3]));
    expect(namesIn(anInterior(), [bowl, table, ...chairs])).toEqual([]);
    expect(namesIn(anInterior(), [bowl, oven, refrigerator])).toEqual(["bowl"]);
    expect(namesIn(anInterior(), [couch, seen("book", 0.5, [0.8, 0.3, 0.01, 0.08])])).toEqual([]);
    expect(namesIn(anInterior(), [couch, seen("book", 0.5, [0.8, 0.6, 0.1, 0.03])])).toEqual(["book"]);
  });

  it("are cars only where cars can be", () => {
    const car = seen("car", 0.6, [0.6, 0.7, 0.3, 0.2]);
    expect(namesIn(anExterior(), [car])).toEqual(["car"]);
    expect(namesIn(anInterior(), [car])).toEqual([]);
  });
});

describe("onePerPlace", () => {
  it("keeps the surest of what overlaps, and never two that mostly cover each other", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom(...objectNames),
            confidence: fc.double({ min: 0, max: 1, noNaN: true }),
            x: fc.integer({ min: 0, max: 90 }),
            y: fc.integer({ min: 0, max: 90 }),
            width: fc.integer({ min: 1, max: 60 }),
            height: fc.integer({ min: 1, max: 60 }),
          }),
          { maxLength: 12 },
        ),
        (things) => {
          const kept = onePerPlace(things);
          const isCovered = (a: SeenObject, b: SeenObject): boolean =>
            sharedArea(a, b) > 0.6 * Math.min(a.width * a.height, b.width * b.height);
          for (const thing of things)
            expect(
              kept.includes(thing) ||
                kept.some((other) => other.confidence >= thing.confidence && isCovered(thing, other)),
            ).toBe(true);
          for (const [i, one] of kept.entries())
            for (const other of kept.slice(i + 1)) expect(isCovered(one, other)).toBe(false);
        },
      ),
    );
  });
});
