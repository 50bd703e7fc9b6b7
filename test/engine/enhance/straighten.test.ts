import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enhance } from "#engine/enhance/enhance.ts";
import { largestWithin } from "#engine/enhance/largest-within.ts";
import { straighten } from "#engine/enhance/straighten.ts";
import { measureUprightness } from "#engine/enhance/uprightness.ts";
import { type Camera, rayThrough } from "#engine/geometry/camera.ts";
import { faceAt } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Raster } from "#engine/raster.ts";
import { seededRandom } from "#engine/random.ts";
import { drawn } from "#test/engine/drawn.ts";
import { cameraOf, drawnRoom } from "#test/engine/geometry/room-fixture.ts";

/** Degrees. */
interface Held {
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
}
const held = fc.record({
  roll: fc.double({ min: -7, max: 7, noNaN: true }),
  pitch: fc.double({ min: -10, max: 10, noNaN: true }),
  yaw: fc.double({ min: -35, max: 35, noNaN: true }),
});
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function cameraHeld({ roll, pitch, yaw }: Held): Camera {
  const camera = cameraOf(drawnRoom({ width: 480, height: 360, pitch: radians(pitch), yaw: radians(yaw) }));
  const [c, s] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
  const rolled = ([x, y, z]: Vec3): Vec3 => [c * x + s * y, c * y - s * x, z];
  return { ...camera, right: rolled(camera.right), up: rolled(camera.up), forward: rolled(camera.forward) };
}

/** A panelled room with a tiled floor, as that camera sees it. */
function photoBy(camera: Camera): Raster {
  const { box } = drawnRoom();
  const colourAt = (px: number, py: number): number => {
    const { face, distance } = faceAt(camera, box, px, py);
    const [rx, ry, rz] = rayThrough(camera, px, py);
    const [x, y, z] = [rx * distance, camera.heightM + ry * distance, rz * distance];
    if (face === "ceiling") return 232;
    if (face === "floor") return (Math.floor(x / 0.4) + Math.floor(z / 0.4)) % 2 === 0 ? 150 : 120;
    const along = face === "back" ? x : z;
    const isDoor = y < 2 && Math.abs(((along + 40) % 1.3) - 0.65) < 0.22;
    return (face === "left" ? 170 : face === "right" ? 150 : 190) - (isDoor ? 60 : 0);
  };
  return drawn(camera.width, camera.height, (x, y) => {
    const grey =
      (colourAt(x + 0.25, y + 0.25) +
        colourAt(x + 0.75, y + 0.25) +
        colourAt(x + 0.25, y + 0.75) +
        colourAt(x + 0.75, y + 0.75)) /
      4;
    return [grey, grey, grey];
  });
}

/** Degrees by which what was found to be upright leans from what is, at worst. */
function residual(camera: Camera, photo: Raster): number {
  const [dx, dy, dz] = camera.up;
  const truth = { lean: dx / dy, convergence: dz / dy / (camera.focalPx / 480) };
  const { vertical } = measureUprightness(photo);
  const lean = (of: typeof truth, x: number, y: number): number =>
    (Math.atan2(of.lean - of.convergence * x, 1 - of.convergence * y) * 180) / Math.PI;
  const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => [x * 0.5, y * 0.375] as const));
  return Math.max(...corners.map(([x, y]) => Math.abs(lean(truth, x, y) - lean(vertical, x, y))));
}

describe("measureUprightness", () => {
  it("knows how the camera was held to 0.3°, over many rooms", () => {
    fc.assert(
      fc.property(held, (how) => {
        const camera = cameraHeld(how);
        const photo = photoBy(camera);
        expect(measureUprightness(photo).confidence).toBeGreaterThanOrEqual(0.5);
        expect(residual(camera, photo)).toBeLessThan(0.3);
      }),
      { numRuns: 6, seed: 5 },
    );
  });

  it("has no confidence where nothing is upright", () => {
    const random = seededRandom(4);
    const grain = drawn(320, 240, () => [random() * 255, random() * 255, random() * 255]);
    expect(measureUprightness(grain).confidence).toBeLessThan(0.5);
    expect(measureUprightness(drawn(320, 240, () => [90, 90, 90])).confidence).toBe(0);
  });
});

