import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitted, moved, type Placing, zoomed } from "#src/features/mask/placing.ts";
import { pulled, type Rectangle, shifted, spanned } from "#src/features/mask/rectangle.ts";

const photo = { width: 4032, height: 3024 };
const area = { width: 390, height: 560 };
const whole = fitted(photo, area);
const placeUpTo = (width: number, height: number, beyond: number) =>
  fc.record({
    x: fc.double({ min: -beyond, max: width + beyond, noNaN: true }),
    y: fc.double({ min: -beyond, max: height + beyond, noNaN: true }),
  });
const onScreen = placeUpTo(area.width, area.height, 200);
const offset = placeUpTo(photo.width, photo.height, photo.width);
const anyPlacing = fc
  .record({ still: onScreen, by: onScreen, factor: fc.double({ min: 1, max: 10, noNaN: true }) })
  .map(({ still, by, factor }) => zoomed(moved(whole, by, photo, area), factor, still, photo, area));
const anyRectangle = fc
  .tuple(placeUpTo(photo.width, photo.height, 0), placeUpTo(photo.width, photo.height, 0))
  .map(([a, b]): Rectangle => ({
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }))
  .filter(({ width, height }) => Math.min(width, height) > 200);
const side = fc.constantFrom(-1 as const, 0 as const, 1 as const);
const anyHandle = fc.record({ across: side, down: side });

const shownAt = ({ scale, left, top }: Placing, x: number, y: number) => ({
  x: x * scale + left,
  y: y * scale + top,
});

describe("a rectangle drawn on the screen", () => {
  it("is the one of the photo that lies between the two places, whichever corner came first", () => {
    fc.assert(
      fc.property(anyPlacing, anyRectangle, fc.boolean(), (placing, { x, y, width, height }, isBackwards) => {
        fc.pre(Math.min(width, height) * placing.scale > 6);
        const corners = [shownAt(placing, x, y), shownAt(placing, x + width, y + height)] as const;
        const [from, to] = isBackwards ? [corners[1], corners[0]] : corners;
        const drawn = spanned(from, to, placing, photo);
        expect(drawn?.x).toBeCloseTo(x, 6);
        expect(drawn?.y).toBeCloseTo(y, 6);
        expect(drawn?.width).toBeCloseTo(width, 6);
        expect(drawn?.height).toBeCloseTo(height, 6);
      }),
    );
  });

  it("lies on the photo, wherever the finger went", () => {
    fc.assert(
      fc.property(anyPlacing, onScreen, onScreen, (placing, from, to) => {
        const drawn = spanned(from, to, placing, photo);
        expect(drawn === undefined || isOnPhoto(drawn)).toBe(true);
      }),
    );
  });

  it("ends where the photo ends", () => {
    const { x, y } = shownAt(whole, 1000, 1000);
    expect(spanned({ x, y }, { x: 9999, y: 9999 }, whole, photo)).toEqual({
      x: expect.closeTo(1000, 6),
      y: expect.closeTo(1000, 6),
      width: expect.closeTo(photo.width - 1000, 6),
      height: expect.closeTo(photo.height - 1000, 6),
    });
  });

  it("is none when it is too small on the screen, or beside the photo", () => {
    const at = { x: 200, y: 280 };
    expect(spanned(at, at, whole, photo)).toBeUndefined();
    expect(spanned(at, { x: 260, y: 285 }, whole, photo)).toBeUndefined();
    expect(spanned(at, { x: 260, y: 287 }, whole, photo)).toBeDefined();
    expect(spanned({ x: 10, y: 5 }, { x: 300, y: 60 }, whole, photo)).toBeUndefined();
  });
});

describe("a rectangle that is moved", () => {
  it("keeps its size, stays on the photo, and goes where it is taken as far as there is photo", () => {
    fc.assert(
      fc.property(anyRectangle, offset, (rectangle, to) => {
        const after = shifted(rectangle, to, photo);
        expect([after.width, after.height]).toEqual([rectangle.width, rectangle.height]);
        expect(isOnPhoto(after)).toBe(true);
        const most = { x: photo.width - after.width, y: photo.height - after.height };
        expect(after.x).toBeCloseTo(Math.max(0, Math.min(to.x, most.x)), 6);
        expect(after.y).toBeCloseTo(Math.max(0, Math.min(to.y, most.y)), 6);
      }),
    );
  });
});

describe("a rectangle pulled at a handle", () => {
  it("stays on the photo and large enough to be seen, and the sides that were not pulled stay", () => {
    fc.assert(
      fc.property(anyRectangle, anyHandle, offset, anyPlacing, (before, handle, by, { scale }) => {
        const after = pulled(before, handle, by, photo, scale);
        expect(isOnPhoto(after)).toBe(true);
        expect(after.width * scale).toBeGreaterThanOrEqual(6 - 1e-6);
        expect(after.height * scale).toBeGreaterThanOrEqual(6 - 1e-6);
        const [was, is] = [sidesOf(before), sidesOf(after)];
        expect(handle.across < 0 ? was.left : is.left).toBeCloseTo(was.left, 6);
        expect(handle.across > 0 ? was.right : is.right).toBeCloseTo(was.right, 6);
        expect(handle.down < 0 ? was.top : is.top).toBeCloseTo(was.top, 6);
        expect(handle.down > 0 ? was.bottom : is.bottom).toBeCloseTo(was.bottom, 6);
      }),
    );
  });

  it("follows the finger", () => {
    const before = { x: 1000, y: 800, width: 600, height: 400 };
    expect(pulled(before, { across: 1, down: 1 }, { x: 50, y: -70 }, photo, whole.scale)).toEqual({
      x: 1000,
      y: 800,
      width: 650,
      height: 330,
    });
    expect(pulled(before, { across: -1, down: 0 }, { x: -50, y: -70 }, photo, whole.scale)).toEqual({
      x: 950,
      y: 800,
      width: 650,
      height: 400,
    });
  });
});

const sidesOf = ({ x, y, width, height }: Rectangle) => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

function isOnPhoto(rectangle: Rectangle): boolean {
  const { left, top, right, bottom } = sidesOf(rectangle);
  return Math.min(left, top) >= 0 && right <= photo.width + 1e-6 && bottom <= photo.height + 1e-6;
}
