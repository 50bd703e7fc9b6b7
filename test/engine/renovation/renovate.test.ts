import { describe, expect, it } from "vitest";
import { renovate } from "#engine/renovation/renovate.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type TappedSurface } from "#engine/renovation/surface-at.ts";
import { aRoom, changedOutside, colourOf, drawnMask } from "#test/engine/drawn.ts";

const room = aRoom();
const { width, height } = room;
interface Wish {
  readonly description: string;
  readonly mask?: Mask;
  readonly tapped?: readonly TappedSurface[];
  readonly seed?: number;
}
const done = (wish: Wish): Extract<ReturnType<typeof renovate>, { kind: "renovated" }> => {
  const made = renovate(room, { seed: 1, ...wish });
  if (made.kind === "refused") throw new Error(made.reason);
  return made;
};
const onWall = (photo: Raster): readonly number[] => colourOf(photo, width / 2, Math.round(height * 0.42));
const onFloor = (photo: Raster): readonly number[] => colourOf(photo, width / 2, Math.round(height * 0.85));

describe("renovate", () => {
  it("paints the walls the colour named and leaves floor and ceiling byte for byte", () => {
    const { image, region, found } = done({ description: "paint the walls sage green" });
    expect(found).toEqual(["walls"]);
    const [r = 0, g = 0, b = 0] = onWall(image);
    expect(g).toBeGreaterThan(r);
    expect(g).toBeGreaterThan(b + 15);
    expect(onFloor(image)).toEqual(onFloor(room));
    expect(colourOf(image, width / 2, 10)).toEqual(colourOf(room, width / 2, 10));
    expect(changedOutside(room, image, region)).toBe(0);
  });

  it("does several surfaces at once and says what it did not find", () => {
    const { found, notFound, image } = done({ description: "oak plank floor, navy walls and black handles" });
    expect(found.toSorted()).toEqual(["floor", "walls"]);
    expect(notFound).toEqual(["fixtures"]);
    const [r = 0, , b = 0] = onWall(image);
    expect(b).toBeGreaterThan(r);
    expect(onFloor(image)).not.toEqual(onFloor(room));
  });

  it("keeps the light: what was in shade is in shade", () => {
    const { image } = done({ description: "white walls" });
    const y = Math.round(height * 0.42);
    expect(colourOf(image, 8, y)[0]).toBeLessThan(colourOf(image, width / 2, y)[0]);
  });

  it("takes a mask at its word", () => {
    const mask = drawnMask(width, height, (x) => x < width / 4);
    const { image, found } = done({ description: "red doors", mask });
    expect(found).toEqual(["doors"]);
    const [r, g] = colourOf(image, 30, Math.round(height * 0.42));
    expect(r).toBeGreaterThan(g + 30);
    expect(onWall(image)).toEqual(onWall(room));
  });

  it("says which of several wishes a mask or a tap was not for", () => {
    const mask = drawnMask(width, height, (x) => x < width / 4);
    const description = "red doors, oak plank floor";
    expect(done({ description, mask })).toMatchObject({ found: ["doors"], notFound: ["floor"] });
    const tapped = [{ surface: "floor" as const, mask }];
    expect(done({ description, tapped })).toMatchObject({ found: ["floor"], notFound: ["doors"] });
  });

  it("refuses what it does not understand and what it cannot find", () => {
    expect(renovate(room, { description: "make it nicer", seed: 1 })).toEqual({
      kind: "refused",
      reason: "not-understood",
    });
    expect(renovate(room, { description: "brass taps", seed: 1 })).toEqual({
      kind: "refused",
      reason: "not-found",
      notFound: ["fixtures"],
    });
  });

  it("makes the same bytes for the same seed", () => {
    expect(done({ description: "walnut floor", seed: 6 }).image).toEqual(
      done({ description: "walnut floor", seed: 6 }).image,
    );
  });
});
