import { type SeenObject } from "#core/analysis/seen-object.ts";
import { detectionsNode, objectsOf } from "#engine/objects/objects-in.ts";
import { networkPass } from "#engine/objects/network-pass.ts";
import { type Raster } from "#engine/raster.ts";
import { featureMaps, featureNodes } from "#engine/renovation/surface-features.ts";
import { likenessOf, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

/** What the network sees in a room. */
export interface RoomLook {
  /** Surest first, in pixels of the photo. */
  readonly objects: readonly SeenObject[];
  readonly likeness: SurfaceLikeness;
}

/**
 * The answers of `objectsIn` and `surfaceLikeness` by one pass of their network instead of two.
 * @param photo upright, any size: the network looks at a square of 512
 * @returns undefined where the network cannot be loaded
 */
export async function lookAtRoom(photo: Raster): Promise<RoomLook | undefined> {
  const pass = await networkPass(photo, [detectionsNode, ...featureNodes]);
  if (pass.kind === "unavailable") return undefined;
  const [rows, ...features] = pass.outputs;
  return { objects: objectsOf(rows, photo), likeness: likenessOf(featureMaps(features)) };
}
