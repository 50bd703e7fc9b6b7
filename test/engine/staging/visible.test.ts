import { describe, expect, it } from "vitest";
import { type Camera } from "#engine/geometry/camera.ts";
import { type Triangles } from "#engine/staging/triangles.ts";
import { visibleTriangles } from "#engine/staging/visible.ts";

const ahead: Camera = {
  width: 100,
  height: 80,
  focalPx: 70,
  heightM: 1.4,
  right: [1, 0, 0],
  up: [0, -1, 0],
  forward: [0, 0, 1],
};
const floor = (...positions: number[]): Triangles => ({
  count: positions.length / 9,
  positions: Float32Array.from(positions),
  normals: new Float32Array(positions.length),
  texture: new Float32Array((positions.length / 9) * 6),
  slot: new Uint8Array(positions.length / 9),
  piece: new Uint16Array(positions.length / 9),
});
const samples = (triangles: Triangles): number =>
  visibleTriangles(ahead, triangles, 1).triangle.filter((t) => t >= 0).length;

describe("visibleTriangles", () => {
  it("draws what of a large triangle lies before the lens, though a corner is behind it", () => {
    // A rug on which the photographer stands: from 3 m behind the camera to 5 m before it.
    const rug = floor(-6, 0, -3, 6, 0, -3, 0, 0, 5);
    const inFront = floor(-6, 0, 1.4, 6, 0, 1.4, 0, 0, 5);
    expect(samples(rug)).toBeGreaterThan(200);
    expect(samples(rug)).toBeLessThan(samples(floor(-60, 0, 0.2, 60, 0, 0.2, 0, 0, 5)));
    expect(samples(inFront)).toBeGreaterThan(200);
  });

  it("draws nothing of what is wholly behind", () => {
    expect(samples(floor(-1, 0, -3, 1, 0, -3, 0, 0, -1))).toBe(0);
    expect(samples(floor())).toBe(0);
  });
});
