import { cameraAt } from "#engine/geometry/camera.ts";
import { estimateRoom } from "#engine/geometry/estimate-room.ts";
import { type Room } from "#engine/geometry/room.ts";
import { resizeMask, sizeWithin } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { arrangeScene } from "#engine/staging/arrange/arrange-scene.ts";
import { modelOf } from "#engine/staging/pieces/catalogue.ts";
import { renderScene, type Rendered } from "#engine/staging/render-scene.ts";
import { type Scene } from "#engine/staging/scene.ts";
import { gatherTriangles } from "#engine/staging/triangles.ts";
import { visibleTriangles } from "#engine/staging/visible.ts";
import { type Staging } from "./prompt-reader.ts";
import { CannotDraw } from "./studio.ts";

/**
 * Furnishes only where the mask allows, as an inpainting model does: of several arrangements the one that stays inside,
 * since furniture cut off at the mask's edge (a bed with a door in front of it) is worse than none.
 * Throws CannotDraw when none stays inside.
 * @param mask of any size, ≥ 128 = may change
 */
export function stageInMask(photo: Raster, mask: Mask, { roomType, style }: Staging, seed: number): Rendered {
  const room = estimateRoom(photo);
  const best = Array.from({ length: arrangements }, (_, n) =>
    arrangeScene(room, { roomType, style, seed: seed + n }),
  )
    .filter((scene) => scene.pieces.length > 0)
    .map((scene) => ({ scene, outside: shareOutside(scene, room, photo, mask) }))
    .toSorted((a, b) => a.outside - b.outside)[0];
  if (best === undefined) throw new CannotDraw("The room has no place for furniture.");
  if (best.outside > mostOutside) throw new CannotDraw("No furniture fits into the mask.");
  return renderScene(photo, room, best.scene);
}

const arrangements = 8;
/** Of any one piece's seen surface. A rim is lost to the mask's soft edge without being missed. */
const mostOutside = 0.08;

/** The largest share of any piece that would be seen outside the mask, 0–1. */
function shareOutside(scene: Scene, room: Room, photo: Raster, mask: Mask): number {
  const { width, height } = sizeWithin(photo.width, photo.height, 120_000);
  const models = scene.pieces.map((piece) => modelOf(piece, scene.style));
  const triangles = gatherTriangles(scene.pieces, models);
  const visible = visibleTriangles(cameraAt(room.camera, width, height), triangles, 1);
  const allowed = resizeMask(mask, width, height).data;
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
  return Math.max(0, ...Array.from(outside, (count, piece) => count / Math.max(1, seen[piece] ?? 0)));
}
