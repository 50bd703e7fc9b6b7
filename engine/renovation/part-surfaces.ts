import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type OklabPlanes, oklabPlanes } from "#engine/colour/oklab.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { resizePlane, resizeRaster, sizeWithin } from "#engine/filters/resize.ts";
import { cameraAt } from "#engine/geometry/camera.ts";
import { faceAt, type Room } from "#engine/geometry/room.ts";
import { ramp } from "#engine/ramp.ts";
import { type Raster } from "#engine/raster.ts";
import { measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";
import { colourBins } from "#engine/renovation/colour-bins.ts";
import { foldsOf } from "#engine/renovation/folds.ts";
import { groundOf } from "#engine/renovation/ground.ts";
import { type Place } from "#engine/renovation/surface-place.ts";
import { classAt, surfaceClasses, type SurfaceLikeness } from "#engine/renovation/surface-likeness.ts";

/** For each pixel the probability of each class, four to a pixel in the order of `surfaceClasses`. */
export interface SurfaceParts {
  readonly width: number;
  readonly height: number;
  readonly chances: Float32Array;
  readonly colours: OklabPlanes;
  /** 0–1, see `foldsOf`. */
  readonly folds: Float32Array;
  /** 1 = the ceiling of the room's box; 0 everywhere where the box is not sure. */
  readonly above: Uint8Array;
}

const CLASSES = surfaceClasses.length;

/**
 * Parts a photo of a room into floor, walls, ceiling and the rest at 0.15 MP. What the network sees is coarse and unsure;
 * it is sharpened by what belongs together: each region of one look votes as a whole, the colours each class has in this
 * photo are learnt from the votes (twice), and a room box that is trusted says which surface can be where.
 */
export function partSurfaces(
  photo: Raster,
  likeness: SurfaceLikeness,
  room: Room,
  objects: readonly SeenObject[],
): SurfaceParts {
  const { width, height } = sizeWithin(photo.width, photo.height, 150_000);
  const small = resizeRaster(photo, width, height);
  const nothing = { data: new Uint8Array(width * height), width, height };
  const looks = regionsOf(measureLooks(small, nothing, width, height), width, height);
  const above = ceilingOfBox(room, width, height);
  const seen = enlarged(likeness, width, height);
  addRoom(seen, room, width, height);
  addThings(seen, objects, photo.width, width, height);
  addGlare(seen, small);
  const colours = oklabPlanes(gaussianRaster(small, 0.7));
  const regions = { ...looks, above, together: togetherOf(looks, colours.l) };
  addLevels(seen, height);
  if (room.confidence > DOUBTED_ROOM)
    addGround(seen, small, { room, objects, photoWidth: photo.width }, width, height);
  const bins = colourBins(colours, { lights: LIGHT_BINS, hues: HUE_BINS, span: 0.16 });
  let chances = voted(seen, regions);
  for (let round = 0; round < 2; round++) {
    const byColour = colourScores(chances, bins);
    chances = voted(
      seen.map(
        (score, n) => score + COLOUR * byColour[bins[Math.floor(n / CLASSES)] * CLASSES + (n % CLASSES)],
      ),
      regions,
    );
  }
  return { width, height, chances, colours, folds: foldsOf({ data: colours.l, width, height }), above };
}

/** How much a photo's own colours count beside what the network sees, in log-probability. */
const COLOUR = 0.4;
/** Of what was drawn for the fit more is furniture than of photos of rooms. */
const OTHER_PRIOR = -0.15;
/** Share of a region's common vote in the score of each of its pixels, in the dark and in the light. */
const TOGETHER_DARK = 0.4;
const TOGETHER_LIGHT = 0.7;
/** OKLab lightness: below the first a border between wall and ceiling is too small a step to part regions. */
const DARK = 0.35;
const LIGHT = 0.55;

function enlarged({ side, logits }: SurfaceLikeness, width: number, height: number): Float32Array {
  const scores = new Float32Array(width * height * CLASSES);
  for (let c = 0; c < CLASSES; c++) {
    const data = Float32Array.from({ length: side * side }, (_, cell) => logits[cell * CLASSES + c]);
    const large = resizePlane({ data, width: side, height: side }, width, height).data;
    const prior = c === OTHER ? OTHER_PRIOR : 0;
    for (let i = 0; i < large.length; i++) scores[i * CLASSES + c] = large[i] + prior;
  }
  return scores;
}

/** A box that fits the photo well rules out surfaces; one that hardly fits says nothing. */
function addRoom(scores: Float32Array, room: Room, width: number, height: number): void {
  const trust = Math.max(0, room.confidence - 0.3);
  const camera = cameraAt(room.camera, width, height);
  for (let i = 0; i < width * height; i++) {
    const { face } = faceAt(camera, room.box, (i % width) + 0.5, Math.floor(i / width) + 0.5);
    const own = face === "floor" ? FLOOR : face === "ceiling" ? CEILING : WALLS;
    for (let c = 0; c < CLASSES; c++) if (c !== own && c !== OTHER) scores[i * CLASSES + c] -= trust;
  }
}

/** 1 where a box that is surely the room's has its ceiling. */
function ceilingOfBox(room: Room, width: number, height: number): Uint8Array {
  const above = new Uint8Array(width * height);
  if (room.confidence < TRUSTED_BOX) return above;
  const camera = cameraAt(room.camera, width, height);
  return above.map((_, i) =>
    faceAt(camera, room.box, (i % width) + 0.5, Math.floor(i / width) + 0.5).face === "ceiling" ? 1 : 0,
  );
}

/** Looked at: boxes at 0.6 have put a ceiling on the upper half of a wall. */
const TRUSTED_BOX = 0.7;

/** What is never surface itself. Tables are left out: most of a table's box is the floor under it. */
const things: ReadonlySet<string> = new Set([
  "bed",
  "couch",
  "chair",
  "toilet",
  "sink",
  "oven",
  "microwave",
  "refrigerator",
  "tv",
  "potted plant",
  "vase",
  "clock",
]);

/** A box is a hint and no outline: it counts by its confidence, and only where the looks leave room for doubt. */
function addThings(
  scores: Float32Array,
  objects: readonly SeenObject[],
  photoWidth: number,
  width: number,
  height: number,
): void {
  const scale = width / photoWidth;
  for (const seen of objects) {
    if (!things.has(seen.name) || seen.confidence < 0.25) continue;
    const bottom = Math.min(height, (seen.y + seen.height) * scale);
    const right = Math.min(width, (seen.x + seen.width) * scale);
    for (let y = Math.floor(seen.y * scale); y < bottom; y++)
      for (let x = Math.floor(seen.x * scale); x < right; x++)
        scores[(y * width + x) * CLASSES + OTHER] += seen.confidence;
  }
}

/**
 * In a trusted room with little on its floor, what goes on without a break from the picture's lower border is floor.
 * Where things or rugs break it nothing is added: what goes on there is as often a rug or a sofa.
 */
function addGround(scores: Float32Array, photo: Raster, place: Place, width: number, height: number): void {
  const { likeness, bareness } = groundOf(photo, place);
  const bare = ramp(bareness, 0.8, 0.88) * ramp(place.room.confidence, DOUBTED_ROOM, 0.6);
  if (bare === 0) return;
  const large = resizePlane(likeness, width, height).data;
  const camera = cameraAt(place.room.camera, width, height);
  for (let i = 0; i < large.length; i++)
    if (faceAt(camera, place.room.box, (i % width) + 0.5, Math.floor(i / width) + 0.5).face === "floor")
      scores[i * CLASSES + FLOOR] += GROUND * bare * Math.max(0, large[i] - 0.3);
}

/** In log-probability, where the ground is beyond doubt. */
const GROUND = 1;
const DOUBTED_ROOM = 0.4;

const { floor: FLOOR, walls: WALLS, ceiling: CEILING, other: OTHER } = classAt;

/** What is burnt out is a window or a lamp far more often than a wall or a ceiling. */
function addGlare(scores: Float32Array, { data }: Raster): void {
  for (let i = 0; i * 3 < data.length; i++)
    if (Math.min(data[i * 3], data[i * 3 + 1], data[i * 3 + 2]) >= 250) {
      scores[i * CLASSES + WALLS] -= 1.5;
      scores[i * CLASSES + CEILING] -= 1.5;
    }
}

/** A camera that is held level sees no ceiling below the middle. */
function addLevels(scores: Float32Array, height: number): void {
  const row = scores.length / height;
  for (let y = 0; y < height; y++) {
    const low = NO_CEILING * ramp(y / height, 0.45, 0.65);
    for (let o = y * row; o < (y + 1) * row; o += CLASSES) scores[o + CEILING] -= low;
  }
}

/** In log-probability, at the bottom. */
const NO_CEILING = 1.2;

/** How far each region is one thing: what is well lit ends at its edges, what is dark runs over them. */
function togetherOf(
  { regionOf, count }: Pick<Regions, "regionOf" | "count">,
  lightness: Float32Array,
): Float32Array {
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let i = 0; i < regionOf.length; i++) {
    sums[regionOf[i]] += lightness[i];
    sizes[regionOf[i]]++;
  }
  return Float32Array.from(
    sums,
    (sum, n) =>
      TOGETHER_DARK + (TOGETHER_LIGHT - TOGETHER_DARK) * ramp(sum / Math.max(1, sizes[n]), DARK, LIGHT),
  );
}

