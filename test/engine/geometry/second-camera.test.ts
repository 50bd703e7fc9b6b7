import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Camera, project, rayThrough } from "#engine/geometry/camera.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { secondCamera } from "#engine/geometry/second-camera.ts";
import { type SharedPlace } from "#engine/geometry/shared-places.ts";
import { loadOpenCv } from "#engine/opencv.ts";
import { seededRandom } from "#engine/random.ts";
import { cameraOf, drawnRoom } from "./room-fixture.ts";

const box = { left: -2.6, right: 2.8, back: 4.8, ceiling: 2.6 };
const cv = await loadOpenCv();
const picture = { width: 480, height: 360 };

/** What two cameras in one room both see, as exact as a corner can be found, and wrong finds among it. */
function placesOf(first: Camera, second: Camera, at: { x: number; z: number }, wrong: number): SharedPlace[] {
  const random = seededRandom(7);
  const places: SharedPlace[] = [];
  for (let tries = 0; tries < 4000 && places.length < 120; tries++) {
    const [u, v] = [random(), random()];
    const ray = rayThrough(first, u * first.width, v * first.height);
    const { distance } = faceAt(first, box, u * first.width, v * first.height);
    if (distance > 20) continue;
    const seen = project(second, [
      ray[0] * distance - at.x,
      first.heightM + ray[1] * distance,
      ray[2] * distance - at.z,
    ]);
    const [x, y] = seen ? [seen.x / second.width, seen.y / second.height] : [-1, -1];
    if (x < 0 || y < 0 || x > 1 || y > 1) continue;
    const off = (): number => (random() - 0.5) * 0.002;
    places.push({ first: { x: u, y: v }, second: { x: x + off(), y: y + off() } });
  }
  const stray = (): { x: number; y: number } => ({ x: random(), y: random() });
  return [...places, ...Array.from({ length: wrong }, () => ({ first: stray(), second: stray() }))];
}

describe("secondCamera", () => {
  const turn = fc.double({ min: -0.4, max: 0.4, noNaN: true });
  const step = fc.double({ min: -0.8, max: 0.8, noNaN: true });

  it("finds where a second photo was taken, among as many wrong places as right ones", () => {
    fc.assert(
      fc.property(
        turn,
        turn,
        step,
        step,
        fc.double({ min: 1.2, max: 1.7, noNaN: true }),
        (yaw, again, x, z, eyeM) => {
          const first = cameraOf(drawnRoom({ yaw, box }));
          const second = cameraOf(drawnRoom({ yaw: again, eyeM, pitch: 0.12, box }));
          const places = placesOf(first, second, { x, z }, 120);
          fc.pre(places.length === 240);
          const found = secondCamera(cv, { camera: first, box }, places, picture);
          expect(found?.agreeing).toBeGreaterThan(100);
          expect(Math.hypot((found?.at.x ?? 9) - x, (found?.at.z ?? 9) - z)).toBeLessThan(0.08);
          expect(Math.abs((found?.camera.heightM ?? 0) - eyeM)).toBeLessThan(0.06);
          for (const axis of ["right", "up", "forward"] as const)
            for (const k of [0, 1, 2] as const)
              expect(Math.abs((found?.camera[axis][k] ?? 9) - second[axis][k])).toBeLessThan(0.015);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("finds a longer lens, as of a crop", () => {
    const first = cameraOf(drawnRoom({ yaw: 0.1, focal: 0.7, box }));
    const second = cameraOf(drawnRoom({ yaw: 0.2, focal: 0.7 * Math.SQRT2, box }));
    const found = secondCamera(
      cv,
      { camera: first, box },
      placesOf(first, second, { x: 0.3, z: 0.2 }, 40),
      picture,
    );
    expect((found?.camera.focalPx ?? 0) / second.focalPx).toBeCloseTo(1, 1);
  });

  it("finds none where the photos share nothing, or a camera stands beyond the walls", () => {
    const random = seededRandom(3);
    const stray = Array.from({ length: 400 }, () => ({
      first: { x: random(), y: random() },
      second: { x: random(), y: random() },
    }));
    const first = cameraOf(drawnRoom({ yaw: 0.1, box }));
    expect(secondCamera(cv, { camera: first, box }, stray, picture)).toBeUndefined();
    expect(secondCamera(cv, { camera: first, box }, [], picture)).toBeUndefined();
    const outside = cameraOf(drawnRoom({ yaw: -0.5, box }));
    const places = placesOf(first, outside, { x: 3.1, z: 0 }, 0);
    expect(places.length).toBeGreaterThan(60);
    expect(secondCamera(cv, { camera: first, box }, places, picture)).toBeUndefined();
  });
});
