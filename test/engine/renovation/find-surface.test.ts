import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Room } from "#engine/geometry/room.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Raster } from "#engine/raster.ts";
import { findSurface, searchIn } from "#engine/renovation/find-surface.ts";
import { renovate } from "#engine/renovation/renovate.ts";
import {
  type SurfaceClass,
  surfaceClasses,
  type SurfaceLikeness,
} from "#engine/renovation/surface-likeness.ts";
import { aRoom, changedOutside, type Colour, drawn } from "#test/engine/drawn.ts";

const width = 480;
const height = 320;

/** A likeness that says of each place (0–1) what a test wants it to; the surer the larger. */
function seenAs(classAt: (x: number, y: number) => SurfaceClass, sureness = 6): SurfaceLikeness {
  const side = 64;
  const logits = new Float32Array(side * side * surfaceClasses.length);
  for (let cell = 0; cell < side * side; cell++) {
    const name = classAt(((cell % side) + 0.5) / side, (Math.floor(cell / side) + 0.5) / side);
    logits[cell * surfaceClasses.length + surfaceClasses.indexOf(name)] = sureness;
  }
  return { side, logits };
}

const byHeight = (_x: number, y: number): SurfaceClass =>
  y < 0.22 ? "ceiling" : y < 0.62 ? "walls" : "floor";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const isIn = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

/** The drawn room with a flat thing in it. */
const roomWith = (box: Box, colour: Colour): Raster => {
  const bare = aRoom(width, height);
  return drawn(width, height, (x, y) => {
    if (isIn(box, x / width, y / height)) return colour;
    const i = (y * width + x) * 3;
    return [bare.data[i] ?? 0, bare.data[i + 1] ?? 0, bare.data[i + 2] ?? 0];
  });
};

/** Nothing known of the camera. */
const noRoom: Room = { ...estimateRoom(aRoom(width, height)), confidence: 0 };

const seen = (name: SeenObject["name"], { left, top, right, bottom }: Box): SeenObject => ({
  name,
  confidence: 0.8,
  x: left * width,
  y: top * height,
  width: (right - left) * width,
  height: (bottom - top) * height,
});

/** Share of a box that the floor found covers; undefined when no floor is believed. */
function floorIn(
  box: Box,
  photo: Raster,
  likeness: SurfaceLikeness,
  objects: readonly SeenObject[] = [],
): number | undefined {
  const found = findSurface(searchIn(photo, noRoom, objects, likeness), "floor");
  if (found === undefined) return undefined;
  const { mask } = found;
  let on = 0;
  let all = 0;
  for (let y = 0; y < mask.height; y++)
    for (let x = 0; x < mask.width; x++) {
      if (!isIn(box, (x + 0.5) / mask.width, (y + 0.5) / mask.height)) continue;
      all++;
      if (mask.data[y * mask.width + x] !== 0) on++;
    }
  return on / all;
}

/** The walls found in a room that something stands in and that nothing else is known of. */
const wallsOf = (photo: Raster, classAt: (x: number, y: number) => SurfaceClass) => {
  const cup = seen("cup", { left: 0.5, top: 0.5, right: 0.52, bottom: 0.53 });
  return findSurface(searchIn(photo, noRoom, [cup], seenAs(classAt)), "walls");
};

const nearStrip: Box = { left: 0.02, top: 0.93, right: 0.98, bottom: 0.98 };

