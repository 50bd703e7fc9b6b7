import { type Mask } from "#engine/raster.ts";

/** How many of the bytes are not 0. */
export function countSet(data: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count;
}

/** The share of a mask that is not 0, 0–1. */
export const coverage = ({ data }: Mask): number => countSet(data) / data.length;

/** The numbers of the pixels that are not 0, in scan order. */
export function pixelsSet(data: Uint8Array): Int32Array {
  const at = new Int32Array(countSet(data));
  for (let i = 0, n = 0; n < at.length; i++) if (data[i] !== 0) at[n++] = i;
  return at;
}
