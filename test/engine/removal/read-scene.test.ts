import { describe, expect, it } from "vitest";
import { readScene } from "#engine/removal/read-scene.ts";
import { NO_SURFACE, surfacesAt } from "#engine/removal/surfaces-at.ts";
import { type Colour, drawn, drawnMask, halfInSun } from "#test/engine/drawn.ts";

const inBox = (x: number, y: number, [l, t, r, b]: readonly [number, number, number, number]): boolean =>
  x >= l && y >= t && x < r && y < b;
const box = [90, 60, 150, 120] as const;
const stranger = [10, 20, 50, 60] as const;
const edgeAt = (x: number): number => 100 - x / 8;

/** A wall over a floor, a blue box before both, and something striped that nowhere touches the box. */
const photo = drawn(240, 180, (x, y): Colour => {
  const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
  if (inBox(x, y, box)) return [20, 60, 200];
  if (inBox(x, y, stranger)) return (x + y) % 8 < 4 ? [220, 40, 40] : [255, 230, 60];
  return y < edgeAt(x) ? [205 + g, 200 + g, 190 + g] : [150 + g, 100 + g, 60 + g];
});
const guide = readScene(
  photo,
  drawnMask(240, 180, (x, y) => inBox(x, y, box)),
);
const surfaces = surfacesAt(guide, 240, 180);
const surfaceAt = (x: number, y: number): number => surfaces[y * 240 + x] ?? NaN;

describe("reading the scene around a hole", () => {
  it("carries the edge between wall and floor on across the hole", () => {
    const edge = guide.lines.find(({ through, parts }) => through && parts);
    const ends = [
      [edge?.x1, edge?.y1],
      [edge?.x2, edge?.y2],
    ].map(([x = NaN, y = NaN]) => ({ x: x * 240, y: y * 180 }));
    for (const { x, y } of ends) expect(Math.abs(y - edgeAt(x))).toBeLessThan(2.5);
    expect(Math.abs((ends[0]?.x ?? 0) - (ends[1]?.x ?? 0))).toBeGreaterThan(50);
  });

  it("expects wall above that edge and floor below it, to within two pixels", () => {
    const wall = surfaceAt(158, 70);
    const floor = surfaceAt(120, 126);
    expect(wall).toBeGreaterThanOrEqual(0);
    expect(floor).toBeGreaterThanOrEqual(0);
    expect(wall).not.toBe(floor);
    for (let x = 92; x < 148; x += 4) {
      expect(surfaceAt(x, Math.round(edgeAt(x)) - 3)).toBe(wall);
      expect(surfaceAt(x, Math.round(edgeAt(x)) + 3)).toBe(floor);
    }
  });

  it("expects nothing in the hole that does not meet it", () => {
    expect(surfaceAt(30, 40)).toBe(NO_SURFACE);
    for (let y = 62; y < 118; y++)
      for (let x = 92; x < 148; x++) expect(surfaceAt(x, y)).not.toBe(NO_SURFACE);
  });

  /** A wall over a narrow board over a floor, and a door with a frame at the left; the hole lies before all of them. */
  const board = 6;
  const door = 110;
  const frame = 5;
  const boarded = drawn(240, 180, (x, y): Colour => {
    const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
    if (y >= edgeAt(x)) return [110 + g, 80 + g, 50 + g];
    if (x < door) return [90 + g, 120 + g, 150 + g];
    if (x < door + frame) return [225 + g, 225 + g, 222 + g];
    return y >= edgeAt(x) - board ? [235 + g, 233 + g, 228 + g] : [170 + g, 150 + g, 140 + g];
  });
  const before = [80, 40, 170, 130] as const;
  const behind = surfacesAt(
    readScene(
      boarded,
      drawnMask(240, 180, (x, y) => inBox(x, y, before)),
    ),
    240,
    180,
  );
  const expectedAt = (x: number, y: number): number => behind[Math.round(y) * 240 + x] ?? NaN;

  it("carries a narrow board on between wall and floor to where the door begins", () => {
    const seen = expectedAt(182, edgeAt(182) - board / 2);
    const wall = expectedAt(182, 50);
    expect(seen).not.toBe(wall);
    for (let x = 122; x < 168; x += 4) {
      expect(expectedAt(x, edgeAt(x) - board / 2)).toBe(seen);
      expect(expectedAt(x, edgeAt(x) - board - 6)).toBe(wall);
    }
  });

  it("carries a door's frame on to where the floor begins, and the door beside it", () => {
    const leaf = expectedAt(84, 60);
    const wall = expectedAt(182, 50);
    expect(leaf).not.toBe(wall);
    for (let y = 44; y < edgeAt(door) - 8; y += 4) {
      expect(expectedAt(door - 5, y)).toBe(leaf);
      expect(expectedAt(door + frame + 5, y)).toBe(wall);
    }
  });

  describe("a floor half in the sun", () => {
    const inSun = 140 * 240 + 100;
    const inShade = 140 * 240 + 140;
    const onWall = 30 * 240 + 120;

    it("is two surfaces where nobody knows it for floor", () => {
      const seen = surfacesAt(readScene(halfInSun.photo, halfInSun.thing), 240, 180);
      expect(seen[inSun]).not.toBe(seen[inShade]);
    });

    it("is one where the network does, and no wall", () => {
      const seen = surfacesAt(
        readScene(halfInSun.photo, halfInSun.thing, [], (_, y) => (y > 1 / 3 ? 0.8 : 0.1)),
        240,
        180,
      );
      expect(seen[inSun]).toBe(seen[inShade]);
      expect(seen[inSun]).not.toBe(seen[onWall]);
    });
  });

  it("carries on into the hole no thing that stands beside it, when it is known for one", () => {
    const chair = [60, 70, 90, 115] as const;
    const furnished = drawn(240, 180, (x, y): Colour => {
      const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
      if (inBox(x, y, chair)) return [40 + g, 120 + g, 70 + g];
      return y < edgeAt(x) ? [205 + g, 200 + g, 190 + g] : [150 + g, 100 + g, 60 + g];
    });
    const hole = drawnMask(240, 180, (x, y) => inBox(x, y, box));
    const [left, top, right, bottom] = chair;
    const known = { x: left / 240, y: top / 180, width: (right - left) / 240, height: (bottom - top) / 180 };
    // A box is found to some percent: a tenth of the chair's width it may be larger.
    const beyond = [box[0] + 3, box[1], box[2], box[3]] as const;
    const chairCells = (things: Parameters<typeof readScene>[2]): number => {
      const seen = surfacesAt(readScene(furnished, hole, things), 240, 180);
      const own = seen[90 * 240 + 75];
      expect(own).toBeGreaterThanOrEqual(0);
      return seen.filter((n, i) => n === own && inBox(i % 240, (i / 240) | 0, beyond)).length;
    };
    expect(chairCells([])).toBeGreaterThan(100);
    expect(chairCells([known])).toBe(0);
  });
});

