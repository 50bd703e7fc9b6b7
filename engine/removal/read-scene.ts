import { type Box } from "#core/analysis/seen-object.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type FloorAt } from "#engine/removal/floor-at.ts";
import { type Guide } from "#engine/removal/guidance.ts";
import { hiddenLines } from "#engine/removal/hidden-lines.ts";
import { hiddenSurfaces } from "#engine/removal/hidden-surfaces.ts";
import { readSurfaces } from "#engine/removal/surfaces.ts";

/**
 * Reads from around a hole what to expect behind it: which surfaces meet it, which straight edges run on across it, and
 * so which surface lies where.
 * @param hole 255 = to be filled, of the photo's size
 * @param things boxes of detected things as shares of the photo's width and height
 * @param floorAt where the network sees floor, if it was asked
 */
export function readScene(photo: Raster, hole: Mask, things: readonly Box[] = [], floorAt?: FloorAt): Guide {
  const scale = Math.min(1, LONG_SIDE / Math.max(photo.width, photo.height));
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const surfaces = readSurfaces(photo, hole, width, height, things, floorAt);
  const lines = hiddenLines(photo, hole, surfaces);
  return { surfaces, lines, shares: hiddenSurfaces(surfaces, lines) };
}

const LONG_SIDE = 240;
