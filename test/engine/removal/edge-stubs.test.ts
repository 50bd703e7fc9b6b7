import { describe, expect, it } from "vitest";
import { squaredDistance } from "#engine/filters/morphology.ts";
import { lumaPlane } from "#engine/plane.ts";
import { edgeStubs } from "#engine/removal/edge-stubs.ts";
import { type Colour, drawn } from "#test/engine/drawn.ts";

const [width, height] = [120, 90];
const inHole = (x: number, y: number): boolean => ((x - 46) / 44) ** 2 + ((y - 45) / 40) ** 2 <= 1;
const open = Uint8Array.from({ length: width * height }, (_, i) =>
  inHole(i % width, Math.floor(i / width)) ? 1 : 0,
);

/** The lower end of a dark cupboard on a white wall; all but 30 pixels of it lie behind a grey thing. */
const photo = drawn(width, height, (x, y): Colour => {
  if (inHole(x, y)) return [128, 128, 128];
  return y < 45 ? [30, 30, 30] : [240, 240, 240];
});

describe("stubs of edges at a hole", () => {
  const hole = { data: open.map((v) => v * 255), width, height };
  const stubs = edgeStubs(lumaPlane(photo), open, squaredDistance(hole, true), 12);

  it("are found up to its rim, strong as they may be", () => {
    const stub = stubs.find(({ x1, x2 }) => Math.max(x1, x2) > 115);
    const inner = Math.min(stub?.x1 ?? 0, stub?.x2 ?? 0);
    expect(inner).toBeGreaterThan(89);
    expect(inner).toBeLessThan(93);
    for (const y of [stub?.y1, stub?.y2]) expect(Math.abs((y ?? 0) - 44.5)).toBeLessThan(0.5);
  });

  it("are none where only the hole ends", () => {
    expect(stubs).toHaveLength(1);
  });
});
