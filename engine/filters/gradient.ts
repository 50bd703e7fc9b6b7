import { type Plane } from "#engine/plane.ts";

/** Horizontal and vertical slope a pixel by Sobel's 3 × 3 kernels over 8, so that a ramp of 1 a pixel gives 1. */
export function sobel({ data, width, height }: Plane): { dx: Float32Array; dy: Float32Array } {
  const dx = new Float32Array(data.length);
  const dy = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const here = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const l = x > 0 ? x - 1 : 0;
      const r = x + 1 < width ? x + 1 : x;
      const a = data[above + l];
      const c = data[above + r];
      const g = data[below + l];
      const k = data[below + r];
      dx[here + x] = (c + 2 * data[here + r] + k - a - 2 * data[here + l] - g) / 8;
      dy[here + x] = (g + 2 * data[below + x] + k - a - 2 * data[above + x] - c) / 8;
    }
  }
  return { dx, dy };
}

/** Length of the slope at each pixel. */
export function gradientMagnitude(plane: Plane): Plane {
  const { dx, dy } = sobel(plane);
  for (let i = 0; i < dx.length; i++) dx[i] = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]);
  return { data: dx, width: plane.width, height: plane.height };
}
