import fc from "fast-check";
import { expect, it } from "vitest";
import { floorIn } from "#engine/removal/floor-at.ts";
import { classAt, surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

const side = 8;
const photo = { width: 800, height: 600 };
const whole = { left: 0, top: 0, right: photo.width, bottom: photo.height };

/** As sure of floor as `oddsAt` says against each other class. */
const likeness = (oddsAt: (column: number, row: number) => number): SurfaceLikeness => ({
  side,
  logits: Float32Array.from({ length: side * side * surfaceClasses.length }, (_, n) => {
    const cell = Math.floor(n / surfaceClasses.length);
    return n % surfaceClasses.length === classAt.floor
      ? Math.log(oddsAt(cell % side, Math.floor(cell / side)))
      : 0;
  }),
});

it("tells how likely floor is among all classes", () => {
  expect(
    floorIn(
      likeness(() => 1),
      whole,
      photo,
    )(0.5, 0.5),
  ).toBeCloseTo(1 / surfaceClasses.length, 6);
  expect(
    floorIn(
      likeness(() => 9),
      whole,
      photo,
    )(0.5, 0.5),
  ).toBeCloseTo(0.75, 6);
});

it("says the same of a place whether it is looked up in the photo or in a part of it", () => {
  const seen = likeness((column, row) => 1 + column + 10 * row);
  const inPhoto = floorIn(seen, whole, photo);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.record({
        left: fc.nat(300),
        top: fc.nat(200),
        width: fc.integer({ min: 50, max: 450 }),
        height: fc.integer({ min: 50, max: 350 }),
      }),
      share,
      share,
      ({ left, top, width, height }, x, y) => {
        const part = floorIn(seen, { left, top, right: left + width, bottom: top + height }, photo);
        expect(part(x, y)).toBe(inPhoto((left + x * width) / photo.width, (top + y * height) / photo.height));
      },
    ),
  );
});
