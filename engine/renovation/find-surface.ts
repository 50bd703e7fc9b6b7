import { type Surface } from "#core/renovation/plan.ts";
import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { components, keepComponents } from "#engine/filters/components.ts";
import { develop } from "#engine/enhance/tone.ts";
import { estimateCast } from "#engine/enhance/white-balance.ts";
import { cameraAt } from "#engine/geometry/camera.ts";
import { type Face, faceAt, type Room } from "#engine/geometry/room.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { guidedFilter } from "#engine/filters/guided.ts";
import { close, dilate, open } from "#engine/filters/morphology.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { lumaPlane, type Plane, planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";

/** Surfaces the studio can find by itself. Others need a mask. */
export type FindableSurface = Extract<Surface, "walls" | "floor" | "ceiling" | "cabinets" | "worktop">;

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
  const small = develop(raw, { gains: estimateCast(raw), exposure: 1, lift: 0, black: 0 });
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

/**
 * Finds a surface by where it lies in photos of rooms, by its main colour and by smoothness. An answer under 1.5 % of the
 * picture (walls without a known room: 6 %) is none. 255 = the surface, at the view's size.
 */
export function findSurface(view: SurfaceView, surface: FindableSurface): Mask | undefined {
  const found = finders[surface](view);
  const area = found.data.reduce((sum, v) => sum + (v !== 0 ? 1 : 0), 0);
  // Walls found without the room's box must be large to be believed: a patch is as often a mirror or a door.
  const least = surface === "walls" && view.faces === undefined ? 0.06 : 0.015;
  return area < found.data.length * least ? undefined : found;
}

/** A mask's borders moved onto the photo's edges: guided filter at the photo's size, 0–1. */
export function refineToEdges(photo: Raster, mask: Mask): Plane {
  const { width, height } = photo;
  const rough = planeOfMask(resizeMask(mask, width, height));
  const refined = guidedFilter(lumaPlane(photo), rough, Math.max(2, Math.round(width / 220)), 2e-4);
  for (let i = 0; i < refined.data.length; i++)
    refined.data[i] = Math.max(0, Math.min(1, (refined.data[i] - 0.15) / 0.7));
  return refined;
}

const finders: { readonly [S in FindableSurface]: (view: SurfaceView) => Mask } = {
  floor: (view) => findFloor(view),
  ceiling: (view) => findCeiling(view),
  walls: (view) => findWalls(view),
  cabinets: (view) => findCabinets(view),
  worktop: (view) => findWorktop(view),
};

function findFloor(view: SurfaceView): Mask {
  const { width, height, faces } = view;
  if (faces !== undefined) {
    const modes = mainColours(view, (_x, _y, i) => (faces[i] === "floor" ? 1 : 0), 3);
    const like = alike(view, modes, { chroma: 0.05, lightness: 0.3 }, (_x, _y, i) => faces[i] === "floor");
    return keepComponents(open(close(like, 3), 2), ({ area }) => area > width * 2);
  }
  const modes = mainColours(view, (_x, y) => (y > height * 0.86 ? 1 + (y / height - 0.86) * 6 : 0), 2);
  const like = alike(view, modes, { chroma: 0.04, lightness: 0.22 }, (_x, y) => y > height * 0.5);
  const touching = keepComponents(
    close(like, 3),
    ({ bottom, area }) => bottom >= height - 3 && area > width * 3,
  );
  return open(touching, 2);
}

function findCeiling(view: SurfaceView): Mask {
  const { width, height, faces, slope } = view;
  const isThere = (y: number, i: number): boolean =>
    faces === undefined ? y < height * 0.5 : faces[i] === "ceiling";
  const modes = mainColours(
    view,
    (_x, y, i) => (faces === undefined ? (y < height * 0.1 ? 1 : 0) : isThere(y, i) ? 1 : 0),
    1,
  );
  const like = alike(
    view,
    modes,
    { chroma: 0.035, lightness: 0.22 },
    (_x, y, i) => isThere(y, i) && slope[i] < 0.02,
  );
  const solid = open(like, 2);
  return close(
    keepComponents(solid, ({ top, area }) => top <= height * 0.1 && area > width * 3),
    3,
  );
}

