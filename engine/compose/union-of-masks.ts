import { type Mask } from "#engine/raster.ts";

/** What is in any of them, as much as in the most of them. @param masks at least one, all of one size */
export function unionOfMasks([first, ...others]: readonly Mask[]): Mask {
  if (first === undefined) throw new RangeError("No masks");
  const data = first.data.slice();
  for (const mask of others) {
    if (mask.width !== first.width || mask.height !== first.height)
      throw new RangeError(`Masks of ${first.width}×${first.height} and ${mask.width}×${mask.height}`);
    for (let i = 0; i < data.length; i++) data[i] = Math.max(data[i], mask.data[i]);
  }
  return { data, width: first.width, height: first.height };
}
