import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FloorCorners, orderCorners, type Spot } from "#core/edit/floor-corners.ts";
import { paramsOf } from "#core/edit/params.ts";

const floor = (nearLeft: Spot, farLeft: Spot, farRight: Spot, nearRight: Spot) =>
  ({ nearLeft, farLeft, farRight, nearRight }) as const;

/** Floors as they are seen: the far side higher in the photo, left of right. */
const anyFloor = fc
  .record({
    far: fc.double({ min: 0.3, max: 0.55, noNaN: true }),
    near: fc.double({ min: 0.75, max: 1, noNaN: true }),
    lean: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    left: fc.double({ min: 0, max: 0.3, noNaN: true }),
    right: fc.double({ min: 0.7, max: 1, noNaN: true }),
  })
  .map(({ far, near, lean, left, right }) =>
    floor(
      { x: left, y: near },
      { x: 0.35, y: far + lean },
      { x: 0.65, y: far - lean },
      { x: right, y: near },
    ),
  );

describe("orderCorners", () => {
  it("finds the same order whichever way round they were marked", () => {
    fc.assert(
      fc.property(anyFloor, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (seen, order) => {
        const ring = [seen.nearLeft, seen.farLeft, seen.farRight, seen.nearRight];
        const marked = order.flatMap((n) => ring[n] ?? []) as unknown as FloorCorners;
        expect(orderCorners(marked)).toEqual(ring);
      }),
    );
  });

  it.each<[string, FloorCorners]>([
    ["one place four times", [at(0.5, 0.5), at(0.5, 0.5), at(0.5, 0.5), at(0.5, 0.5)]],
    ["four in a row", [at(0.1, 0.5), at(0.4, 0.5), at(0.6, 0.5), at(0.9, 0.5)]],
    ["one within the others", [at(0.5, 0.2), at(0.5, 0.6), at(0.1, 0.9), at(0.9, 0.9)]],
    ["a speck", [at(0.5, 0.5), at(0.55, 0.5), at(0.55, 0.55), at(0.5, 0.55)]],
  ])("makes no floor of %s", (_, corners) => {
    expect(orderCorners(corners)).toBeUndefined();
  });
});

describe("the params of a staging", () => {
  const params = { roomType: "office", style: "modern" };

  it("take exactly four corners within the photo", () => {
    const four = [at(0.1, 0.9), at(0.3, 0.5), at(0.7, 0.5), at(0.9, 0.9)];
    const takes = (floorCorners: unknown) =>
      paramsOf["virtual-staging"].safeParse({ ...params, floorCorners }).success;
    expect(takes(four)).toBe(true);
    expect(takes(four.slice(1))).toBe(false);
    expect(takes([...four, at(0.5, 0.5)])).toBe(false);
    expect(takes([...four.slice(1), at(1.2, 0.9)])).toBe(false);
  });
});

function at(x: number, y: number): Spot {
  return { x, y };
}
