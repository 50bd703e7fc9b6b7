import { median, percentile } from "#engine/filters/percentile.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { srgbToLinear } from "#engine/colour/srgb.ts";
import { type Camera, cameraAt, rayThrough } from "#engine/geometry/camera.ts";
import { faceAt, type Face, type Room } from "#engine/geometry/room.ts";
import { type Raster } from "#engine/raster.ts";

/** A small bright patch of wall or ceiling that throws light. Place in metres, `nx…` its inward normal. */
export interface Lamp {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** Radiance × area, linear light × m². */
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export interface RoomLight {
  readonly lamps: readonly Lamp[];
  /** Running sum of the lamps' strength, last = 1, for choosing by strength. */
  readonly chances: Float32Array;
  /** Light that comes from a direction at a point: what the photo shows there, or the mean of what it does not show. */
  radiance(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, out: Float32Array): void;
  /** Linear light of a white matt surface in this room. */
  readonly white: readonly [number, number, number];
}

const FRONT_M = -1.2;
const LEFT_MOST_M = 7;

/**
 * Reads the room's light from the photo: the walls, floor and ceiling shine back what the photo shows of them; what is
 * blown out on walls and ceiling (windows, lamps) are lamps. With no lamp in sight, a window behind the camera is assumed.
 */
export function roomLight(photo: Raster, room: Room): RoomLight {
  const width = 96;
  const small = resizeRaster(photo, width, Math.max(8, Math.round((96 * photo.height) / photo.width)));
  const camera = cameraAt(room.camera, small.width, small.height);
  const box = walls(room);
  const light = Float32Array.from(small.data, (v) => srgbToLinear[v]);
  const faces = faceMeans(camera, room, light, small.width, small.height);
  const lamps = [...seenLamps(camera, room, light, small.width, small.height)];
  const unseen = meanOf([...faces.values()]);
  const front: Triple = [unseen[0] * 0.95, unseen[1] * 0.95, unseen[2] * 0.95];
  const means = {
    left: faces.get("left") ?? front,
    right: faces.get("right") ?? front,
    back: faces.get("back") ?? front,
    ceiling: faces.get("ceiling") ?? front,
    floor: faces.get("floor") ?? front,
  };
  const { right, up, forward } = camera;
  const white = whiteOf(light);
  if (lamps.reduce((sum, lamp) => sum + lamp.g, 0) < 0.35) lamps.push(...assumedWindow(box, white));
  return {
    lamps,
    chances: chancesOf(lamps),
    white,
    radiance: (ox, oy, oz, dx, dy, dz, out) => {
      // Written out: this runs millions of times.
      const tx = ((dx > 0 ? box.right : box.left) - ox) / dx;
      const ty = ((dy > 0 ? box.ceiling : 0) - oy) / dy;
      const tz = ((dz > 0 ? box.back : FRONT_M) - oz) / dz;
      let t = Infinity;
      let mean = front;
      if (tx > 0 && tx < t) {
        t = tx;
        mean = dx > 0 ? means.right : means.left;
      }
      if (ty > 0 && ty < t) {
        t = ty;
        mean = dy > 0 ? means.ceiling : means.floor;
      }
      if (tz > 0 && tz < t) {
        t = tz;
        mean = dz > 0 ? means.back : front;
      }
      const x = ox + dx * t;
      const y = oy + dy * t;
      const z = oz + dz * t;
      if (z > 0.2) {
        const h = y - camera.heightM;
        const depth = right[2] * x + up[2] * h + forward[2] * z;
        if (depth > 0.05) {
          const px = ((right[0] * x + up[0] * h + forward[0] * z) / depth) * camera.focalPx + small.width / 2;
          const py =
            ((right[1] * x + up[1] * h + forward[1] * z) / depth) * camera.focalPx + small.height / 2;
          if (px >= 0 && py >= 0 && px < small.width && py < small.height) {
            const i = ((py | 0) * small.width + (px | 0)) * 3;
            out[0] = light[i];
            out[1] = light[i + 1];
            out[2] = light[i + 2];
            return;
          }
        }
      }
      out[0] = mean[0];
      out[1] = mean[1];
      out[2] = mean[2];
    },
  };
}

type Triple = readonly [number, number, number];

const walls = ({ box }: Room) => ({
  left: Math.max(-LEFT_MOST_M, box.left),
  right: Math.min(LEFT_MOST_M, box.right),
  back: box.back,
  ceiling: box.ceiling,
});

function faceMeans(
  camera: Camera,
  room: Room,
  light: Float32Array,
  width: number,
  height: number,
): Map<Face, Triple> {
  const samples = new Map<Face, number[][]>();
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const { face } = faceAt(camera, room.box, x + 0.5, y + 0.5);
      const lists = samples.get(face) ?? [[], [], []];
      for (let c = 0; c < 3; c++) lists[c].push(light[(y * width + x) * 3 + c]);
      samples.set(face, lists);
    }
  return new Map([...samples].map(([face, [r, g, b]]) => [face, [median(r), median(g), median(b)]]));
}

