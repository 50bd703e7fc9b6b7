import { type RayTree } from "#engine/staging/ray-tree.ts";
import { type RoomLight } from "#engine/staging/room-light.ts";
import { scale, type Vec3 } from "#engine/geometry/vector.ts";
import { hash2 } from "#engine/random.ts";

/** Light that falls on a surface of unit size, linear, with what stands in the way and without. */
export interface Fallen {
  r: number;
  g: number;
  b: number;
  openR: number;
  openG: number;
  openB: number;
}

/** How strongly the two kinds of light count in red, green and blue, so that white things come out as the photo's white. */
export interface Exposure {
  readonly ambient: Vec3;
  readonly lamps: Vec3;
}

export type IrradianceAt = (
  x: number,
  y: number,
  z: number,
  nx: number,
  ny: number,
  nz: number,
  turn: number,
  out: Fallen,
) => void;

/**
 * Gathers light at a point: from all around by cosine-weighted rays that end at the room's walls as photographed or at
 * a piece of furniture, and from the lamps by rays to points on them.
 * @param rays    how many go all around, and `lampRays` to the lamps; `turn` 0–1 turns the pattern from place to place
 * @param bounce  linear light that a piece of furniture sends back, by triangle
 */
export function irradiance(
  light: RoomLight,
  tree: RayTree,
  exposure: Exposure,
  rays: number,
  lampRays: number,
  bounce: (triangle: number, out: Float32Array) => void,
): IrradianceAt {
  const spread = cosineDirections(rays);
  const seen = new Float32Array(3);
  const { lamps, chances } = light;
  const [ambientR, ambientG, ambientB] = scale(exposure.ambient, Math.PI / rays);
  const [lampsR, lampsG, lampsB] = exposure.lamps;
  const total = lamps.reduce((sum, lamp) => sum + lamp.r + lamp.g + lamp.b, 0);
  return (x, y, z, nx, ny, nz, turn, out) => {
    const sx = x + nx * OFFSET_M;
    const sy = y + ny * OFFSET_M;
    const sz = z + nz * OFFSET_M;
    // A frame around the normal (Duff et al. 2017).
    const sign = nz >= 0 ? 1 : -1;
    const a = -1 / (sign + nz);
    const b = nx * ny * a;
    const c = Math.cos(turn * 2 * Math.PI);
    const s = Math.sin(turn * 2 * Math.PI);
    const ux = 1 + sign * nx * nx * a;
    const uy = sign * b;
    const uz = -sign * nx;
    const vx = b;
    const vy = sign + ny * ny * a;
    const vz = -ny;
    out.r = out.g = out.b = out.openR = out.openG = out.openB = 0;
    for (let k = 0; k < spread.length; k += 3) {
      const p = c * spread[k] - s * spread[k + 1];
      const q = s * spread[k] + c * spread[k + 1];
      const h = spread[k + 2];
      const dx = ux * p + vx * q + nx * h;
      const dy = uy * p + vy * q + ny * h;
      const dz = uz * p + vz * q + nz * h;
      light.radiance(sx, sy, sz, dx, dy, dz, seen);
      out.openR += seen[0] * ambientR;
      out.openG += seen[1] * ambientG;
      out.openB += seen[2] * ambientB;
      const hit = tree.any(sx, sy, sz, dx, dy, dz, 5);
      if (hit >= 0) bounce(hit, seen);
      out.r += seen[0] * ambientR;
      out.g += seen[1] * ambientG;
      out.b += seen[2] * ambientB;
    }
    for (let n = 0; n < lampRays; n++) {
      const u = (n + ((turn * 7.31 + n * 0.618) % 1)) / lampRays;
      const lamp = lamps[indexAt(chances, u)];
      const jitter = (hash2(n, (turn * 65536) | 0, 17) - 0.5) * 0.25;
      const lx = lamp.x + jitter * (1 - Math.abs(lamp.nx)) - sx;
      const ly = lamp.y - sy;
      const lz = lamp.z + jitter * (1 - Math.abs(lamp.nz)) - sz;
      const d2 = Math.max(0.3, lx * lx + ly * ly + lz * lz);
      const d = Math.sqrt(d2);
      const cos = (lx * nx + ly * ny + lz * nz) / d;
      const leaving = -(lx * lamp.nx + ly * lamp.ny + lz * lamp.nz) / d;
      if (cos <= 0 || leaving <= 0) continue;
      const own = lamp.r + lamp.g + lamp.b;
      const share = (cos * leaving * total) / (d2 * own * lampRays);
      const lampR = lamp.r * share * lampsR;
      const lampG = lamp.g * share * lampsG;
      const lampB = lamp.b * share * lampsB;
      out.openR += lampR;
      out.openG += lampG;
      out.openB += lampB;
      if (tree.any(sx, sy, sz, lx, ly, lz, 0.98) >= 0) continue;
      out.r += lampR;
      out.g += lampG;
      out.b += lampB;
    }
  };
}

const OFFSET_M = 0.003;

function indexAt(chances: Float32Array, u: number): number {
  let low = 0;
  let high = chances.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chances[middle] < u) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Directions around +z with density as the cosine (a Hammersley set on the disk, lifted). */
function cosineDirections(count: number): Float32Array {
  const out = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const u = (i + 0.5) / count;
    const r = Math.sqrt(u);
    const angle = i * 2.399963;
    out[i * 3] = r * Math.cos(angle);
    out[i * 3 + 1] = r * Math.sin(angle);
    out[i * 3 + 2] = Math.sqrt(1 - u);
  }
  return out;
}
