import { type Camera } from "#engine/geometry/camera.ts";
import { type Triangles } from "#engine/staging/triangles.ts";

/** What each sample of a window of the picture sees: a triangle, or −1. Samples lie `per` × `per` to a pixel. */
export interface Visible {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly per: number;
  readonly triangle: Int32Array;
}

/** Draws all triangles with a depth buffer; those nearer than 10 cm to the lens are left out. */
export function visibleTriangles(camera: Camera, triangles: Triangles, per: number): Visible {
  const { count, positions } = triangles;
  const seen = new Float32Array(count * 9);
  const { right, up, forward, heightM, focalPx } = camera;
  let [x0, y0, x1, y1] = [camera.width, camera.height, 0, 0];
  for (let i = 0; i < count * 9; i += 3) {
    const x = positions[i];
    const y = positions[i + 1] - heightM;
    const z = positions[i + 2];
    const depth = right[2] * x + up[2] * y + forward[2] * z;
    const px = ((right[0] * x + up[0] * y + forward[0] * z) / depth) * focalPx + camera.width / 2;
    const py = ((right[1] * x + up[1] * y + forward[1] * z) / depth) * focalPx + camera.height / 2;
    seen[i] = px;
    seen[i + 1] = py;
    seen[i + 2] = depth;
    if (depth > NEAREST_M) {
      x0 = Math.min(x0, px);
      x1 = Math.max(x1, px);
      y0 = Math.min(y0, py);
      y1 = Math.max(y1, py);
    }
  }
  const left = Math.max(0, Math.floor(x0) - 1);
  const top = Math.max(0, Math.floor(y0) - 1);
  const width = Math.max(0, Math.min(camera.width, Math.ceil(x1) + 1) - left);
  const height = Math.max(0, Math.min(camera.height, Math.ceil(y1) + 1) - top);
  const w = width * per;
  const h = height * per;
  const triangle = new Int32Array(w * h).fill(-1);
  const nearness = new Float32Array(w * h);
  for (let t = 0; t < count; t++) fill(t, seen, left, top, w, h, per, triangle, nearness);
  return { left, top, width, height, per, triangle };
}

const NEAREST_M = 0.1;

function fill(
  t: number,
  seen: Float32Array,
  left: number,
  top: number,
  w: number,
  h: number,
  per: number,
  triangle: Int32Array,
  nearness: Float32Array,
): void {
  const i = t * 9;
  if (seen[i + 2] < NEAREST_M || seen[i + 5] < NEAREST_M || seen[i + 8] < NEAREST_M) return;
  const ax = (seen[i] - left) * per - 0.5;
  const ay = (seen[i + 1] - top) * per - 0.5;
  const bx = (seen[i + 3] - left) * per - 0.5;
  const by = (seen[i + 4] - top) * per - 0.5;
  const cx = (seen[i + 6] - left) * per - 0.5;
  const cy = (seen[i + 7] - top) * per - 0.5;
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0) return;
  const minX = Math.max(0, Math.ceil(Math.min(ax, bx, cx)));
  const maxX = Math.min(w - 1, Math.floor(Math.max(ax, bx, cx)));
  const minY = Math.max(0, Math.ceil(Math.min(ay, by, cy)));
  const maxY = Math.min(h - 1, Math.floor(Math.max(ay, by, cy)));
  if (minX > maxX || minY > maxY) return;
  // One over depth is linear in the picture, so the nearest sample is the one with the largest.
  const inv = 1 / area;
  const na = 1 / seen[i + 2];
  const nb = 1 / seen[i + 5];
  const nc = 1 / seen[i + 8];
  const stepB = (cy - ay) * inv;
  const stepC = -(by - ay) * inv;
  for (let y = minY; y <= maxY; y++) {
    let u = ((minX - ax) * (cy - ay) - (y - ay) * (cx - ax)) * inv;
    let v = ((bx - ax) * (y - ay) - (by - ay) * (minX - ax)) * inv;
    let o = y * w + minX;
    for (let x = minX; x <= maxX; x++, o++, u += stepB, v += stepC) {
      if (u < 0 || v < 0 || u + v > 1) continue;
      const near = na + u * (nb - na) + v * (nc - na);
      if (near <= nearness[o]) continue;
      nearness[o] = near;
      triangle[o] = t;
    }
  }
}
