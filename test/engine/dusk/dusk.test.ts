import { describe, expect, it } from "vitest";
import { duskIntensities } from "#core/edit/params.ts";
import { findDaySky, toDusk } from "#engine/dusk/dusk.ts";
import { findSky } from "#engine/dusk/find-sky.ts";
import { paintSky } from "#engine/dusk/paint-sky.ts";
import { structureScore } from "#engine/structure/structure-score.ts";
import { type Raster } from "#engine/raster.ts";
import { aHouse, aRoom, type Colour, colourOf, drawn, duskSky, housePlan } from "#test/engine/drawn.ts";

const house = aHouse();
const { width, height } = house;
const luma = (photo: Raster, x: number, y: number): number => {
  const [r, g, b] = colourOf(photo, Math.round(x), Math.round(y));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const dusk = (photo: Raster, intensity: (typeof duskIntensities)[number] = "moderate", seed = 1): Raster => {
  const made = toDusk(photo, { intensity, seed });
  if (made.kind === "refused") throw new Error(made.reason);
  return made.image;
};

/** Under a white sky: a tall wall with a little pale siding, a gable whose white board a dark line sets off, a narrow gap. */
const gables = (): Raster =>
  drawn(640, 400, (x, y) => {
    const grain = (((x * 7919 + y * 104729) % 17) - 8) * 0.9;
    const below = y - 120 - Math.abs(x - 200);
    if (x < 70)
      return x > 8 && x < 34 && y < 26 && y % 9 < 8 ? [212, 222, 231] : [96 + grain, 90 + grain, 84 + grain];
    if (x > 436 && x <= 456 && y < 230) return [229, 230, 233];
    if (x > 456) return y < 110 ? [229, 230, 233] : [150 + grain, 120 + grain, 104 + grain];
    if (x > 380) return y < 130 ? [229, 230, 233] : [120 + grain, 96 + grain, 88 + grain];
    if (below < 0) return [229, 230, 233];
    if (below < 2) return [40, 40, 42];
    if (below < 10) return [231, 232, 231];
    return [92 + grain, 118 + grain, 74 + grain];
  });

/** The house by the light of its windows, its walls as bright as `lit` times a day's. */
const atNight = (sky: Colour, window: Colour, lit = 0.3): Raster => {
  const [sunny, glass] = [aHouse({ sky: () => [255, 0, 255] }), housePlan.windows];
  return drawn(width, height, (x, y) => {
    const [r, g, b] = colourOf(sunny, x, y);
    if (r === 255 && g === 0) return sky;
    const [u, v] = [x / width, y / height];
    return glass.some((w) => u > w.left && u < w.right && v > w.top && v < w.bottom)
      ? window
      : [r * lit, g * lit, b * lit];
  });
};

describe("findSky", () => {
  it("covers the sky and nothing else, to within a twentieth", () => {
    const { mask, confidence } = findSky(house);
    expect(confidence).toBeGreaterThan(0.5);
    let both = 0;
    let either = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [r, g, b] = colourOf(house, x, y);
        const truly = b > 215 && r < 175 && g > 140;
        const found = (mask.data[y * width + x] ?? 0) > 127;
        if (truly && found) both++;
        if (truly || found) either++;
      }
    expect(both / either).toBeGreaterThan(0.95);
  });

  it("leaves a wire in front of the sky out", () => {
    const y = Math.round(height * 0.1);
    const { mask } = findSky(aHouse({ wire: true }));
    expect(mask.data[y * width + 240]).toBeLessThan(90);
    expect(mask.data[(y + 8) * width + 240]).toBeGreaterThan(240);
  });

  it("takes neither a white board behind a line of shade nor pale siding at the top for sky, but a gap between houses", () => {
    const { mask } = findSky(gables());
    const at = (x: number, y: number): number => mask.data[y * mask.width + x] ?? 0;
    expect(at(300, 60)).toBe(255);
    for (const down of [20, 60, 100]) expect(at(200 + down, 120 + down + 5)).toBeLessThan(128);
    expect(at(20, 3)).toBeLessThan(128);
    expect(at(446, 160)).toBeGreaterThan(128);
  });

  it("takes a small white cloud for sky, and a dark thing before the sky not", () => {
    const isNear = (i: number, x: number, y: number): boolean =>
      Math.hypot((i % width) - x, Math.floor(i / width) - y) < 7;
    const data = house.data.map((v, j) => {
      const i = Math.floor(j / 3);
      return isNear(i, 120, 40) ? 246 : isNear(i, 330, 40) ? 40 : v;
    });
    const { mask } = findSky({ data, width, height });
    expect(mask.data[40 * width + 120]).toBeGreaterThan(240);
    expect(mask.data[40 * width + 330]).toBeLessThan(90);
  });

  it.each<[string, (down: number) => [number, number, number]]>([
    ["deep blue", () => [24, 74, 168]],
    ["of the deepest blue", () => [14, 50, 122]],
    ["white to the brim", () => [255, 255, 255]],
    ["grey", (down) => [196 + 14 * down, 199 + 12 * down, 204 + 8 * down]],
  ])("knows a sky that is %s", (_, sky) => {
    const { mask, confidence } = findSky(aHouse({ sky }));
    expect(confidence).toBeGreaterThan(0.5);
    expect(mask.data[Math.round(height * 0.08) * width + 60]).toBeGreaterThan(240);
  });

  it("finds it below the line in which a scan ends", () => {
    const lined = drawn(width, height, (x, y) => (y < 1 ? [20, 20, 20] : colourOf(house, x, y)));
    expect(findSky(lined).confidence).toBeGreaterThan(0.5);
  });

  it("knows how sure it is of a picture that is sky all over", () => {
    const all = drawn(120, 80, (_, y) => [96 + y, 150 + y / 2, 226]);
    expect(findSky(all).coverage).toBeGreaterThan(0.99);
    expect(findSky(all).confidence).toBeGreaterThanOrEqual(0);
  });

  it("finds none in a room", () => {
    expect(findSky(aRoom()).confidence).toBeLessThan(0.5);
  });
});

