import { cameraAt } from "#engine/geometry/camera.ts";
import { type Room } from "#engine/geometry/room.ts";
import { linearToSrgb, srgbToLinear } from "#engine/colour/srgb.ts";
import { hash2 } from "#engine/random.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { bounceOf } from "#engine/staging/bounce.ts";
import { exposureFor } from "#engine/staging/exposure-for.ts";
import { irradiance } from "#engine/staging/irradiance.ts";
import { drawLayer } from "#engine/staging/layer.ts";
import { lightCells } from "#engine/staging/light-cells.ts";
import { materialSlots } from "#engine/staging/material.ts";
import { surfaceOf } from "#engine/staging/surface-of.ts";
import { modelOf } from "#engine/staging/pieces/catalogue.ts";
import { grainOf } from "#engine/staging/photo-grain.ts";
import { blurOf } from "#engine/staging/photo-blur.ts";
import { rayTree } from "#engine/staging/ray-tree.ts";
import { receivedShadow } from "#engine/staging/received-shadow.ts";
import { roomLight } from "#engine/staging/room-light.ts";
import { type Scene } from "#engine/staging/scene.ts";
import { shadeFurniture } from "#engine/staging/shade-furniture.ts";
import { gatherTriangles } from "#engine/staging/triangles.ts";
import { visibleTriangles } from "#engine/staging/visible.ts";

export interface Rendered {
  /** Of the photo's size; where `region` is 0 its bytes are the photo's. */
  readonly image: Raster;
  /** 255 = furniture or its shadow. */
  readonly region: Mask;
}

/**
 * Puts a scene into the photo of its room. Furniture is drawn with a depth buffer, 2 × 2 samples a pixel; light is
 * gathered by rays through the room as photographed (see roomLight) on a coarser grid and spread to the pixels; it is
 * then made as soft and as grainy as the photo. Floor and walls are multiplied by how much of their light the furniture
 * takes (differential rendering, Debevec 1998).
 * @param photo any size of the same shape as the room's picture
 */
export function renderScene(photo: Raster, room: Room, scene: Scene): Rendered {
  const { width, height } = photo;
  const camera = cameraAt(room.camera, width, height);
  const models = scene.pieces.map((piece) => modelOf(piece, scene.style));
  const triangles = gatherTriangles(scene.pieces, models);
  const surfaces = materialSlots.map((slot) => surfaceOf(scene.materials[slot]));
  const tree = rayTree(triangles);
  const light = roomLight(photo, room);
  const exposure = exposureFor(light, scene);
  const bounce = bounceOf(triangles, surfaces, light);
  const visible = visibleTriangles(camera, triangles, SAMPLES);
  const data = photo.data.slice();
  const region = new Uint8Array(width * height);
  const shadow = receivedShadow(camera, room, scene, irradiance(light, tree, exposure, 14, 10, bounce));
  const near = lightCells(camera, visible, triangles, irradiance(light, tree, exposure, 20, 10, bounce));
  const single = irradiance(light, tree, exposure, 16, 8, bounce);
  const shade = shadeFurniture(triangles, surfaces, light, tree, bounce, near, single);
  const layer = drawLayer(camera, visible, shade, blurOf(photo));
  const [red, green, blue, cover] = layer.planes;
  const grain = grainOf(photo);
  const colour = new Float32Array(3);
  const ratio = new Float32Array(3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const [u, v] = [x - layer.left, y - layer.top];
      const inLayer = u >= 0 && v >= 0 && u < layer.width && v < layer.height;
      const at = v * layer.width + u;
      const covered = inLayer && cover[at] > LEAST_COVER ? cover[at] : 0;
      if (covered > 0) {
        colour[0] = red[at];
        colour[1] = green[at];
        colour[2] = blue[at];
      } else colour.fill(0);
      const dimmed = covered < 1 && shadow(x, y, ratio);
      if (covered === 0 && !dimmed) continue;
      region[i] = 255;
      const noise =
        covered > 0 ? (hash2(x, y, scene.seed) + hash2(x, y, scene.seed + 1) - 1) * grain * 2.4 : 0;
      for (let c = 0; c < 3; c++) {
        const behind = srgbToLinear[photo.data[i * 3 + c]] * (dimmed ? ratio[c] : 1);
        const mixed = colour[c] + behind * (1 - covered);
        // Half a level of dither by the photo's own grain keeps faint shadows from banding.
        data[i * 3 + c] =
          covered === 0 && ratio[c] > 0.998
            ? photo.data[i * 3 + c]
            : Math.max(0, Math.min(255, linearToSrgb(mixed) + noise * covered + 0.5));
      }
    }
  return { image: { data, width, height }, region: { data: region, width, height } };
}

const SAMPLES = 2;
/** Less is not seen. */
const LEAST_COVER = 0.004;