describe("findSurface", () => {
  it("finds the floor where the network sees it, and changes no byte outside its region", () => {
    const photo = aRoom(width, height);
    const likeness = seenAs(byHeight);
    expect(floorIn(nearStrip, photo, likeness)).toBeGreaterThan(0.95);
    const made = renovate(photo, { description: "oak plank floor", likeness, seed: 1 });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(changedOutside(photo, made.image, made.region)).toBe(0);
    expect(made.region.data.some((v) => v === 0)).toBe(true);
  });

  it("leaves a rug out though the network takes it for floor", () => {
    const rug: Box = { left: 0.3, top: 0.72, right: 0.7, bottom: 0.9 };
    const photo = roomWith(rug, [60, 80, 140]);
    const middle: Box = { left: 0.34, top: 0.75, right: 0.66, bottom: 0.87 };
    expect(floorIn(middle, photo, seenAs(byHeight))).toBeLessThan(0.05);
    expect(floorIn(nearStrip, photo, seenAs(byHeight))).toBeGreaterThan(0.95);
  });

  it("takes daylight that fades across the floor for no rug", () => {
    const bare = aRoom(width, height);
    const photo = drawn(width, height, (x, y) => {
      const i = (y * width + x) * 3;
      const [r, g, b] = [bare.data[i] ?? 0, bare.data[i + 1] ?? 0, bare.data[i + 2] ?? 0];
      // From the floor's own colour at the right to a bluish sheen at the left.
      const sheen = y > 0.62 * height ? 1 - x / width : 0;
      return [r * (1 - 0.3 * sheen), g, b + (255 - b) * 0.3 * sheen];
    });
    const left: Box = { left: 0.02, top: 0.75, right: 0.3, bottom: 0.98 };
    expect(floorIn(left, photo, seenAs(byHeight))).toBeGreaterThan(0.95);
  });

  it("leaves out of the floor a table that was detected, though the network takes its top for floor", () => {
    const table: Box = { left: 0.35, top: 0.66, right: 0.65, bottom: 0.84 };
    const top: Box = { left: 0.37, top: 0.68, right: 0.63, bottom: 0.76 };
    // Of the floor's own hue, so that it is no rug; parted from the floor by a dark rim.
    const rimmed = roomWith(table, [30, 24, 20]);
    const lit: Colour = [190, 140, 104];
    const photo = drawn(width, height, (x, y) => {
      if (isIn(top, x / width, y / height)) return lit;
      const i = (y * width + x) * 3;
      return [rimmed.data[i] ?? 0, rimmed.data[i + 1] ?? 0, rimmed.data[i + 2] ?? 0];
    });
    const likeness = seenAs((x, y) => (isIn(table, x, y) && !isIn(top, x, y) ? "other" : byHeight(x, y)));
    const inner: Box = { left: 0.42, top: 0.7, right: 0.58, bottom: 0.74 };
    expect(floorIn(inner, photo, likeness)).toBeGreaterThan(0.5);
    expect(floorIn(inner, photo, likeness, [seen("dining table", table)])).toBeLessThan(0.05);
    expect(floorIn(nearStrip, photo, likeness, [seen("dining table", table)])).toBeGreaterThan(0.95);
  });

  it("refuses every surface that the network is not sure of", () => {
    const cup = seen("cup", { left: 0.5, top: 0.5, right: 0.52, bottom: 0.53 });
    const search = (sureness: number) =>
      searchIn(aRoom(width, height), noRoom, [cup], seenAs(byHeight, sureness));
    const [sure, unsure] = [search(6), search(0.3)];
    for (const surface of ["floor", "walls", "ceiling"] as const) {
      expect(findSurface(sure, surface)).toBeDefined();
      expect(findSurface(unsure, surface)).toBeUndefined();
    }
  });

  it("refuses a floor that does not reach down to where a floor is near", () => {
    const bed: Box = { left: 0.2, top: 0.44, right: 0.8, bottom: 0.58 };
    const photo = roomWith(bed, [122, 84, 58]);
    const likeness = seenAs((x, y) => (isIn(bed, x, y) ? "floor" : y < 0.22 ? "ceiling" : "walls"));
    expect(floorIn(bed, photo, likeness, [seen("vase", { ...bed, right: 0.22 })])).toBeUndefined();
  });

  it("paints nothing above where a floor can be", () => {
    const likeness = seenAs((_x, y) => (y > 0.62 ? "floor" : y < 0.3 ? "floor" : "walls"));
    const photo = roomWith({ left: 0, top: 0, right: 1, bottom: 0.3 }, [122, 84, 58]);
    expect(floorIn({ left: 0, top: 0, right: 1, bottom: 0.28 }, photo, likeness)).toBe(0);
  });

  it("reads the bare floor of a box that fits, though the network takes it for furniture", () => {
    const photo = aRoom(width, height);
    const likeness = seenAs((x, y) => (y > 0.62 ? "other" : byHeight(x, y)), 0.2);
    const cup = seen("cup", { left: 0.5, top: 0.5, right: 0.52, bottom: 0.53 });
    const found = (confidence: number) =>
      findSurface(searchIn(photo, { ...estimateRoom(photo), confidence }, [cup], likeness), "floor");
    expect(found(0.3)).toBeUndefined();
    expect(found(0.9)?.confidence).toBeLessThanOrEqual(1);
  });

  it("takes half a bed as wide as a bare floor for the floor it is, and a sure one for a bed", () => {
    const photo = aRoom(width, height);
    const room = { ...estimateRoom(photo), confidence: 0.9 };
    const bed = seen("bed", { left: 0.02, top: 0.62, right: 0.98, bottom: 1 });
    const found = (confidence: number) =>
      findSurface(searchIn(photo, room, [{ ...bed, confidence }], seenAs(byHeight)), "floor");
    expect(found(0.34)).toBeDefined();
    expect(found(0.6)).toBeUndefined();
  });

  it("refuses walls that have swallowed the floor, where the room is not known", () => {
    // A wall that comes down to the picture's lower border on the left.
    const near: Box = { left: 0, top: 0.62, right: 0.1, bottom: 1 };
    const photo = roomWith(near, [150, 172, 190]);
    const walls = (classAt: (x: number, y: number) => SurfaceClass) => wallsOf(photo, classAt);
    const below = (x: number, y: number) => (isIn(near, x, y) ? "walls" : "other");
    expect(walls((x, y) => (y < 0.22 ? "ceiling" : y > 0.62 ? below(x, y) : "walls"))).toBeDefined();
    expect(walls((_x, y) => (y < 0.22 ? "ceiling" : "walls"))).toBeUndefined();
  });

  it("refuses walls that run along the top of a picture taken all around: the ceiling is there", () => {
    const walls = (high: number) => {
      const look = (_x: number, y: number): SurfaceClass => (y < 0.62 ? "walls" : "floor");
      const photo = drawn(2 * height, high, (_x, y) => (y < 0.62 * high ? [186, 176, 150] : [122, 84, 58]));
      const cup = seen("cup", { left: 0.5, top: 0.5, right: 0.52, bottom: 0.53 });
      return findSurface(searchIn(photo, noRoom, [cup], seenAs(look)), "walls");
    };
    expect(walls(height)).toBeUndefined();
    expect(walls(Math.round(1.2 * height))).toBeDefined();
  });

  it("refuses walls that are much of a bathroom's picture: its tiles and its tub are among them", () => {
    const photo = aRoom(width, height);
    const corner: Box = { left: 0.02, top: 0.9, right: 0.1, bottom: 1 };
    const walls = (objects: readonly SeenObject[]) =>
      findSurface(searchIn(photo, noRoom, objects, seenAs(byHeight)), "walls");
    expect(walls([seen("sink", corner)])).toBeDefined();
    expect(walls([seen("toilet", corner)])).toBeUndefined();
  });

  it("refuses a scrap of a wall", () => {
    const found = (right: number) => {
      const patch: Box = { left: 0.3, top: 0.26, right, bottom: 0.5 };
      return wallsOf(roomWith(patch, [190, 120, 90]), (x, y) => (isIn(patch, x, y) ? "walls" : "other"));
    };
    expect(found(0.7)).toBeDefined();
    expect(found(0.44)).toBeUndefined();
  });

  it("finds a lit wall whole where the network sees most of it, and refuses half a wall in a dim room", () => {
    const ending = (right: number) => (x: number, y: number) =>
      y > 0.22 && y < 0.62 && x > right ? "other" : byHeight(x, y);
    const lit = aRoom(width, height);
    const dim = { ...lit, data: lit.data.map((byte) => byte * 0.4) };
    const share = (photo: Raster, right: number) => {
      const found = wallsOf(photo, ending(right));
      return found && found.mask.data.reduce((sum, v) => sum + v / 255, 0) / found.mask.data.length;
    };
    expect(share(lit, 1)).toBeGreaterThan(0.39);
    expect(share(lit, 0.7)).toBeGreaterThan(0.39);
    expect(share(dim, 1)).toBeGreaterThan(0.39);
    expect(share(dim, 0.5)).toBeUndefined();
  });

  it("believes a floor it is less sure of when it is no cabinet front", () => {
    const photo = aRoom(width, height);
    const cup = seen("cup", { left: 0.5, top: 0.5, right: 0.52, bottom: 0.53 });
    const found = (sureness: number) =>
      findSurface(searchIn(photo, noRoom, [cup], seenAs(byHeight, sureness)), "floor")?.confidence;
    expect([found(0.48), found(0.54), found(0.6), found(0.66)]).toContain(0.4);
    expect(found(0.3)).toBeUndefined();
  });

  it("without the network reads a bare room and refuses a furnished one", () => {
    const wish = { description: "oak plank floor", seed: 1 };
    expect(renovate(aRoom(width, height), wish).kind).toBe("renovated");
    const couch: Box = { left: 0.2, top: 0.6, right: 0.6, bottom: 0.9 };
    expect(renovate(roomWith(couch, [90, 110, 60]), wish).kind).toBe("refused");
    expect(renovate(roomWith(couch, [90, 110, 60]), { ...wish, description: "navy walls" }).kind).toBe(
      "refused",
    );
  });
});