describe("straighten", () => {
  it("brings an askew room upright, full of picture and of the same size", () => {
    const askew = photoBy(cameraHeld({ roll: 3, pitch: 5, yaw: 12 }));
    const level = straighten(askew);
    expect([level.width, level.height]).toEqual([480, 360]);
    expect(measureUprightness(askew).leanDegrees).toBeGreaterThan(3);
    expect(measureUprightness(level).leanDegrees).toBeLessThan(0.3);
  });

  it("gives back the very same raster where there is nothing to do, or nothing sure", () => {
    const level = photoBy(cameraHeld({ roll: 0, pitch: 0, yaw: 8 }));
    expect(straighten(level)).toBe(level);
    const far = photoBy(cameraHeld({ roll: 11, pitch: 0, yaw: 8 }));
    expect(straighten(far)).toBe(far);
    const grey = drawn(200, 150, () => [90, 90, 90]);
    expect(straighten(grey)).toBe(grey);
  });

  it("happens only when asked for", () => {
    const askew = photoBy(cameraHeld({ roll: 2, pitch: 4, yaw: 5 }));
    expect(enhance(askew, { autoAdjust: false })).toBe(askew);
    expect(enhance(askew, { autoAdjust: false, upright: false })).toBe(askew);
    expect(enhance(askew, { autoAdjust: false, upright: true }).data).not.toEqual(askew.data);
  });

  it("invents no value brighter or darker than those of the photo", () => {
    const askew = photoBy(cameraHeld({ roll: -4, pitch: 3, yaw: -9 }));
    const level = straighten(askew);
    const known = new Set(askew.data);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    expect(level).not.toBe(askew);
    expect(level.data.every((v) => v >= least && v <= most)).toBe(true);
  });
});

describe("largestWithin", () => {
  it("fits the whole of a rectangle, and in a turned one what trigonometry says", () => {
    const square = (turn: number) =>
      [0, 1, 2, 3].map((k) => ({
        x: 50 + Math.SQRT1_2 * 100 * Math.cos(turn + (k * Math.PI) / 2 + Math.PI / 4),
        y: 50 + Math.SQRT1_2 * 100 * Math.sin(turn + (k * Math.PI) / 2 + Math.PI / 4),
      }));
    expect(largestWithin(square(0), 100, 100)?.scale).toBeCloseTo(1, 6);
    const turn = 0.2;
    expect(largestWithin(square(turn), 100, 100)?.scale).toBeCloseTo(
      1 / (Math.cos(turn) + Math.sin(turn)),
      6,
    );
  });

  it("stays inside, and nothing larger does", () => {
    const shift = fc.double({ min: -18, max: 18, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(shift, shift), { minLength: 4, maxLength: 4 }), (shifts) => {
        const corners = [
          [0, 0],
          [120, 0],
          [120, 80],
          [0, 80],
        ].map(([x = 0, y = 0], k) => ({ x: x + (shifts[k]?.[0] ?? 0), y: y + (shifts[k]?.[1] ?? 0) }));
        const fitted = largestWithin(corners, 120, 80);
        if (fitted === undefined) throw new Error("nothing fits");
        const fits = (x: number, y: number, scale: number): boolean =>
          [-1, 1].every((u) =>
            [-1, 1].every((v) => isInside(x + u * 60 * scale, y + v * 40 * scale, corners, 1e-3)),
          );
        expect(fits(fitted.x, fitted.y, fitted.scale)).toBe(true);
        for (let x = -10; x <= 10; x += 2)
          for (let y = -10; y <= 10; y += 2)
            expect(fits(fitted.x + x, fitted.y + y, fitted.scale * 1.02)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

function isInside(
  x: number,
  y: number,
  corners: readonly { readonly x: number; readonly y: number }[],
  slack: number,
): boolean {
  return corners.every((a, k) => {
    const b = corners[(k + 1) % corners.length] ?? a;
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= -slack * 120;
  });
}
