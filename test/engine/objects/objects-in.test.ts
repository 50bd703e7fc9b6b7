import { describe, expect, it } from "vitest";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { objectsIfInstalled } from "#engine/objects/objects-in.ts";
import { type Raster } from "#engine/raster.ts";
import { drawn } from "#test/engine/drawn.ts";

interface Sign {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A road sign on its post before sky and grass: the one of COCO's things that is easily drawn. */
function aStopSign(width: number, height: number, { x, y, radius }: Sign): Raster {
  return drawn(width, height, (px, py) => {
    const [dx, dy] = [Math.abs(px - x), Math.abs(py - y)];
    const reach = Math.max(dx, dy, (dx + dy) / Math.SQRT2);
    if (reach < radius * 0.93)
      return dx < radius * 0.65 && dy < radius * 0.18 ? [255, 255, 255] : [193, 18, 31];
    if (reach < radius) return [255, 255, 255];
    if (dx < radius * 0.07 && py > y) return [136, 136, 136];
    return py > height * 0.69 ? [90, 122, 74] : [155, 196, 232];
  });
}

async function detected(photo: Raster): Promise<readonly SeenObject[]> {
  const objects = await objectsIfInstalled(photo);
  if (objects === undefined) throw new Error("the network cannot be loaded");
  return objects;
}

describe("objectsIn", () => {
  it.each([
    { width: 640, height: 480, sign: { x: 400, y: 150, radius: 80 } },
    { width: 640, height: 480, sign: { x: 160, y: 190, radius: 60 } },
    { width: 360, height: 720, sign: { x: 190, y: 300, radius: 90 } },
  ])("finds a sign and its box in pixels, $width × $height", async ({ width, height, sign }) => {
    const [found, ...others] = await detected(aStopSign(width, height, sign));
    expect(found?.name).toBe("stop sign");
    expect(found?.confidence).toBeGreaterThan(0.5);
    expect(others.filter(({ confidence }) => confidence > 0.3)).toEqual([]);
    const tolerance = sign.radius * 0.2;
    expect(Math.abs((found?.x ?? 0) - (sign.x - sign.radius))).toBeLessThan(tolerance);
    expect(Math.abs((found?.y ?? 0) - (sign.y - sign.radius))).toBeLessThan(tolerance);
    expect(Math.abs((found?.width ?? 0) - 2 * sign.radius)).toBeLessThan(tolerance);
    expect(Math.abs((found?.height ?? 0) - 2 * sign.radius)).toBeLessThan(tolerance);
  });

  it("gives the same answer for the same pixels, asked at once or later", async () => {
    const photo = aStopSign(320, 240, { x: 200, y: 80, radius: 40 });
    const [first, second] = await Promise.all([detected(photo), detected(photo)]);
    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(await detected(photo)).toEqual(first);
  });

  it("keeps every box within the photo, also of things that are cut off", async () => {
    const photo = aStopSign(480, 360, { x: 462, y: 120, radius: 80 });
    const found = await detected(photo);
    expect(found.length).toBeGreaterThan(0);
    for (const { x, y, width, height } of found) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(photo.width);
      expect(y + height).toBeLessThanOrEqual(photo.height);
    }
  });

  it.each([
    [1, 1],
    [3, 700],
  ])("looks at a plain photo of %i × %i px and finds nothing", async (width, height) => {
    expect(await detected(drawn(width, height, () => [120, 130, 140]))).toEqual([]);
  });
});
