import { describe, expect, it } from "vitest";
import { type Mask, type Raster } from "#engine/raster.ts";
import { recolourSurface } from "#engine/renovation/recolour-surface.ts";
import { refineToEdges } from "#engine/renovation/refine-to-edges.ts";
import { assumedMap } from "#engine/renovation/surface-plane.ts";
import { type Colour, colourOf, drawn, drawnMask } from "#test/engine/drawn.ts";

const width = 480;
const height = 320;
const grain = (x: number, y: number): number => (((x * 7919 + y * 104729) % 13) - 6) * 0.3;
const mixed = (one: Colour, other: Colour, share: number): Colour => [
  one[0] * (1 - share) + other[0] * share,
  one[1] * (1 - share) + other[1] * share,
  one[2] * (1 - share) + other[2] * share,
];
const brightness = (photo: Raster, x: number, y: number): number =>
  colourOf(photo, x, y).reduce((sum, v) => sum + v, 0) / 3;

describe("a pale wall painted dark, a lamp and a leaf before it", () => {
  const wall: Colour = [226, 222, 212];
  const lamp: Colour = [120, 34, 30];
  const leaf: Colour = [38, 62, 34];
  /** Pixels outside of the lamp, negative inside. */
  const offLamp = (x: number, y: number): number => Math.hypot(x - 160, y - 160) - 50;
  const offLeaf = (x: number, y: number): number => Math.abs(x - 330 - 0.35 * (y - 160)) / 1.06 - 1.8;
  const covered = (off: number): number => Math.max(0, Math.min(1, 0.5 - off));
  const photo = drawn(width, height, (x, y) => {
    const g = grain(x, y) - 12 * Math.abs(x / width - 0.5);
    const lit: Colour = [wall[0] + g, wall[1] + g, wall[2] + g];
    return mixed(mixed(lit, lamp, covered(offLamp(x, y))), leaf, covered(offLeaf(x, y)));
  });
  /** As finders leave it: well away from the lamp, and over the leaf. */
  const mask = drawnMask(width, height, (x, y) => offLamp(x, y) > 9);
  const alpha = refineToEdges(photo, mask, false);
  const painted = recolourSurface(photo, alpha, assumedMap("walls", mask), {
    colour: "#2b3a55",
    seed: 1,
  });
  const brightest = (isMeant: (x: number, y: number) => boolean): number => {
    let most = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) if (isMeant(x, y)) most = Math.max(most, brightness(painted, x, y));
    return most;
  };

  it("leaves no pale fringe around either", () => {
    const plain = brightest((x, y) => offLamp(x, y) > 30 && offLeaf(x, y) > 30);
    const lampItself = (lamp[0] + lamp[1] + lamp[2]) / 3;
    expect(brightest((x, y) => offLamp(x, y) > -3 && offLamp(x, y) < 20)).toBeLessThan(
      Math.max(plain, lampItself) + 12,
    );
    expect(brightest((x, y) => offLeaf(x, y) > -2 && offLeaf(x, y) < 12)).toBeLessThan(plain + 12);
  });

  it("leaves the lamp byte for byte and the leaf green", () => {
    const onLamp = painted.data.filter((v, j) => {
      const i = Math.floor(j / 3);
      return offLamp(i % width, Math.floor(i / width)) < -4 && v !== photo.data[j];
    });
    expect(onLamp).toHaveLength(0);
    const [r, g, b] = colourOf(painted, 330, 160);
    expect(g).toBeGreaterThan(b + 10);
    expect(g).toBeGreaterThan(r + 10);
  });
});

describe("a tiled floor, half of it in a shadow, laid anew", () => {
  const isFloor = (_x: number, y: number): boolean => y > height * 0.45;
  const mask: Mask = drawnMask(width, height, isFloor);
  const map = assumedMap("floor", mask);
  const floorWith = (hasJoints: boolean): Raster =>
    drawn(width, height, (x, y) => {
      if (!isFloor(x, y)) return [190, 186, 178];
      const { u, v } = map(x, y);
      const cell = (at: number): number => Math.abs(at / 0.4 - Math.round(at / 0.4)) * 0.4;
      const isJoint = hasJoints && Math.min(cell(u), cell(v)) < 0.012;
      const shade = x > width / 2 ? 0.6 : 1;
      const tone = (isJoint ? 70 : 205) * shade + grain(x, y);
      return [tone, tone * 0.98, tone * 0.94];
    });
  const laid = (photo: Raster): Raster =>
    recolourSurface(photo, refineToEdges(photo, mask, true), map, {
      colour: "#b98f62",
      material: "carpet",
      seed: 1,
    });
  const jointed = laid(floorWith(true));

  it("shows nothing of the old joints", () => {
    const plain = laid(floorWith(false));
    let most = 0;
    for (let y = Math.round(height * 0.55); y < height; y++)
      for (let x = 0; x < width; x++) {
        if (Math.abs(x - width / 2) < 12) continue;
        most = Math.max(most, Math.abs(brightness(jointed, x, y) - brightness(plain, x, y)));
      }
    expect(most).toBeLessThan(8);
  });

  it("keeps the shadow and its edge", () => {
    const mean = (x0: number, x1: number): number => {
      let sum = 0;
      for (let x = x0; x < x1; x++) for (let y = 230; y < 310; y++) sum += brightness(jointed, x, y);
      return sum / ((x1 - x0) * 80);
    };
    expect(mean(width / 2 + 12, width / 2 + 60)).toBeLessThan(0.72 * mean(width / 2 - 60, width / 2 - 12));
  });
});
