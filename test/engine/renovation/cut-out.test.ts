import { describe, expect, it } from "vitest";
import { oklabPlanes } from "#engine/colour/oklab.ts";
import { type Mask } from "#engine/raster.ts";
import { cutOut } from "#engine/renovation/cut-out.ts";
import { drawn } from "#test/engine/drawn.ts";

const width = 120;
const height = 80;
const edge = 70;
/** Two plain halves with a little grain, parted upright at `edge`. */
const halves = oklabPlanes(
  drawn(width, height, (x, y) => {
    const grain = ((x * 31 + y * 17) % 5) - 2;
    const value = (x < edge ? 150 : 190) + grain;
    return [value, value, value];
  }),
);
const lean = (leans: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => leans(i % width, Math.floor(i / width)));
const areaOf = ({ data }: Mask): number => data.filter((v) => v !== 0).length;

describe("cutOut", () => {
  it("ends a surface at the photo's edge, though what leans to it ends before", () => {
    const { data } = cutOut(
      halves,
      lean((x) => (x < edge - 12 ? 0.8 : x < edge + 30 ? -0.02 : -0.8)),
    );
    const wrong = data.filter((v, i) => (v !== 0) !== i % width < edge).length;
    expect(wrong / data.length).toBeLessThan(0.01);
  });

  it("gives up a doubt that nothing in the photo bears out", () => {
    const blob = (x: number, y: number): boolean => Math.hypot(x - 30, y - 40) < 6;
    const cut = cutOut(
      halves,
      lean((x, y) => (x > edge ? -1 : blob(x, y) ? -0.6 : 0.6)),
    );
    expect(areaOf(cut)).toBeGreaterThan(0.98 * edge * height);
  });

  it("finds nothing where nothing leans to it", () => {
    expect(
      areaOf(
        cutOut(
          halves,
          lean(() => -0.5),
        ),
      ),
    ).toBe(0);
  });
});