describe("toDusk", () => {
  it("refuses a room and a photo that is dusk already", () => {
    expect(toDusk(aRoom(), { intensity: "moderate", seed: 1 })).toEqual({
      kind: "refused",
      reason: "no-sky",
    });
    expect(toDusk(aHouse({ sky: duskSky }), { intensity: "moderate", seed: 1 })).toEqual({
      kind: "refused",
      reason: "already-dusk",
    });
  });

  it("takes a deep blue over a house in the sun for day, over one in the dark for evening", () => {
    const noon = aHouse({ sky: () => [14, 60, 150] });
    const late = drawn(width, height, (x, y) => {
      const [r, g, b] = colourOf(noon, x, y);
      return b > 1.6 * r ? [r, g, b] : [r * 0.4, g * 0.4, b * 0.45];
    });
    const isRoof = (x: number, y: number): boolean => {
      const [r, g, b] = colourOf(noon, x, y);
      return y < height * 0.42 && b < r && g < 0.8 * r;
    };
    const roofInSun = drawn(width, height, (x, y) => (isRoof(x, y) ? [228, 172, 132] : colourOf(late, x, y)));
    expect(findDaySky(noon).kind).toBe("day");
    expect(findDaySky(late)).toEqual({ kind: "refused", reason: "already-dusk" });
    expect(findDaySky(roofInSun).kind).toBe("day");
  });

  it.each<[string, Colour]>([
    ["navy", [12, 16, 56]],
    ["black", [5, 5, 6]],
  ])("says of a photo taken under a %s sky that it is dark already, not that there is no sky", (_, sky) => {
    expect(findDaySky(atNight(sky, [255, 196, 112]))).toEqual({ kind: "refused", reason: "already-dusk" });
  });

  it("says so too where lamps show the walls as a day would", () => {
    expect(findDaySky(atNight([8, 22, 58], [255, 236, 190], 1.12))).toEqual({
      kind: "refused",
      reason: "already-dusk",
    });
  });

  it("does not take the dark of a room with bright windows for night, nor a black band over a day", () => {
    expect(findDaySky(atNight([5, 5, 6], [236, 244, 255]))).toEqual({ kind: "refused", reason: "no-sky" });
    const banded = drawn(width, height, (x, y) => (y < 40 ? [4, 4, 5] : colourOf(house, x, y)));
    expect(findDaySky(banded)).not.toEqual({ kind: "refused", reason: "already-dusk" });
  });

  it("takes a touch of violet over a house in the sun for a picture's colouring, not for evening", () => {
    const tinted = aHouse({ sky: (down) => [128 + 40 * down, 142 + 30 * down, 214] });
    const inSun = drawn(width, height, (x, y) => {
      const [r, g, b] = colourOf(tinted, x, y);
      return r > g + 20 && r > 140 ? [244, 240, 232] : [r, g, b];
    });
    expect(findDaySky(tinted)).toEqual({ kind: "refused", reason: "already-dusk" });
    expect(findDaySky(inSun).kind).toBe("day");
  });

  it("gets darker with intensity", () => {
    const wall = duskIntensities.map((intensity) => luma(dusk(house, intensity), width * 0.24, height * 0.8));
    expect(wall[0]).toBeLessThan(luma(house, width * 0.24, height * 0.8) - 15);
    expect(wall[1]).toBeLessThan((wall[0] ?? 0) - 15);
    expect(wall[2]).toBeLessThan((wall[1] ?? 0) - 15);
  });

  it("lights the windows warm and nothing else", () => {
    const made = toDusk(house, { intensity: "dramatic", seed: 2 });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(made.windowsLit).toBe(3);
    const lit = housePlan.windows.filter(({ left, right, top, bottom }) => {
      const [r, , b] = colourOf(
        made.image,
        Math.round(((left + right) / 2) * width),
        Math.round(((top + bottom) / 2) * height),
      );
      return r > 120 && r > b + 40;
    });
    expect(lit.length).toBeGreaterThanOrEqual(2);
    expect(luma(made.image, width * 0.5, height * 0.35)).toBeLessThan(60);
    expect(luma(made.image, width * 0.1, height * 0.95)).toBeLessThan(90);
  });

  it("keeps a window dark that is tapped dark, and lights the others", () => {
    const first = housePlan.windows[0];
    if (first === undefined) throw new Error("the drawn house has no windows");
    const middle = { x: (first.left + first.right) / 2, y: (first.top + first.bottom) / 2 };
    const made = toDusk(house, { intensity: "dramatic", seed: 2, windows: [{ ...middle, lit: false }] });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(made.windowsLit).toBe(2);
    const [r] = colourOf(made.image, Math.round(middle.x * width), Math.round(middle.y * height));
    expect(r).toBeLessThan(80);
  });

  it("lights what is tapped where no window was found, and there alone", () => {
    const at = { x: 0.5, y: 0.8 };
    const tap = { ...at, lit: true };
    const plain = toDusk(house, { intensity: "dramatic", seed: 2 });
    const made = toDusk(house, { intensity: "dramatic", seed: 2, windows: [tap] });
    if (made.kind === "refused" || plain.kind === "refused") throw new Error("refused");
    expect(made.windowsLit).toBe(plain.windowsLit + 1);
    expect(luma(made.image, at.x * width, at.y * height)).toBeGreaterThan(
      luma(plain.image, at.x * width, at.y * height) + 40,
    );
    expect(luma(made.image, width * 0.25, height * 0.95)).toBeLessThan(
      luma(plain.image, width * 0.25, height * 0.95) + 8,
    );
  });

  it("leaves some windows dark by chance, and never one that is tapped lit", () => {
    const middles = housePlan.windows.map(({ left, right, top, bottom }) => ({
      x: (left + right) / 2,
      y: (top + bottom) / 2,
    }));
    const lit = (photo: Raster): number =>
      middles.filter(({ x, y }) => colourOf(photo, Math.round(x * width), Math.round(y * height))[0] > 100)
        .length;
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(seeds.some((seed) => lit(dusk(house, "subtle", seed)) < 3)).toBe(true);
    for (const seed of seeds) {
      const made = toDusk(house, {
        intensity: "subtle",
        seed,
        windows: middles.map((middle) => ({ ...middle, lit: true })),
      });
      if (made.kind === "refused") throw new Error(made.reason);
      expect(lit(made.image)).toBe(3);
    }
  });

  it("takes back a tap by the next on the same window", () => {
    const first = housePlan.windows[0];
    if (first === undefined) throw new Error("the drawn house has no windows");
    const middle = { x: (first.left + first.right) / 2, y: (first.top + first.bottom) / 2 };
    const plain = dusk(house, "moderate", 3);
    const made = toDusk(house, {
      intensity: "moderate",
      seed: 3,
      windows: [
        { ...middle, lit: true },
        { ...middle, lit: false },
        { ...middle, lit: true },
      ],
    });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(made.windowsLit).toBe(3);
    expect(made.image.width).toBe(plain.width);
  });

  it("finds the sky once when it is handed over", () => {
    const sky = findDaySky(house);
    expect(toDusk(house, { intensity: "subtle", seed: 1 }, sky)).toEqual(
      toDusk(house, { intensity: "subtle", seed: 1 }),
    );
    const none = { kind: "refused", reason: "no-sky" } as const;
    expect(toDusk(house, { intensity: "subtle", seed: 1 }, none)).toEqual(none);
  });

  it("keeps the house where it is", async () => {
    const made = toDusk(house, { intensity: "moderate", seed: 1 });
    if (made.kind === "refused") throw new Error(made.reason);
    expect((await structureScore(house, made.image, made.sky)).score).toBeGreaterThan(0.9);
  });

  it("repeats itself for a seed and paints other clouds for another", () => {
    expect(dusk(house, "moderate", 4)).toEqual(dusk(house, "moderate", 4));
    expect(dusk(house, "moderate", 4).data).not.toEqual(dusk(house, "moderate", 5).data);
  });

  it("takes another picture's sky when given one", () => {
    const made = toDusk(house, {
      intensity: "subtle",
      seed: 1,
      replacedSky: drawn(96, 64, () => [10, 200, 30]),
    });
    if (made.kind === "refused") throw new Error(made.reason);
    expect(colourOf(made.image, 20, 20)).toEqual([10, 200, 30]);
    expect(colourOf(made.image, width / 2, Math.round(height * 0.8))[1]).toBeLessThan(150);
  });
});

describe("paintSky", () => {
  it("is warmest at the horizon and darkest above", () => {
    const sky = paintSky(90, 120, { intensity: "dramatic", seed: 3, sunSide: -0.8, horizon: 1 });
    const row = (y: number): number =>
      Array.from({ length: 90 }, (_, x) => luma(sky, x, y)).reduce((a, b) => a + b, 0);
    expect(row(116)).toBeGreaterThan(1.5 * row(2));
    const [r, , b] = colourOf(sky, 45, 117);
    expect(r).toBeGreaterThan(b + 60);
  });
});
