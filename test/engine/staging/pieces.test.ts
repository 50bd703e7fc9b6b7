import { describe, expect, it } from "vitest";
import { stagingStyles } from "#core/edit/params.ts";
import { type Camera } from "#engine/geometry/camera.ts";
import { type Part } from "#engine/staging/mesh.ts";
import { modelOf, type PieceName } from "#engine/staging/pieces/catalogue.ts";
import { pieceOf } from "#engine/staging/arrange/placing.ts";
import { emptySeen, seenAt } from "#engine/staging/seen-point.ts";
import { gatherTriangles } from "#engine/staging/triangles.ts";
import { visibleTriangles } from "#engine/staging/visible.ts";

/** Mean depth of a part's places in a share of its height, metres; more is further back. */
function depthBetween({ positions }: Part, from: number, to: number): number {
  const places = Array.from({ length: positions.length / 3 }, (_, i) => ({
    y: positions[i * 3 + 1] ?? 0,
    z: positions[i * 3 + 2] ?? 0,
  }));
  const heights = places.map(({ y }) => y);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const inside = places.filter(({ y }) => y >= low + from * (high - low) && y <= low + to * (high - low));
  return inside.reduce((sum, { z }) => sum + z, 0) / inside.length;
}

const cushionsOf = (name: PieceName, style: (typeof stagingStyles)[number]): Part[] =>
  modelOf(pieceOf({ name, x: 0, z: 0, turn: 0 }), style).filter(
    ({ slot, positions }) =>
      slot.startsWith("pillow") && Math.max(...positions.filter((_, i) => i % 3 === 1)) > 0.7,
  );

describe("pieces", () => {
  it.each(["sofa", "bed"] as const)(
    "of a %s have cushions that lean on its back, not away from it",
    (name) => {
      const cushions = stagingStyles.flatMap((style) => cushionsOf(name, style));
      expect(cushions.length).toBeGreaterThan(5);
      for (const part of cushions)
        expect(depthBetween(part, 0.7, 1)).toBeGreaterThan(depthBetween(part, 0, 0.3) + 0.03);
    },
  );

  it.each(["dining-chair", "bar-stool", "office-chair"] as const)(
    "of a %s end where its posts do",
    (name) => {
      const chair = pieceOf({ name, x: 0, z: 0, turn: 0 });
      for (const style of stagingStyles) {
        const heights = modelOf(chair, style).flatMap(({ positions }) =>
          positions.filter((_, i) => i % 3 === 1),
        );
        expect(Math.max(...heights)).toBeLessThan(chair.height + 0.03);
      }
    },
  );

  it("show no normal that points into a body at its rim", () => {
    const camera: Camera = {
      width: 240,
      height: 180,
      focalPx: 200,
      heightM: 1.4,
      right: [1, 0, 0],
      up: [0, -Math.cos(0.35), -Math.sin(0.35)],
      forward: [0, -Math.sin(0.35), Math.cos(0.35)],
    };
    const pouf = pieceOf({ name: "pouf", x: 0, z: 2.4, turn: 0 });
    const triangles = gatherTriangles([pouf], [modelOf(pouf, "modern")]);
    const { left, top, width, triangle } = visibleTriangles(camera, triangles, 1);
    const seen = emptySeen();
    let into = 0;
    for (const [i, t] of triangle.entries()) {
      if (t < 0) continue;
      seenAt(camera, triangles, t, left + (i % width) + 0.5, top + Math.floor(i / width) + 0.5, seen);
      const out = seen.nx * seen.x + seen.ny * (seen.y - 0.2) + seen.nz * (seen.z - 2.4);
      if (out < 0) into++;
    }
    expect(triangle.filter((t) => t >= 0).length).toBeGreaterThan(500);
    expect(into).toBe(0);
  });
});
