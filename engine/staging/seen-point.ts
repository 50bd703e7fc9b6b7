import { rayThrough, type Camera } from "#engine/geometry/camera.ts";
import { type Triangles } from "#engine/staging/triangles.ts";

/** A point of the furniture as seen at a place of the picture. */
export interface SeenPoint {
  x: number;
  y: number;
  z: number;
  nx: number;
  ny: number;
  nz: number;
  u: number;
  v: number;
  w: number;
  distance: number;
}

/** Where the ray through (px, py) meets the plane of a triangle, with normal and pattern interpolated. */
export function seenAt(
  camera: Camera,
  triangles: Triangles,
  t: number,
  px: number,
  py: number,
  out: SeenPoint,
): void {
  const { positions: p, normals: n, texture } = triangles;
  const [dx, dy, dz] = rayThrough(camera, px, py);
  const i = t * 9;
  const ax = p[i + 3] - p[i];
  const ay = p[i + 4] - p[i + 1];
  const az = p[i + 5] - p[i + 2];
  const bx = p[i + 6] - p[i];
  const by = p[i + 7] - p[i + 1];
  const bz = p[i + 8] - p[i + 2];
  const hx = dy * bz - dz * by;
  const hy = dz * bx - dx * bz;
  const hz = dx * by - dy * bx;
  const det = ax * hx + ay * hy + az * hz;
  const inv = Math.abs(det) < 1e-14 ? 0 : 1 / det;
  const tx = -p[i];
  const ty = camera.heightM - p[i + 1];
  const tz = -p[i + 2];
  const qx = ty * az - tz * ay;
  const qy = tz * ax - tx * az;
  const qz = tx * ay - ty * ax;
  const u = Math.max(0, Math.min(1, (tx * hx + ty * hy + tz * hz) * inv));
  const v = Math.max(0, Math.min(1 - u, (dx * qx + dy * qy + dz * qz) * inv));
  const w = 1 - u - v;
  out.x = p[i] * w + p[i + 3] * u + p[i + 6] * v;
  out.y = p[i + 1] * w + p[i + 4] * u + p[i + 7] * v;
  out.z = p[i + 2] * w + p[i + 5] * u + p[i + 8] * v;
  out.u = texture[i] * w + texture[i + 3] * u + texture[i + 6] * v;
  out.v = texture[i + 1] * w + texture[i + 4] * u + texture[i + 7] * v;
  out.w = texture[i + 2] * w + texture[i + 5] * u + texture[i + 8] * v;
  let nx = n[i] * w + n[i + 3] * u + n[i + 6] * v;
  let ny = n[i + 1] * w + n[i + 4] * u + n[i + 7] * v;
  let nz = n[i + 2] * w + n[i + 5] * u + n[i + 8] * v;
  // Not Math.hypot, which takes ten times as long.
  const long = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
  nx /= long;
  ny /= long;
  nz /= long;
  const away = nx * dx + ny * dy + nz * dz;
  if (away > 0) {
    const fx = ay * bz - az * by;
    const fy = az * bx - ax * bz;
    const fz = ax * by - ay * bx;
    // Cloth and leaves are seen from behind too. Where a body bends out of sight, though, only the interpolated normal is
    // beyond its rim: turned round it would point into the body, and be dark.
    const isBehind = (fx * nx + fy * ny + fz * nz) * (fx * dx + fy * dy + fz * dz) > 0;
    const along = (1.02 * away) / (dx * dx + dy * dy + dz * dz);
    nx = isBehind ? -nx : nx - along * dx;
    ny = isBehind ? -ny : ny - along * dy;
    nz = isBehind ? -nz : nz - along * dz;
    const rest = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    nx /= rest;
    ny /= rest;
    nz /= rest;
  }
  out.nx = nx;
  out.ny = ny;
  out.nz = nz;
  const rise = out.y - camera.heightM;
  out.distance = Math.sqrt(out.x * out.x + rise * rise + out.z * out.z);
}

export const emptySeen = (): SeenPoint => ({
  x: 0,
  y: 0,
  z: 0,
  nx: 0,
  ny: 0,
  nz: 0,
  u: 0,
  v: 0,
  w: 0,
  distance: 0,
});
