import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { underWhite } from "#engine/enhance/under-white.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { cameraAt } from "#engine/geometry/camera.ts";
import { type Face, faceAt, type Room } from "#engine/geometry/room.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** What is known of a photo's surfaces while looking for them; made once a photo. */
export interface SurfaceView {
  readonly width: number;
  readonly height: number;
  readonly lab: OklabPlanes;
  /** Slope of the smoothed luma a pixel, 0–0.5. */
  readonly slope: Float32Array;
  /** Which part of the room's box each pixel shows, when the room is known well enough. */
  readonly faces: readonly Face[] | undefined;
}

/** From here up the room's box is trusted more than position in the picture. */
const trustedRoom = 0.3;

/** About 0.2 MP, lightly smoothed: surfaces are large. */
export function surfaceView(photo: Raster, room: Room): SurfaceView {
  const raw = gaussianRaster(shrinkTo(photo, 200_000), 1);
  // Colours are told apart as under white light; in a yellow room every wall would pass for wood.
  const small = underWhite(raw);
  return {
    width: small.width,
    height: small.height,
    lab: oklabPlanes(small),
    slope: gradientMagnitude(lumaPlane(small)).data,
    faces: room.confidence < trustedRoom ? undefined : facesOf(room, small.width, small.height),
  };
}

function facesOf(room: Room, width: number, height: number): readonly Face[] {
  const camera = cameraAt(room.camera, width, height);
  return Array.from(
    { length: width * height },
    (_, i) => faceAt(camera, room.box, (i % width) + 0.5, Math.floor(i / width) + 0.5).face,
  );
}
