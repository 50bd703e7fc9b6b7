import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitted,
  inPhoto,
  isOnPhoto,
  moved,
  type Placing,
  refitted,
  zoomed,
} from "#src/features/mask/placing.ts";

const photo = { width: 4032, height: 3024 };
const area = { width: 390, height: 560 };
const place = fc.record({
  x: fc.double({ min: 0, max: area.width, noNaN: true }),
  y: fc.double({ min: 0, max: area.height, noNaN: true }),
});
const gesture = fc.record({
  at: place,
  by: fc.record({
    x: fc.double({ min: -300, max: 300, noNaN: true }),
    y: fc.double({ min: -300, max: 300, noNaN: true }),
  }),
  factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
});
const anyPlacing = fc
  .array(gesture, { maxLength: 6 })
  .map((gestures) =>
    gestures.reduce<Placing>(
      (now, { at, by, factor }) => zoomed(moved(now, by, photo, area), factor, at, photo, area),
      fitted(photo, area),
    ),
  );

describe("where the photo lies while it is marked", () => {
  it("is never past the middle of the area, nor smaller than whole, nor larger than ten times that", () => {
    fc.assert(
      fc.property(anyPlacing, (placing) => {
        const least = fitted(photo, area).scale;
        expect(placing.scale).toBeGreaterThanOrEqual(least);
        expect(placing.scale).toBeLessThanOrEqual(least * 10);
        expect(isOnPhoto(placing, { x: area.width / 2, y: area.height / 2 }, photo)).toBe(true);
      }),
    );
  });

  it("keeps what lies between the fingers under them while it is zoomed, away from the edges", () => {
    const now = zoomed(fitted(photo, area), 4, { x: 195, y: 280 }, photo, area);
    const still = { x: 180, y: 300 };
    const before = inPhoto(now, still, photo);
    const after = inPhoto(zoomed(now, 1.3, still, photo, area), still, photo);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it("gives places on the photo alone", () => {
    fc.assert(
      fc.property(anyPlacing, place, (placing, at) => {
        const { x, y } = inPhoto(placing, at, photo);
        expect(x >= 0 && x <= photo.width && y >= 0 && y <= photo.height).toBe(true);
      }),
    );
  });

  it("is whole again in another area, if it was; and as near as before, if somebody had zoomed in", () => {
    const lower = { width: 390, height: 470 };
    const wide = { width: 844, height: 200 };
    expect(refitted(fitted(photo, area), area, photo, wide)).toEqual(fitted(photo, wide));
    const near = zoomed(fitted(photo, area), 3, { x: 100, y: 250 }, photo, area);
    expect(refitted(near, area, photo, lower).scale).toBe(near.scale);
  });
});
