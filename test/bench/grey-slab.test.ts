import { describe, expect, it } from "vitest";
import { type Raster } from "#engine/raster.ts";
import { isGreySlab } from "#test/bench/grey-slab.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

const noise = (x: number, y: number): number => (x * 7919 + y * 104729 + x * y * 31) % 61;
const isIn = (x: number, y: number): boolean => Math.hypot(x - 60, y - 45) < 22;
const hole = drawnMask(120, 90, isIn);
const picture = (
  inside: (x: number, y: number) => number,
  outside: (x: number, y: number) => number,
): Raster =>
  drawn(120, 90, (x, y) => {
    const level = isIn(x, y) ? inside(x, y) : outside(x, y);
    return [level, level, level];
  });
const flat = (): number => 128;
const textured = (x: number, y: number): number => 90 + noise(x, y);

describe("grey slabs", () => {
  it("sees a flat fill in textured surroundings", () => {
    expect(isGreySlab(picture(flat, textured), hole)).toBe(true);
  });

  it("sees one though a faint grain lies on it", () => {
    expect(
      isGreySlab(
        picture((x, y) => 128 + noise(x, y) / 12, textured),
        hole,
      ),
    ).toBe(true);
  });

  it("lets a fill pass that is as textured as its surroundings", () => {
    expect(isGreySlab(picture(textured, textured), hole)).toBe(false);
  });

  it("lets a flat fill pass where all is flat", () => {
    expect(isGreySlab(picture(flat, flat), hole)).toBe(false);
    expect(
      isGreySlab(
        picture(flat, (x, y) => 128 + noise(x, y) / 20),
        hole,
      ),
    ).toBe(false);
  });

  it("lets a fill pass that is flat in its lesser half only", () => {
    expect(
      isGreySlab(
        picture((x, y) => (x < 50 ? 128 : textured(x, y)), textured),
        hole,
      ),
    ).toBe(false);
  });

  it("answers no where there is nothing to compare", () => {
    const none = drawnMask(120, 90, () => false);
    const everything = drawnMask(120, 90, () => true);
    expect(isGreySlab(picture(flat, textured), none)).toBe(false);
    expect(isGreySlab(picture(flat, textured), everything)).toBe(false);
  });
});
