import { describe, expect, it } from "vitest";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { blankRaster } from "#engine/raster.ts";
import { blurOf } from "#engine/staging/photo-blur.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { renderScene } from "#engine/staging/render-scene.ts";
import { drawnRoom, drawRoom } from "../geometry/room-fixture.ts";

const box = { left: -2.4, right: 2.4, back: 4.8, ceiling: 2.6 };
const sharp = drawRoom(drawnRoom({ width: 400, height: 300, yaw: 0.25, box }));
const other = drawRoom(drawnRoom({ width: 400, height: 300, yaw: -0.2, box }));

describe("blurOf", () => {
  it.each([0.8, 1.2, 1.8, 2.5])("finds a blur of %f px in any drawn room, to a fifth", (sigma) => {
    for (const room of [sharp, other]) {
      const found = blurOf(gaussianRaster(room, sigma));
      expect(found).toBeGreaterThan(sigma * 0.8);
      expect(found).toBeLessThan(sigma * 1.2 + 0.05);
    }
  });

  it("finds less than half a pixel in a sharp picture, and nothing in a grey one", () => {
    expect(blurOf(sharp)).toBeLessThan(0.5);
    expect(blurOf(blankRaster(80, 60))).toBe(0);
  });
});

describe("furniture", () => {
  const room = estimateRoom(sharp);
  const scene = arrangeScene(room, { roomType: "living-room", style: "luxury", seed: 2 });

  it.each([1.2, 2])("is as soft as a photo blurred by %f px", (sigma) => {
    const photo = gaussianRaster(sharp, sigma);
    const { image } = renderScene(photo, room, scene);
    expect(Math.abs(blurOf(image) - blurOf(photo))).toBeLessThan(0.25);
  });
});