/** A dark cupboard on a light wall; its corner and all but 25 pixels of its lower edge are hidden. */
const cupboard = drawn(240, 180, (x, y): Colour => {
  const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
  if (isHidden(x, y)) return [120, 120, 120];
  return x >= 60 && x < 145 && y < 90 ? [40 + g, 30 + g, 30 + g] : [225 + g, 222 + g, 215 + g];
});
function isHidden(x: number, y: number): boolean {
  return (x - 80) ** 2 + (y - 90) ** 2 <= 40 ** 2;
}
const corners = (things: Parameters<typeof readScene>[2]): number => {
  const { lines } = readScene(cupboard, drawnMask(240, 180, isHidden), things);
  return lines.filter(({ x2, y2 }) => Math.abs(x2 * 240 - 60) < 3 && Math.abs(y2 * 180 - 90) < 3).length;
};

describe("the short end of an edge at a hole", () => {
  it("turns at the corner it makes with another", () => {
    expect(corners([])).toBe(2);
  });

  it("is left out where it is a detected thing's own", () => {
    expect(corners([{ x: 0.25, y: 0, width: 85 / 240, height: 0.5 }])).toBe(0);
  });
});

describe("reading the scene around a hole outdoors", () => {
  const [width, height, skyEnds] = [240, 180, 60];
  const wall = [60, 66, 180, 130] as const;
  /** What lies over the ground, at a colour of its own; the hole is before both and begins where that has ended. */
  const under = (over: Colour): number => {
    const view = drawn(width, height, (x, y): Colour => {
      const g = ((x * 7919 + y * 104729 + x * y * 31) % 9) - 4;
      if (inBox(x, y, wall)) return [240, 240, 236];
      return y < skyEnds || inBox(x, y, [50, 0, 190, 66]) ? over : [120 + 3 * g, 116 + 3 * g, 108 + 3 * g];
    });
    const scene = readScene(
      view,
      drawnMask(width, height, (x, y) => inBox(x, y, wall)),
    );
    const at = surfacesAt(scene, width, height);
    const ground = at[128 * width + 120] ?? NaN;
    expect(ground).not.toBe(NO_SURFACE);
    let share = 0;
    for (let y = 70; y < 126; y++) for (let x = 64; x < 176; x++) share += +(at[y * width + x] === ground);
    return share / (56 * 112);
  };

  it("lets the ground go back to where the sky ends, and the sky no farther down", () => {
    expect(under([120, 170, 235])).toBeGreaterThan(0.95);
    expect(under([225, 222, 215])).toBeLessThan(0.9);
  });
});