/** The main colour of what is smooth on the walls; each wall has its own light, so each its own mode. */
function findWalls(view: SurfaceView): Mask {
  const { width, height, slope, lab, faces } = view;
  const ceiling = faces === undefined ? findCeiling(view).data : undefined;
  const floor = faces === undefined ? findFloor(view).data : undefined;
  const isWall = (y: number, i: number): boolean => {
    if (faces !== undefined) return faces[i] !== "floor" && faces[i] !== "ceiling";
    return y > height * 0.08 && y < height * 0.92 && floor?.[i] === 0;
  };
  const weight = (y: number, i: number): number => {
    if (!isWall(y, i) || y > height * 0.8 || slope[i] > 0.012) return 0;
    // Near white counts less: it is trim, door and window as often as wall.
    return (lab.l[i] > 0.93 ? 0.2 : 1) * (ceiling?.[i] === 255 ? 0.25 : 1);
  };
  const sides = faces === undefined ? [undefined] : (["left", "back", "right"] as const);
  const masks = sides.map((side) => {
    const on = (i: number): boolean => side === undefined || faces?.[i] === side;
    const modes = mainColours(view, (_x, y, i) => (on(i) ? weight(y, i) : 0), 1);
    const chromatic = modes.some(({ a, b }) => Math.hypot(a, b) > 0.035);
    return alike(
      view,
      modes,
      { chroma: chromatic ? 0.042 : 0.026, lightness: chromatic ? 0.38 : 0.3 },
      (_x, y, i) => {
        if (!on(i) || !isWall(y, i) || slope[i] > 0.024 || lab.l[i] > 0.975) return false;
        // Where wall and ceiling have one colour only the ceiling's own region keeps them apart.
        return chromatic || ceiling?.[i] !== 255;
      },
    );
  });
  const all = {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) =>
      masks.some(({ data }) => data[i] !== 0) ? 255 : 0,
    ),
  };
  const large = keepComponents(
    open(all, 2),
    ({ area, top, bottom }) => area > width * height * 0.005 && top < height * 0.55 && bottom > height * 0.12,
  );
  return close(large, 2.5);
}

/** Fronts: the strongest colour that is neither wall, floor nor ceiling, in pieces cut by many upright lines. */
function findCabinets(view: SurfaceView): Mask {
  const { width, height, lab } = view;
  // A guessed floor takes wooden fronts for itself, so only a known one counts.
  const taken = view.faces === undefined ? [] : [findFloor(view), findCeiling(view)];
  const modes = mainColours(
    view,
    (_, y, i) => {
      if (y < height * 0.06 || y > height * 0.94 || taken.some(({ data }) => data[i] !== 0)) return 0;
      const chroma = Math.hypot(lab.a[i], lab.b[i]);
      const woody = chroma > 0.05 && lab.b[i] > 0.02 && lab.a[i] > -0.005;
      return woody ? chroma : 0;
    },
    2,
  );
  const like = alike(
    view,
    modes,
    { chroma: 0.05, lightness: 0.34 },
    (_x, y, i) => y > height * 0.04 && taken.every(({ data }) => data[i] === 0),
  );
  const solid = open(close(like, 2), 3);
  return keepComponents(solid, ({ area, left, right, top, bottom }) => {
    const filled = area / ((right - left) * (bottom - top));
    return area > width * height * 0.006 && filled > 0.25;
  });
}

/** The band that lies on the base cabinets: the main colour right above their upper edges. */
function findWorktop(view: SurfaceView): Mask {
  const { width, height } = view;
  const cabinets = findCabinets(view);
  const band = new Uint8Array(width * height);
  const reach = Math.round(height * 0.045);
  const { labels, list } = components(cabinets);
  const base = new Set(
    list.filter(({ bottom, top }) => bottom > height * 0.55 && top > height * 0.3).map(({ label }) => label),
  );
  for (let x = 0; x < width; x++)
    for (let y = Math.floor(height * 0.35); y < height; y++) {
      const i = y * width + x;
      if (!base.has(labels[i]) || base.has(labels[i - width])) continue;
      for (let k = 2; k < reach && y - k >= 0; k++) band[i - k * width] = 255;
    }
  const modes = mainColours(view, (_, __, i) => (band[i] !== 0 ? 1 : 0), 1);
  const near = dilate({ data: band, width, height }, reach);
  const like = alike(
    view,
    modes,
    { chroma: 0.04, lightness: 0.16 },
    (_, y, i) => near.data[i] !== 0 && y > height * 0.3 && cabinets.data[i] === 0,
  );
  const solid = open(close(like, 2), 1);
  return keepComponents(
    solid,
    ({ area, left, right, top, bottom }) => area > width * 0.5 && right - left > (bottom - top) * 0.8,
  );
}