/** A photo's regions of one look, at most 256, how far each is one thing, and where the photo's ceiling must be. */
interface Regions {
  readonly regionOf: Uint8Array;
  readonly count: number;
  readonly together: Float32Array;
  readonly above: Uint8Array;
}

/**
 * Softmax of each pixel's own scores and its region's mean ones. White walls and the ceiling above them are one region by
 * their looks: its part in the box's ceiling votes by itself, and the rest half by itself and half with the whole, for a
 * box's walls end too high as often as too low.
 */
function voted(scores: Float32Array, { regionOf, count, together, above }: Regions): Float32Array {
  const sums = new Float64Array(2 * count * CLASSES);
  const sizes = new Float64Array(2 * count);
  for (let i = 0; i < regionOf.length; i++) {
    const side = regionOf[i] + above[i] * count;
    sizes[side]++;
    for (let c = 0; c < CLASSES; c++) sums[side * CLASSES + c] += scores[i * CLASSES + c];
  }
  const chances = new Float32Array(scores.length);
  for (let i = 0; i < regionOf.length; i++) {
    const lower = regionOf[i];
    const upper = lower + count;
    const side = above[i] === 0 ? lower : upper;
    const alone = above[i] === 0 ? BELOW_ALONE : 1;
    const shared = together[lower];
    let total = 0;
    for (let c = 0; c < CLASSES; c++) {
      const whole = (sums[lower * CLASSES + c] + sums[upper * CLASSES + c]) / (sizes[lower] + sizes[upper]);
      const common = whole + alone * (sums[side * CLASSES + c] / sizes[side] - whole);
      const chance = Math.exp(shared * common + (1 - shared) * scores[i * CLASSES + c]);
      chances[i * CLASSES + c] = chance;
      total += chance;
    }
    for (let c = 0; c < CLASSES; c++) chances[i * CLASSES + c] /= total;
  }
  return chances;
}

/** How much what a region has below the box's ceiling votes without what it has in it. */
const BELOW_ALONE = 0.5;

const LIGHT_BINS = 12;
const HUE_BINS = 16;

/** For each colour the log-probability of the classes among the pixels that have it, drawn towards even by 40 pixels. */
function colourScores(chances: Float32Array, bins: Uint16Array): Float32Array {
  const sums = new Float32Array(LIGHT_BINS * HUE_BINS * HUE_BINS * CLASSES).fill(40 / CLASSES);
  for (let i = 0; i < bins.length; i++)
    for (let c = 0; c < CLASSES; c++) sums[bins[i] * CLASSES + c] += chances[i * CLASSES + c];
  for (let n = 0; n < sums.length; n += CLASSES) {
    const total = sums[n] + sums[n + 1] + sums[n + 2] + sums[n + 3];
    for (let c = 0; c < CLASSES; c++) sums[n + c] = Math.log((sums[n + c] / total) * CLASSES);
  }
  return sums;
}
