import { describe, expect, it } from "vitest";
import { extentsOf, reaches } from "#engine/removal/extents.ts";

/** Three regions side by side, 20 pixels wide each, 10 high. */
const width = 60;
const height = 10;
const regionOf = Uint8Array.from({ length: width * height }, (_, i) => Math.floor((i % width) / 20));
const known = new Uint8Array(regionOf.length).fill(1);
const share = (left: number, right: number): { x: number; y: number; width: number; height: number } => ({
  x: left / width,
  y: 0,
  width: (right - left) / width,
  height: 1,
});

describe("how far regions go on", () => {
  it("keeps what lies within a thing to its box, and what is only touched by it free", () => {
    const [wall, chair, floor] = extentsOf(regionOf, known, width, height, 3, [share(15, 42)]);
    expect(wall).toBeUndefined();
    expect(floor).toBeUndefined();
    expect(reaches(chair, 16 / width, 0.5)).toBe(true);
    expect(reaches(chair, 10 / width, 0.5)).toBe(false);
    expect(reaches(wall, 10 / width, 0.5)).toBe(true);
  });

  it("lets a thing be a little larger than its box, which is found to some percent", () => {
    const [, chair] = extentsOf(regionOf, known, width, height, 3, [share(20, 40)]);
    expect(reaches(chair, 19 / width, 0.5)).toBe(true);
    expect(reaches(chair, 41 / width, 0.5)).toBe(true);
    expect(reaches(chair, 17 / width, 0.5)).toBe(false);
    expect(reaches(chair, 43 / width, 0.5)).toBe(false);
  });

  it("sets no bounds to what is but a little of a thing's box", () => {
    const speckled = regionOf.map((v, i) => (i % width === 25 ? 2 : v === 2 ? 0 : v));
    const [, chair, speck] = extentsOf(speckled, known, width, height, 3, [share(15, 42)]);
    expect(chair).toBeDefined();
    expect(speck).toBeUndefined();
  });

  it("lets what lies within two things go on in both", () => {
    const [, chair] = extentsOf(regionOf, known, width, height, 3, [share(15, 42), share(19, 55)]);
    expect(reaches(chair, 16 / width, 0.5)).toBe(true);
    expect(reaches(chair, 54 / width, 0.5)).toBe(true);
    expect(reaches(chair, 58 / width, 0.5)).toBe(false);
  });

  it("counts what is known only", () => {
    const seen = known.map((_, i) => (i % width >= 30 && i % width < 40 ? 0 : 1));
    const [, chair] = extentsOf(regionOf, seen, width, height, 3, [share(12, 31)]);
    expect(reaches(chair, 50 / width, 0.5)).toBe(false);
  });

  it("sets no bounds by a thing that is being taken away", () => {
    const seen = known.map((_, i) => (i % width >= 26 && i % width < 36 ? 0 : 1));
    const [, beside] = extentsOf(regionOf, seen, width, height, 3, [share(18, 42)]);
    expect(beside).toBeUndefined();
  });

  it("sets no bounds without things", () => {
    expect(extentsOf(regionOf, known, width, height, 3, [])).toEqual([undefined, undefined, undefined]);
  });
});
