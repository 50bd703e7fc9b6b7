import { type Part } from "#engine/staging/mesh.ts";
import { box } from "#engine/staging/box-shape.ts";
import { sheet } from "#engine/staging/flat-shapes.ts";
import { tube } from "#engine/staging/turned-shapes.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";
import { type Size } from "#engine/staging/pieces/size.ts";

/** A picture in its frame, back against the wall. */
export function picture({ width, height, depth }: Size, variety: number): Part[] {
  const bar = variety % 2 === 0 ? 0.02 : 0.032;
  const mount = Math.min(width, height) * 0.12;
  const panel = (slot: "art" | "pillow", w: number, h: number, z: number): Part =>
    sheet(
      slot,
      (u, v) => [(0.5 - u) * w, height / 2 + (v - 0.5) * h, z],
      2,
      2,
      // The mount is paper: one place of the cloth's pattern has no threads.
      (u, v) => (slot === "art" ? [1 - u, v, 0] : [0, 0, 0]),
    );
  return [
    box("frame", [width, bar, depth], [0, 0, 0]),
    box("frame", [width, bar, depth], [0, height - bar, 0]),
    box("frame", [bar, height, depth], [-width / 2 + bar / 2, 0, 0]),
    box("frame", [bar, height, depth], [width / 2 - bar / 2, 0, 0]),
    panel("pillow", width - bar, height - bar, depth * 0.1),
    panel("art", width - bar - 2 * mount, height - bar - 2 * mount, 0),
  ];
}

export function wallMirror({ width, height, depth }: Size): Part[] {
  const ring: Vec3[] = Array.from({ length: 49 }, (_, k) => {
    const a = (k / 48) * 2 * Math.PI;
    return [(Math.cos(a) * width) / 2, height / 2 + (Math.sin(a) * height) / 2, 0];
  });
  return [
    tube("metal", ring, () => depth / 2, 8),
    sheet(
      "mirror",
      (u, v) => [
        (Math.cos(u * 2 * Math.PI) * v * width) / 2,
        height / 2 + (Math.sin(u * 2 * Math.PI) * v * height) / 2,
        0.004,
      ],
      48,
      2,
    ),
  ];
}