function meanOf(colours: readonly Triple[]): Triple {
  const sum = (c: 0 | 1 | 2): number =>
    colours.reduce((total, colour) => total + colour[c], 0) / Math.max(1, colours.length);
  return [sum(0), sum(1), sum(2)];
}

/** The bright end of what is not blown out is taken for white paint. */
function whiteOf(light: Float32Array): Triple {
  const kept: number[][] = [[], [], []];
  for (let i = 0; i < light.length; i += 3)
    if (Math.max(light[i], light[i + 1], light[i + 2]) < 0.9)
      for (let c = 0; c < 3; c++) kept[c].push(light[i + c]);
  const bright = kept.map((list) => percentile(list.length > 0 ? list : [0.6], 0.9));
  // A coloured wall may be the brightest thing, so half of the tint is taken for the light's and half for the paint's.
  const grey = (bright[0] + bright[1] + bright[2]) / 3;
  const part = (v: number): number => Math.max(0.12, grey + (v - grey) * 0.5);
  return [part(bright[0]), part(bright[1]), part(bright[2])];
}

function* seenLamps(
  camera: Camera,
  room: Room,
  light: Float32Array,
  width: number,
  height: number,
): Generator<Lamp> {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3;
      const luma = 0.2126 * light[i] + 0.7152 * light[i + 1] + 0.0722 * light[i + 2];
      if (luma < 0.72) continue;
      const { face, distance } = faceAt(camera, room.box, x + 0.5, y + 0.5);
      if (face === "floor" || distance > 40) continue;
      const ray = rayThrough(camera, x + 0.5, y + 0.5);
      const [nx, ny, nz] = NORMALS[face];
      const cos = Math.abs(ray[0] * nx + ray[1] * ny + ray[2] * nz);
      const area =
        (distance * distance * distance * cos === 0 ? 0 : (distance * distance) / Math.max(0.08, cos)) /
        camera.focalPx ** 2;
      // How far beyond white a clipped pixel is cannot be seen; daylight outside is several times the room.
      const boost = area * (luma - 0.6) * 7;
      yield {
        x: ray[0] * distance + nx * 0.03,
        y: camera.heightM + ray[1] * distance + ny * 0.03,
        z: ray[2] * distance + nz * 0.03,
        nx,
        ny,
        nz,
        r: light[i] * boost,
        g: light[i + 1] * boost,
        b: light[i + 2] * boost,
      };
    }
}

const NORMALS: { readonly [F in Face]: Triple } = {
  floor: [0, 1, 0],
  ceiling: [0, -1, 0],
  left: [1, 0, 0],
  right: [-1, 0, 0],
  back: [0, 0, -1],
};

function assumedWindow(box: { left: number; right: number; ceiling: number }, white: Triple): Lamp[] {
  const out: Lamp[] = [];
  const middle = Math.max(box.left + 0.6, -2);
  for (let i = 0; i < 5; i++)
    for (let j = 0; j < 5; j++)
      out.push({
        x: middle + i * 0.3,
        y: 0.9 + j * 0.3,
        z: FRONT_M,
        nx: 0,
        ny: 0,
        nz: 1,
        r: white[0] * 0.6,
        g: white[1] * 0.6,
        b: white[2] * 0.6,
      });
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++)
      out.push({
        x: -0.4 + i * 0.3,
        y: box.ceiling - 0.05,
        z: 1.8 + j * 0.3,
        nx: 0,
        ny: -1,
        nz: 0,
        r: white[0] * 0.35,
        g: white[1] * 0.35,
        b: white[2] * 0.35,
      });
  return out;
}

function chancesOf(lamps: readonly Lamp[]): Float32Array {
  const total = lamps.reduce((sum, lamp) => sum + lamp.r + lamp.g + lamp.b, 0);
  let sum = 0;
  return Float32Array.from(lamps, (lamp) => (sum += (lamp.r + lamp.g + lamp.b) / total));
}
