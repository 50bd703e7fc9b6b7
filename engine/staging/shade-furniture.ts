import { hash2 } from "#engine/random.ts";
import { type Bounce } from "#engine/staging/bounce.ts";
import { type Fallen, type IrradianceAt } from "#engine/staging/irradiance.ts";
import { type Shade } from "#engine/staging/layer.ts";
import { type LightCells } from "#engine/staging/light-cells.ts";
import { type surfaceOf } from "#engine/staging/surface-of.ts";
import { emptySurface } from "#engine/staging/surface.ts";
import { type RayTree } from "#engine/staging/ray-tree.ts";
import { type RoomLight } from "#engine/staging/room-light.ts";
import { emptySeen, seenAt } from "#engine/staging/seen-point.ts";
import { type Triangles } from "#engine/staging/triangles.ts";

/** A shader of the furniture: diffuse light from the cells, a share mirrored by Schlick's Fresnel, lamps that glow. */
export function shadeFurniture(
  triangles: Triangles,
  surfaces: readonly ReturnType<typeof surfaceOf>[],
  light: RoomLight,
  tree: RayTree,
  bounce: Bounce,
  near: LightCells,
  single: IrradianceAt,
): Shade {
  const seen = emptySeen();
  const surface = emptySurface();
  const fallen: Fallen = { r: 0, g: 0, b: 0, openR: 0, openG: 0, openB: 0 };
  const received = new Float32Array(3);
  const mirrored = new Float32Array(3);
  return (camera, t, px, py, out) => {
    seenAt(camera, triangles, t, px, py, seen);
    const pixel = seen.distance / camera.focalPx;
    surfaces[triangles.slot[t]]([seen.u, seen.v, seen.w], pixel, surface);
    if (!near(px, py, seen, received)) {
      single(seen.x, seen.y, seen.z, seen.nx, seen.ny, seen.nz, hash2(px * 4, py * 4, 3), fallen);
      received[0] = fallen.r;
      received[1] = fallen.g;
      received[2] = fallen.b;
    }
    const diffuse = ((1 - surface.metallic) / Math.PI) * (1 + surface.bump);
    out[0] = surface.r * received[0] * diffuse;
    out[1] = surface.g * received[1] * diffuse;
    out[2] = surface.b * received[2] * diffuse;
    if (surface.glow > 0) {
      out[0] += surface.r * surface.glow * light.white[0] * 1.1;
      out[1] += surface.g * surface.glow * light.white[1] * 1.02;
      out[2] += surface.b * surface.glow * light.white[2] * 0.9;
    }
    if (surface.specular <= 0.01) return;
    const vx = seen.x / seen.distance;
    const vy = (seen.y - camera.heightM) / seen.distance;
    const vz = seen.z / seen.distance;
    const into = vx * seen.nx + vy * seen.ny + vz * seen.nz;
    const fresnel = surface.specular + (1 - surface.specular) * Math.max(0, 1 + into) ** 5;
    const strength = surface.metallic > 0 ? 0.9 : fresnel * (1 - surface.roughness) ** 1.5;
    if (strength < 0.004) return;
    const mx = vx - 2 * into * seen.nx;
    const my = vy - 2 * into * seen.ny;
    const mz = vz - 2 * into * seen.nz;
    light.radiance(seen.x, seen.y, seen.z, mx, my, mz, mirrored);
    const level = Math.min(1, (received[1] * 0.86) / (Math.PI * light.white[1]));
    if (surface.metallic > 0 || surface.roughness < 0.3) {
      const hit = tree.nearest(
        seen.x + seen.nx * 0.004,
        seen.y + seen.ny * 0.004,
        seen.z + seen.nz * 0.004,
        mx,
        my,
        mz,
        6,
      );
      if (hit >= 0) bounce(hit, mirrored);
    }
    // A rough mirror shows a mean of all around.
    const sharp = Math.max(0, 1 - surface.roughness * 2);
    for (let c = 0; c < 3; c++) {
      const tint = surface.metallic > 0 ? (c === 0 ? surface.r : c === 1 ? surface.g : surface.b) : 1;
      const around = (received[c] / Math.PI) * 0.9;
      const bright = mirrored[c] > 0.85 ? mirrored[c] * 1.6 : mirrored[c];
      out[c] += strength * tint * (bright * sharp * (0.3 + 0.7 * level) + around * (1 - sharp));
    }
  };
}
