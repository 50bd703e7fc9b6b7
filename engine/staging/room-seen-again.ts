import { type Camera } from "#engine/geometry/camera.ts";
import { roomKnownAs } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { secondCamera } from "#engine/geometry/second-camera.ts";
import { sharedPlaces } from "#engine/geometry/shared-places.ts";
import { loadOpenCv } from "#engine/opencv.ts";
import { type Raster } from "#engine/raster.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";

/** A room as a second photo shows it, and the first photo's furniture in it. */
export interface SeenAgain {
  readonly room: Room;
  readonly like: KeptScene;
}

/**
 * The room of a scene as another photo shows it, by what both photos show: the second camera is found in the first
 * one's room, so every piece keeps its place to the centimetre the box is right to.
 * @param first the photo the scene was arranged in, any size
 * @returns undefined where the photos have too little in common, as from opposite corners
 */
export async function roomSeenAgain(
  photo: Raster,
  kept: KeptScene,
  first: Raster,
): Promise<SeenAgain | undefined> {
  const { box, scene } = kept;
  const camera = cameraOf(kept, first);
  if (camera === undefined) return undefined;
  const places = await sharedPlaces(first, photo);
  const second = secondCamera(await loadOpenCv(), { camera, box }, places, photo);
  if (second === undefined) return undefined;
  const { x, z } = second.at;
  const moved = { ...box, left: box.left - x, right: box.right - x, back: box.back - z };
  const pieces = scene.pieces.map((piece) => ({ ...piece, x: piece.x - x, z: piece.z - z }));
  return {
    room: roomKnownAs(photo, second.camera, moved),
    like: { scene: { ...scene, pieces }, box: moved, camera: kept.camera, isPlaced: true },
  };
}

function cameraOf({ camera }: KeptScene, { width, height }: Raster): Camera | undefined {
  if (camera?.looks === undefined) return undefined;
  const { focal, heightM, looks } = camera;
  return { width, height, focalPx: focal * Math.max(width, height), heightM, ...looks };
}