interface Mode {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

const BINS = 28;

/** The heaviest peaks of the colour histogram of the pixels that count, each at least a third of the heaviest. */
function mainColours(
  view: SurfaceView,
  weightOf: (x: number, y: number, i: number) => number,
  most: number,
): Mode[] {
  const { width, height, lab } = view;
  const histogram = new Float32Array(10 * BINS * BINS);
  const binOf = (i: number): number => {
    const l = Math.min(9, Math.floor(lab.l[i] * 10));
    const a = Math.max(0, Math.min(BINS - 1, Math.floor((lab.a[i] + 0.2) * (BINS / 0.4))));
    const b = Math.max(0, Math.min(BINS - 1, Math.floor((lab.b[i] + 0.2) * (BINS / 0.4))));
    return (l * BINS + a) * BINS + b;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const weight = weightOf(x, y, i);
      if (weight > 0) histogram[binOf(i)] += weight;
    }
  const modes: Mode[] = [];
  let first = 0;
  for (let k = 0; k < most; k++) {
    let best = 0;
    let at = -1;
    for (let bin = 0; bin < histogram.length; bin++)
      if (histogram[bin] > best) {
        best = histogram[bin];
        at = bin;
      }
    if (at < 0 || best < first / 3) break;
    first ||= best;
    const b = at % BINS;
    const a = Math.floor(at / BINS) % BINS;
    const l = Math.floor(at / BINS / BINS);
    modes.push(meanNear(view, weightOf, l, a, b));
    for (let dl = -2; dl <= 2; dl++)
      for (let da = -2; da <= 2; da++)
        for (let db = -2; db <= 2; db++) {
          if (l + dl < 0 || l + dl > 9 || a + da < 0 || a + da >= BINS || b + db < 0 || b + db >= BINS)
            continue;
          histogram[((l + dl) * BINS + a + da) * BINS + b + db] = 0;
        }
  }
  return modes;
}

function meanNear(
  view: SurfaceView,
  weightOf: (x: number, y: number, i: number) => number,
  l: number,
  a: number,
  b: number,
): Mode {
  const centre = { l: (l + 0.5) / 10, a: (a + 0.5) * (0.4 / BINS) - 0.2, b: (b + 0.5) * (0.4 / BINS) - 0.2 };
  const { width, height, lab } = view;
  let total = 0;
  const sum = { l: 0, a: 0, b: 0 };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (Math.abs(lab.l[i] - centre.l) > 0.1 || Math.hypot(lab.a[i] - centre.a, lab.b[i] - centre.b) > 0.022)
        continue;
      const weight = weightOf(x, y, i);
      total += weight;
      sum.l += weight * lab.l[i];
      sum.a += weight * lab.a[i];
      sum.b += weight * lab.b[i];
    }
  return total === 0 ? centre : { l: sum.l / total, a: sum.a / total, b: sum.b / total };
}

/** Pixels whose colour is near one of the modes: chroma closely, lightness loosely, since light falls unevenly. */
function alike(
  view: SurfaceView,
  modes: readonly Mode[],
  tolerance: { readonly chroma: number; readonly lightness: number },
  where: (x: number, y: number, i: number) => boolean,
): Mask {
  const { width, height, lab } = view;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!where(x, y, i)) continue;
      const near = modes.some((mode) => {
        // Shade makes colours paler in proportion.
        const scale = Math.max(0.5, Math.min(1.4, lab.l[i] / Math.max(0.1, mode.l)));
        const chroma = Math.hypot(lab.a[i] - mode.a * scale, lab.b[i] - mode.b * scale);
        return chroma < tolerance.chroma && Math.abs(lab.l[i] - mode.l) < tolerance.lightness;
      });
      if (near) data[i] = 255;
    }
  return { data, width, height };
}
