import { type Mask } from "#engine/raster.ts";

/**
 * A mask at a smaller size (or its own), set (255) wherever anything of it is (≥ 128), were it one pixel's corner; else
 * 0. What is to be filled may not be missed; the mean of an area would miss it.
 * @param width  1 … the mask's own
 * @param height 1 … the mask's own
 */
export function shrunkMask(mask: Mask, width: number, height: number): Mask {
  const data = new Uint8Array(width * height);
  const across = cellsOf(mask.width, width);
  const down = cellsOf(mask.height, height);
  // Rows that lie in the same new rows are gathered first: a large mark is written once, not at every pixel of it.
  const gathered = new Uint8Array(width);
  for (let y = 0, i = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++, i++) {
      if (mask.data[i] < 128) continue;
      gathered[across.first[x]] = 255;
      gathered[across.last[x]] = 255;
    }
    if (down.first[y + 1] === down.first[y] && down.last[y + 1] === down.last[y]) continue;
    for (const row of [down.first[y], down.last[y]])
      for (let x = 0; x < width; x++) if (gathered[x] === 255) data[row * width + x] = 255;
    gathered.fill(0);
  }
  return { data, width, height };
}

/** The one or two new pixels that each pixel lies in along one axis. */
function cellsOf(from: number, to: number): { readonly first: Int32Array; readonly last: Int32Array } {
  const first = new Int32Array(from);
  const last = new Int32Array(from);
  for (let x = 0; x < from; x++) {
    // In whole numbers, for a rounding error must not reach into the next cell.
    first[x] = Math.floor((x * to) / from);
    last[x] = Math.ceil(((x + 1) * to) / from) - 1;
  }
  return { first, last };
}
