import { cameraAt } from "#engine/geometry/camera.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { dilate } from "#engine/filters/morphology.ts";
import { resizeMask, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { modelOf } from "#engine/staging/pieces/catalogue.ts";
import { renderScene, type Rendered } from "#engine/staging/render-scene.ts";
import { type PlacedPiece, type Scene } from "#engine/staging/scene.ts";
import { gatherTriangles } from "#engine/staging/triangles.ts";
import { visibleTriangles } from "#engine/staging/visible.ts";
import { type Staging } from "./prompt-reader.ts";
import { CannotDraw } from "./studio.ts";

/**
 * Furnishes only where the mask allows, as an inpainting model does. Of several arrangements the one that keeps most:
 * a piece that would be cut off at the mask's edge is left out, and without its first piece (the bed, the sofa, the
 * table) an arrangement is none. Throws CannotDraw when no arrangement is left.
 * @param mask of any size, ≥ 128 = may change
 */
export function stageInMask(photo: Raster, mask: Mask, { roomType, style }: Staging, seed: number): Rendered {
  const room = estimateRoom(photo);
  let best: Scene | undefined;
  for (let n = 0; n < arrangements; n++) {
    const scene = arrangeScene(room, { roomType, style, seed: seed + n });
    const inside = withoutCutPieces(scene, cutPieces(scene, room, photo, mask));
    if (inside.pieces[0] !== scene.pieces[0]) continue;
    if (best === undefined || inside.pieces.length > best.pieces.length) best = inside;
  }
  if (best === undefined || best.pieces.length === 0)
    throw new CannotDraw("No furniture fits into the mask.");
  return renderScene(photo, room, best);
}

const arrangements = 8;
/** Of one piece's seen surface, beyond a rim that is lost to the mask's soft edge without being missed. */
const mostOutside = 0.03;
/** Of the picture: the corner of a bed is little of the bed and plain to see. */
const mostOfPicture = 0.0002;
/** The rim, of the picture's width. */
const rimShare = 0.006;

function withoutCutPieces(scene: Scene, cut: readonly PlacedPiece[]): Scene {
  const falls = ({ x, y, z }: PlacedPiece): boolean =>
    y > 0 &&
    cut.some((under) => Math.hypot(x - under.x, z - under.z) < Math.max(under.width, under.depth) / 2);
  return { ...scene, pieces: scene.pieces.filter((piece) => !cut.includes(piece) && !falls(piece)) };
}

/** The pieces of which something would be seen outside the mask. */
function cutPieces(scene: Scene, room: Room, photo: Raster, mask: Mask): readonly PlacedPiece[] {
  const { width, height } = sizeWithin(photo.width, photo.height, 120_000);
  const models = scene.pieces.map((piece) => modelOf(piece, scene.style));
  const triangles = gatherTriangles(scene.pieces, models);
  const visible = visibleTriangles(cameraAt(room.camera, width, height), triangles, 1);
  const allowed = dilate(resizeMask(mask, width, height), rimShare * width).data;
  const seen = new Uint32Array(scene.pieces.length);
  const outside = new Uint32Array(scene.pieces.length);
  for (const [at, triangle] of visible.triangle.entries()) {
    if (triangle < 0) continue;
    const piece = triangles.piece[triangle] ?? 0;
    const x = visible.left + (at % visible.width);
    const y = visible.top + Math.floor(at / visible.width);
    seen[piece] = (seen[piece] ?? 0) + 1;
    if ((allowed[y * width + x] ?? 0) < 128) outside[piece] = (outside[piece] ?? 0) + 1;
  }
  return scene.pieces.filter((_, n) => {
    const count = outside[n] ?? 0;
    return count > mostOutside * (seen[n] ?? 0) || count > mostOfPicture * width * height;
  });
}
