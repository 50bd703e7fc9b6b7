import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roomTypes, stagingStyles } from "#core/edit/params.ts";
import { rayThrough } from "#engine/geometry/camera.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { blankRaster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { extentOf } from "#engine/staging/arrange/footprint.ts";
import { hidesThing, isFlat } from "#engine/staging/arrange/placing.ts";
import { catalogue, modelOf } from "#engine/staging/pieces/catalogue.ts";
import { type PlacedPiece } from "#engine/staging/scene.ts";
import { stageRoom } from "#engine/staging/stage-room.ts";
import { stagingMask } from "#engine/staging/staging-mask.ts";
import { knownRoom } from "./known-room.ts";
import { sceneFaults } from "../../bench/scene-faults.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

const anyRoom = fc
  .record({
    yaw: fc.double({ min: -0.35, max: 0.35, noNaN: true }),
    back: fc.double({ min: 3.8, max: 6.5, noNaN: true }),
    left: fc.double({ min: 1.8, max: 3.2, noNaN: true }),
  })
  .map(({ yaw, back, left }) => drawnRoom({ yaw, box: { left: -left, right: 2.2, back, ceiling: 2.6 } }));

describe("arrangeScene", () => {
  const scenes = fc.record({
    drawn: anyRoom,
    roomType: fc.constantFrom(...roomTypes),
    style: fc.constantFrom(...stagingStyles),
    seed: fc.integer({ min: 0, max: 1000 }),
  });

  it("never lets pieces go through each other or walls, stand before openings, or narrow a way to under 75 cm", () => {
    fc.assert(
      fc.property(scenes, ({ drawn, ...wish }) => {
        const room = knownRoom(drawn);
        expect(sceneFaults(room, arrangeScene(room, wish))).toEqual({
          walls: [],
          openings: [],
          pieces: [],
          walkways: [],
        });
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it("never puts a piece before what stands there already", () => {
    const room = knownRoom(drawnRoom({ yaw: 0, box: { left: -3, right: 3, back: 5.5, ceiling: 2.6 } }));
    const thing = { x: 0.1, y: 0.3, width: 0.35, height: 0.6 };
    const free = arrangeScene(room, { roomType: "living-room", style: "modern", seed: 1 });
    const full = { ...room, things: [thing] };
    expect(free.pieces.some((piece) => hidesThing(full, piece))).toBe(true);
    for (const roomType of roomTypes) {
      const { pieces } = arrangeScene(full, { roomType, style: "modern", seed: 1 });
      expect(pieces.filter((piece) => hidesThing(full, piece))).toEqual([]);
    }
  });

  it("puts the bed's head on a wall and a rug under the seats", () => {
    const room = knownRoom(drawnRoom({ yaw: 0, box: { left: -3, right: 3, back: 5.5, ceiling: 2.6 } }));
    const [bed] = arrangeScene(room, { roomType: "bedroom", style: "modern", seed: 1 }).pieces.filter(
      (p) => p.name === "bed",
    );
    expect(bed).toBeDefined();
    if (bed === undefined) return;
    const { far, left, right } = extentOf(bed);
    expect(Math.min(room.box.back - far, left - room.box.left, room.box.right - right)).toBeLessThan(0.05);
    const living = arrangeScene(room, { roomType: "living-room", style: "modern", seed: 1 }).pieces;
    expect(living.map((p) => p.name)).toEqual(expect.arrayContaining(["rug", "coffee-table"]));
  });

  it("gives the same scene for the same seed and another for another", () => {
    const room = knownRoom(drawnRoom({ yaw: 0 }));
    const wish = { roomType: "living-room", style: "luxury", seed: 3 } as const;
    expect(arrangeScene(room, wish)).toEqual(arrangeScene(room, wish));
    expect(arrangeScene(room, { ...wish, seed: 4 }).pieces).not.toEqual(arrangeScene(room, wish).pieces);
  });

  it.each(["living-room", "bedroom", "dining-room", "office"] as const)(
    "has at least three arrangements of a %s in a room: by seed, and by style",
    (roomType) => {
      for (const drawn of [
        drawnRoom({ yaw: 0, box: { left: -3, right: 3, back: 5.5, ceiling: 2.6 } }),
        drawnRoom({ yaw: 0.3, box: { left: -2.6, right: 2.6, back: 5, ceiling: 2.6 } }),
      ]) {
        const room = knownRoom(drawn);
        // The four main pieces that stand, which side they have their back to, and where they are to half a metre.
        const layout = (style: (typeof stagingStyles)[number], seed: number): string => {
          const { pieces } = arrangeScene(room, { roomType, style, seed });
          const main = pieces.filter((piece) => piece.y === 0 && !isFlat(piece)).slice(0, 4);
          expect(main.length).toBeGreaterThan(0);
          return main
            .map(({ turn, x, z }) => [turn.toFixed(1), Math.round(x * 2), Math.round(z * 2)].join(" "))
            .join();
        };
        expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => layout("modern", seed))).size).toBeGreaterThan(2);
        expect(new Set(stagingStyles.map((style) => layout(style, 1))).size).toBeGreaterThan(2);
      }
    },
  );

  it("is a plain value that survives being stored", () => {
    const scene = arrangeScene(knownRoom(drawnRoom()), { roomType: "office", style: "rustic", seed: 2 });
    expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
  });

  it("furnishes a room of every type in every style with materials of its own", () => {
    const room = knownRoom(drawnRoom({ yaw: 0, box: { left: -3, right: 3, back: 5.5, ceiling: 2.6 } }));
    for (const roomType of roomTypes) {
      const scenes = stagingStyles.map((style) => arrangeScene(room, { roomType, style, seed: 1 }));
      for (const scene of scenes) expect(scene.pieces.length).toBeGreaterThan(1);
      expect(new Set(scenes.map((scene) => JSON.stringify(scene.materials))).size).toBe(stagingStyles.length);
    }
  });
});

describe("the catalogue", () => {
  it("has at least 25 pieces", () => {
    expect(Object.keys(catalogue).length).toBeGreaterThanOrEqual(25);
  });

  it.each(stagingStyles)(
    "builds every piece in %s style about the size it claims, standing on the floor",
    (style) => {
      for (const [name, { size }] of Object.entries(catalogue)) {
        const [width, depth, height] = size;
        const piece = {
          name: name as PlacedPiece["name"],
          x: 0,
          y: 0,
          z: 0,
          turn: 0,
          width,
          depth,
          height,
          variety: 1,
        };
        const points = modelOf(piece, style).flatMap(({ positions }) => positions);
        expect(points.every(Number.isFinite)).toBe(true);
        const ys = points.filter((_, i) => i % 3 === 1);
        expect(Math.min(...sample(ys))).toBeGreaterThan(-0.06);
        const xs = points.filter((_, i) => i % 3 === 0).map(Math.abs);
        expect(Math.max(...sample(xs))).toBeLessThan(width / 2 + 0.35);
      }
    },
  );
});

/** Few enough to spread into a call. */
const sample = (list: readonly number[]): readonly number[] => {
  const step = Math.ceil(list.length / 20_000);
  return list.filter((_, i) => i % step === 0);
};

describe("stageRoom", () => {
  const drawn = drawnRoom({
    width: 320,
    height: 240,
    yaw: 0.25,
    box: { left: -2.4, right: 2.4, back: 4.8, ceiling: 2.6 },
  });
  const photo = drawRoom(drawn);

  it("puts furniture into an empty room, and changes no byte outside its region or on the ceiling", () => {
    const staged = stageRoom(photo, { roomType: "living-room", style: "modern", seed: 1 });
    expect(staged.ok).toBe(true);
    if (!staged.ok) return;
    const { image, region, room } = staged;
    let changed = 0;
    let strayed = 0;
    for (let i = 0; i < region.data.length; i++) {
      if (region.data[i] !== 0) {
        changed++;
        continue;
      }
      for (let c = 0; c < 3; c++) if (image.data[i * 3 + c] !== photo.data[i * 3 + c]) strayed++;
    }
    expect(strayed).toBe(0);
    expect(changed / region.data.length).toBeGreaterThan(0.08);
    expect(faceAt(room.camera, room.box, drawn.width / 2, 2).face).toBe("ceiling");
  });

  it("darkens the floor beside a piece: what stands throws a shadow", () => {
    const staged = stageRoom(photo, { roomType: "bedroom", style: "rustic", seed: 2 });
    if (!staged.ok) throw new Error("expected a staged room");
    let darker = 0;
    for (let i = 0; i < staged.region.data.length; i++) {
      const before = photo.data[i * 3 + 1] ?? 0;
      const after = staged.image.data[i * 3 + 1] ?? 0;
      if (staged.region.data[i] === 255 && after < before * 0.9) darker++;
    }
    expect(darker).toBeGreaterThan(200);
  });

  it("gives the same bytes for the same seed", () => {
    const wish = { roomType: "office", style: "minimalist", seed: 6 } as const;
    const [a, b] = [stageRoom(photo, wish), stageRoom(photo, wish)];
    if (!a.ok || !b.ok) throw new Error("expected a staged room");
    expect(a.scene).toEqual(b.scene);
    expect(Buffer.compare(a.image.data, b.image.data)).toBe(0);
  });

  it("refuses a picture that is no room", () => {
    const grey = blankRaster(160, 120);
    grey.data.fill(120);
    expect(stageRoom(grey, { roomType: "office", style: "modern", seed: 1 })).toMatchObject({
      ok: false,
      reason: "low-confidence",
    });
  });
});

describe("stagingMask", () => {
  it("allows the floor and never the ceiling or a window", () => {
    const drawn = drawnRoom({ yaw: -0.3 });
    const room = knownRoom(drawn);
    const mask = stagingMask(room);
    let ceiling = 0;
    let window = 0;
    for (let y = 0; y < mask.height; y += 3)
      for (let x = 0; x < mask.width; x += 3) {
        if (mask.data[y * mask.width + x] === 0) continue;
        const { face, distance } = faceAt(room.camera, room.box, x + 0.5, y + 0.5);
        const [, ry, rz] = rayThrough(room.camera, x + 0.5, y + 0.5);
        const [height, along] = [room.camera.heightM + ry * distance, rz * distance];
        if (face === "ceiling") ceiling++;
        if (face === "left" && along > 2 && along < 3.2 && height > 0.9 && height < 2.1) window++;
      }
    expect({ ceiling, window }).toEqual({ ceiling: 0, window: 0 });
    expect(mask.data[(mask.height - 5) * mask.width + mask.width / 2]).toBe(255);
  });
});
