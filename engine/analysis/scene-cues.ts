import { bytesToOklab } from "#engine/colour/oklab.ts";
import { gaussian } from "#engine/filters/gaussian.ts";
import { sobel } from "#engine/filters/gradient.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** Plain shares (0–1) that scenes differ by. */
export interface SceneCues {
  /** Pixels with a plain edge (slope ≥ 0.03 of full scale a pixel at 640 px width). */
  readonly edges: number;
  /** The same in the lower 55 % of the picture, where furniture stands. */
  readonly edgesBelow: number;
  /** Of the edges' strength, what runs within 3° of upright. Houses and rooms have plenty, faces and animals little. */
  readonly upright: number;
  /** Of the edges' strength, what runs in the picture's own three strongest directions (4° wide each). */
  readonly ordered: number;
  readonly green: number;
  readonly skin: number;
  /** Bright and without colour. */
  readonly white: number;
  /** Large even areas: 16 × 16 blocks without any edge. */
  readonly plainBlocks: number;
  /** The same below the middle. */
  readonly plainBelow: number;
  readonly warm: number;
  /** Median luma of the outermost top rows against the whole, −1…1. */
  readonly topBrighter: number;
}

/** @param photo about 0.3 MP */
export function sceneCues(photo: Raster): SceneCues {
  const { width, height } = photo;
  const luma = lumaPlane(photo);
  const { dx, dy } = sobel(gaussian(luma, 0.9));
  const directions = new Float64Array(180);
  const half = Math.floor(height * 0.45);
  let edges = 0;
  let edgesBelow = 0;
  let strength = 0;
  let upright = 0;
  const blocks = new Uint8Array(Math.ceil(width / 16) * Math.ceil(height / 16));
  const columns = Math.ceil(width / 16);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const m = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
      if (m > 0.008) blocks[(y >> 4) * columns + (x >> 4)]++;
      if (m < 0.015) continue;
      const s = Math.min(m, 0.1);
      strength += s;
      // Direction of the edge itself, 0 = level, 90 = upright.
      let degrees = (Math.atan2(dx[i], -dy[i]) * 180) / Math.PI;
      if (degrees < 0) degrees += 180;
      if (degrees >= 180) degrees -= 180;
      directions[Math.floor(degrees)] += s;
      const off = degrees - 90;
      if (Math.abs(off) < 3) upright += s;
      if (m < 0.03) continue;
      edges++;
      if (y >= half) edgesBelow++;
    }
  const colours = colourShares(photo);
  const plain = Array.from(blocks, (count) => (count < 12 ? 1 : 0));
  const lower = plain.slice(Math.floor(plain.length / 2));
  return {
    edges: edges / (width * height),
    edgesBelow: edgesBelow / (width * (height - half)),
    upright: upright / Math.max(1e-9, strength),
    ordered: orderedShare(directions),
    ...colours,
    plainBlocks: mean(plain),
    plainBelow: mean(lower),
    topBrighter: topBrighter(luma.data, width, height),
  };
}

function colourShares({ data, width, height }: Raster): Pick<SceneCues, "green" | "skin" | "white" | "warm"> {
  let green = 0;
  let skin = 0;
  let white = 0;
  let warm = 0;
  const n = width * height;
  for (let i = 0; i < n; i += 2) {
    const { l, a, b } = bytesToOklab(data[i * 3], data[i * 3 + 1], data[i * 3 + 2]);
    const chroma = Math.sqrt(a * a + b * b);
    if (a < -0.025 && b > 0.02 && l > 0.2 && l < 0.85) green++;
    const hue = Math.atan2(b, a);
    if (l > 0.5 && l < 0.9 && chroma > 0.04 && chroma < 0.13 && hue > 0.5 && hue < 1.15) skin++;
    if (l > 0.82 && chroma < 0.03) white++;
    if (b > 0.05 && a > 0) warm++;
  }
  const half = n / 2;
  return { green: green / half, skin: skin / half, white: white / half, warm: warm / half };
}

function orderedShare(directions: Float64Array): number {
  const total = directions.reduce((a, b) => a + b, 0);
  if (total === 0) return 0;
  const left = Float64Array.from(directions);
  let kept = 0;
  for (let peak = 0; peak < 3; peak++) {
    let best = 0;
    let at = 0;
    for (let d = 0; d < 180; d++) {
      const sum = [-1, 0, 1, 2].reduce((s, k) => s + left[(d + k + 180) % 180], 0);
      if (sum > best) {
        best = sum;
        at = d;
      }
    }
    kept += best;
    for (const k of [-1, 0, 1, 2]) left[(at + k + 180) % 180] = 0;
  }
  return kept / total;
}

function topBrighter(luma: Float32Array, width: number, height: number): number {
  const rows = Math.max(1, Math.floor(height * 0.12));
  let top = 0;
  for (let i = 0; i < rows * width; i++) top += luma[i];
  let rest = 0;
  for (let i = rows * width; i < luma.length; i++) rest += luma[i];
  return top / (rows * width) - rest / (luma.length - rows * width);
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
