import { createRequire } from "node:module";
import { describe, expect, it, vi } from "vitest";
import { type Mask } from "#engine/raster.ts";
import { selectObject } from "#engine/removal/select-object.ts";
import { drawn, drawnMask } from "#test/engine/drawn.ts";

// Vitest's import of a CommonJS module shows the module's own `then`, and OpenCV's never ends: it is required instead.
vi.mock("#engine/opencv.ts", async (original) => {
  const cv: unknown = createRequire(import.meta.url)("@techstark/opencv-js");
  if (typeof cv !== "object" || cv === null) throw new TypeError("Expected OpenCV to be an object");
  await vi.waitUntil(() => "Mat" in cv, { timeout: 20_000 });
  return { ...(await original<object>()), loadOpenCv: async () => ({ cv }) };
});

const inDisk = (x: number, y: number): boolean => (x - 150) ** 2 + (y - 90) ** 2 < 35 ** 2;
const picture = drawn(300, 200, (x, y) => {
  const g = ((x * 7919 + y * 104729 + x * y) % 11) - 5;
  if (inDisk(x, y))
    return (x - 150) ** 2 + (y - 90) ** 2 < 8 ** 2 ? [210, 80, 40] : [180 + g, 50 + g, 40 + g];
  return y < 130 ? [200 + g, 205 + g, 200 + g] : [120 + g, 95 + g, 70 + g];
});
const disk = drawnMask(300, 200, inDisk);

const overlap = (a: Mask, b: Mask): number => {
  let both = 0;
  let any = 0;
  a.data.forEach((v, i) => {
    const w = b.data[i] ?? 0;
    if (v > 0 && w > 0) both++;
    if (v > 0 || w > 0) any++;
  });
  return both / any;
};

describe("selecting an object by a tap", () => {
  it("finds the whole thing, wherever on it the tap is", async () => {
    for (const point of [
      { x: 150, y: 68 },
      { x: 130, y: 80 },
      { x: 170, y: 105 },
    ])
      expect(overlap(await selectObject(picture, point), disk)).toBeGreaterThan(0.9);
  });

  it("has no holes and is of the photo's size, 0 or 255", async () => {
    const mask = await selectObject(picture, { x: 135, y: 85 });
    expect([mask.width, mask.height]).toEqual([300, 200]);
    expect(mask.data.every((v) => v === 0 || v === 255)).toBe(true);
    expect(mask.data[90 * 300 + 150]).toBe(255);
  });

  it("contains the tapped pixel and never takes the room", async () => {
    for (const point of [
      { x: 0, y: 0 },
      { x: 299, y: 199 },
      { x: 20, y: 129.6 },
    ]) {
      const mask = await selectObject(picture, point);
      expect(mask.data[Math.floor(point.y) * 300 + Math.floor(point.x)]).toBe(255);
      expect(mask.data.filter((v) => v > 0).length).toBeLessThan(0.4 * 300 * 200);
    }
  });

  it("gives the same mask again", async () => {
    const first = await selectObject(picture, { x: 150, y: 100 });
    const second = await selectObject(picture, { x: 150, y: 100 });
    expect(Buffer.compare(first.data, second.data)).toBe(0);
  });

  it("refuses a point outside the photo", async () => {
    await expect(selectObject(picture, { x: 300, y: 10 })).rejects.toThrow(RangeError);
    await expect(selectObject(picture, { x: -1, y: 10 })).rejects.toThrow(RangeError);
  });
});
