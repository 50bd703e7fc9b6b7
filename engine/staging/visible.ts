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

/** Draws all triangles with a depth buffer, as far as they lie 10 cm and more before the lens. */
export function visibleTriangles(camera: Camera, triangles: Triangles, per: number): Visible {
  const { seen, of, count } = beforeLens(camera, triangles);
  let [x0, y0, x1, y1] = [camera.width, camera.height, 0, 0];
  for (let i = 0; i < count * 9; i += 3) {
    x0 = Math.min(x0, seen[i]);
    x1 = Math.max(x1, seen[i]);
    y0 = Math.min(y0, seen[i + 1]);
    y1 = Math.max(y1, seen[i + 1]);
  }
  const left = Math.max(0, Math.floor(x0) - 1);
  const top = Math.max(0, Math.floor(y0) - 1);
  const width = Math.max(0, Math.min(camera.width, Math.ceil(x1) + 1) - left);
  const height = Math.max(0, Math.min(camera.height, Math.ceil(y1) + 1) - top);
  const w = width * per;
  const h = height * per;
  const triangle = new Int32Array(w * h).fill(-1);
  const nearness = new Float32Array(w * h);
  for (let k = 0; k < count; k++) fill(k * 9, of[k], seen, left, top, w, h, per, triangle, nearness);
  return { left, top, width, height, per, triangle };
}

const NEAREST_M = 0.1;

/** The triangles as the picture has them, three times x, y and depth; what reaches behind the lens is cut off. */
function beforeLens(
  { right, up, forward, heightM, focalPx, width, height }: Camera,
  { count, positions }: Triangles,
): { readonly seen: Float32Array; readonly of: Int32Array; readonly count: number } {
  // A triangle that is cut becomes two at most.
  const seen = new Float32Array(count * 18);
  const of = new Int32Array(count * 2);
  const corners = new Float64Array(9);
  const kept = new Float64Array(12);
  let drawn = 0;
  const put = (corner: number, from: number): void => {
    const depth = kept[from + 2];
    const i = drawn * 9 + corner * 3;
    seen[i] = (kept[from] / depth) * focalPx + width / 2;
    seen[i + 1] = (kept[from + 1] / depth) * focalPx + height / 2;
    seen[i + 2] = depth;
  };
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 9; k += 3) {
      const x = positions[t * 9 + k];
      const y = positions[t * 9 + k + 1] - heightM;
      const z = positions[t * 9 + k + 2];
      corners[k] = right[0] * x + up[0] * y + forward[0] * z;
      corners[k + 1] = right[1] * x + up[1] * y + forward[1] * z;
      corners[k + 2] = right[2] * x + up[2] * y + forward[2] * z;
    }
    const sides = cutAtLens(corners, kept);
    for (let side = 2; side < sides; side++, drawn++) {
      put(0, 0);
      put(1, side * 3 - 3);
      put(2, side * 3);
      of[drawn] = t;
    }
  }
  return { seen, of, count: drawn };
}

/** Keeps what of a triangle lies before the lens (Sutherland and Hodgman 1974), and tells how many corners that has. */
function cutAtLens(corners: Float64Array, out: Float64Array): number {
  let count = 0;
  for (let a = 0; a < 9; a += 3) {
    const b = (a + 3) % 9;
    const [da, db] = [corners[a + 2], corners[b + 2]];
    if (da > NEAREST_M) {
      for (let k = 0; k < 3; k++) out[count * 3 + k] = corners[a + k];
      count++;
    }
    if (da > NEAREST_M === db > NEAREST_M) continue;
    const part = (NEAREST_M - da) / (db - da);
    for (let k = 0; k < 3; k++)
      out[count * 3 + k] = corners[a + k] + (corners[b + k] - corners[a + k]) * part;
    count++;
  }
  return count;
}

function fill(
  i: number,
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
