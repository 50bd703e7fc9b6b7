import { countSet } from "#engine/filters/coverage.ts";
import { findFloor } from "#engine/renovation/find-floor.ts";
import { type SurfaceView } from "#engine/renovation/surface-view.ts";

/**
 * Whether nothing seems to stand in a room, told without a detector: from its far end down to the picture's edge the
 * floor is of one colour. Furniture, rugs and people break it.
 */
export function looksBare(view: SurfaceView): boolean {
  const { data, width, height } = findFloor(view);
  const counts = Array.from({ length: height }, (_, y) =>
    countSet(data.subarray(y * width, (y + 1) * width)),
  );
  const top = counts.findIndex((count) => count > width / 2);
  if (top < 0 || top > LOWEST_TOP * height) return false;
  const seen = counts.slice(top).reduce((sum, count) => sum + count, 0);
  return seen >= LEAST_FILL * width * (height - top);
}

const LOWEST_TOP = 0.85;
const LEAST_FILL = 0.92;
