import { boxMean } from "#engine/filters/box.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { median } from "#engine/filters/percentile.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";
import { type Camera, cameraAt, project } from "#engine/geometry/camera.ts";
import { doorFrames } from "#engine/geometry/door-frames.ts";
import { lineSegments, type Segment } from "#engine/geometry/line-segments.ts";
import { faceAt, type Opening, type RoomBox, type WallName } from "#engine/geometry/room.ts";
import { type Vec3 } from "#engine/geometry/vector.ts";

/**
 * Windows (much brighter than the wall around) and other things on the walls: what is unlike the wall's colour, from low
 * down up to at least head height (doors, passages, cupboards), and what has a door's frame. Errs on the side of finding
 * too much.
 * @param photo about 512 pixels
 * @param edges straight edges of the photo, and the size of the picture they were found in; about 1000 pixels
 */
export function findOpenings(camera: Camera, box: RoomBox, photo: Raster, edges: EdgesOf): Opening[] {
  const view = cameraAt(camera, photo.width, photo.height);
  const luma = lumaPlane(photo);
  const looks = { photo, brightness: luma.data, slope: boxMean(gradientMagnitude(luma), 2).data };
  return [
    ...(["left", "right", "back"] as const).flatMap((wall) => openingsOn(wall, view, box, looks)),
    ...doorFrames(cameraAt(camera, edges.width, edges.height), box, edges.segments),
  ];
}

/** Straight edges of a picture of this size. */
export interface EdgesOf {
  readonly segments: readonly Segment[];
  readonly width: number;
  readonly height: number;
}

/** Those of a photo of about 1000 pixels. */
export const edgesOf = (photo: Raster): EdgesOf => ({
  segments: lineSegments(lumaPlane(photo), 0.03 * Math.max(photo.width, photo.height)),
  width: photo.width,
  height: photo.height,
});

/** A photo, its luma and the mean slope of its luma around each pixel. */
interface Looks {
  readonly photo: Raster;
  readonly brightness: Float32Array;
  readonly slope: Float32Array;
}

const CELL_M = 0.1;
/** Slope, 0–1 a pixel at about 500 pixels wide; plaster and wallpaper stay below. */
const BUSY = 0.022;

/** A point of a wall: `along` is x for the back wall and z for the others. */
export function wallPoint(box: RoomBox, wall: WallName, along: number, y: number): Vec3 {
  if (wall === "back") return [along, y, box.back];
  return [wall === "left" ? box.left : box.right, y, along];
}

/** What of a wall can be in the picture, metres along it. */
const wallSpan = (box: RoomBox, wall: WallName): readonly [number, number] =>
  wall === "back" ? [box.left, box.right] : [0.3, box.back];

/** Colours of a wall on a grid of CELL_M; NaN where it is not seen. */
interface WallView {
  readonly columns: number;
  readonly rows: number;
  readonly from: number;
  readonly rgb: Float32Array;
  readonly luma: Float32Array;
  /** Mean slope of brightness in the square: glass with a view, doors and shelves are busy, a wall is not. */
  readonly busy: Float32Array;
}

function openingsOn(wall: WallName, view: Camera, box: RoomBox, looks: Looks): Opening[] {
  const seen = wallView(wall, view, box, looks);
  const known = [...seen.luma].filter((v) => !Number.isNaN(v));
  if (known.length < 30) return [];
  const marks = marksOf(seen, median(known));
  return [
    ...rectanglesOf(marks.bright, seen, 0.35).map((r) => ({ kind: "window" as const, wall, ...r })),
    ...standingOf(marks.odd, seen).map((r) => ({ kind: "other" as const, wall, ...r })),
    // What hangs there: an air conditioner, a switch box, a picture. The skirting is none of these.
    ...rectanglesOf(marks.other, seen, 0.25)
      .filter(({ bottom }) => bottom > 0.35)
      .map((r) => ({ kind: "other" as const, wall, ...r })),
  ];
}

function wallView(wall: WallName, view: Camera, box: RoomBox, { photo, brightness, slope }: Looks): WallView {
  const [from, to] = wallSpan(box, wall);
  const columns = Math.max(1, Math.round((to - from) / CELL_M));
  const rows = Math.max(1, Math.round(Math.min(box.ceiling, 3.2) / CELL_M));
  const rgb = new Float32Array(columns * rows * 3).fill(NaN);
  const luma = new Float32Array(columns * rows).fill(NaN);
  const busy = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = project(view, wallPoint(box, wall, from + (column + 0.5) * CELL_M, (row + 0.5) * CELL_M));
      if (at === undefined) continue;
      const x = Math.round(at.x);
      const y = Math.round(at.y);
      if (x < 1 || y < 1 || x >= photo.width - 1 || y >= photo.height - 1) continue;
      if (faceAt(view, box, x, y).face !== wall) continue;
      const i = y * photo.width + x;
      for (let c = 0; c < 3; c++)
        rgb[(row * columns + column) * 3 + c] =
          (photo.data[i * 3 + c] + photo.data[(i - 1) * 3 + c] + photo.data[(i + 1) * 3 + c]) / 3;
      busy[row * columns + column] = slope[i];
      luma[row * columns + column] = (brightness[i] + brightness[i - 1] + brightness[i + 1]) / 3;
    }
  return { columns, rows, from, rgb, luma, busy };
}

/** @param usual luma of the wall, 0–1 */
function marksOf(
  { columns, rows, rgb, luma, busy }: WallView,
  usual: number,
): {
  bright: Uint8Array;
  odd: Uint8Array;
  other: Uint8Array;
} {
  const high = Math.max(0.8, Math.min(0.93, usual + 0.3));
  const bright = new Uint8Array(columns * rows);
  const odd = new Uint8Array(columns * rows);
  const other = new Uint8Array(columns * rows);
  const colour = [0, 1, 2].map((c) =>
    median(
      [...rgb].filter(
        (v, i) => i % 3 === c && !Number.isNaN(v) && Math.abs(luma[(i / 3) | 0] - usual) < 0.25,
      ),
    ),
  );
  const colourLuma = (0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]) / 255 || 0.01;
  for (let i = 0; i < luma.length; i++) {
    if (Number.isNaN(luma[i])) continue;
    if (luma[i] > high && usual < high - 0.12) bright[i] = 1;
    // Compared at equal brightness, since a wall is shaded; brightness itself counts when it differs a lot.
    const gain = (colourLuma + 0.05) / (luma[i] + 0.05);
    let hue = 0;
    for (let c = 0; c < 3; c++) hue += Math.abs(rgb[i * 3 + c] * gain - colour[c]);
    const shade = Math.abs(Math.log((luma[i] + 0.03) / (colourLuma + 0.03)));
    if (hue > 60 || shade > 0.42 || busy[i] > BUSY) odd[i] = 1;
    // A shadow is dark but not something that hangs there.
    if (hue > 75 || busy[i] > BUSY) other[i] = 1;
  }
  return { bright, odd, other };
}

interface Rectangle {
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
}

/** Boxes around connected marks at least `least` metres wide and high, grown by a frame's width. */
function rectanglesOf(marks: Uint8Array, { columns, rows, from }: WallView, least: number): Rectangle[] {
  const seen = new Uint8Array(marks.length);
  const out: Rectangle[] = [];
  for (let start = 0; start < marks.length; start++) {
    if (!marks[start] || seen[start]) continue;
    const stack = [start];
    seen[start] = 1;
    let [l, r, b, t, area] = [columns, 0, rows, 0, 0];
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      const x = i % columns;
      const y = (i / columns) | 0;
      l = Math.min(l, x);
      r = Math.max(r, x + 1);
      b = Math.min(b, y);
      t = Math.max(t, y + 1);
      area++;
      for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
          const j = v * columns + u;
          if (marks[j] && !seen[j]) {
            seen[j] = 1;
            stack.push(j);
          }
        }
    }
    if ((r - l) * CELL_M < least || (t - b) * CELL_M < least || area < 0.35 * (r - l) * (t - b)) continue;
    out.push({
      from: from + l * CELL_M - 0.1,
      to: from + r * CELL_M + 0.1,
      bottom: Math.max(0, b * CELL_M - 0.1),
      top: t * CELL_M + 0.1,
    });
  }
  return out;
}

/** Runs of columns that are unlike the wall over most of the height a person would walk through or a cupboard fills. */
function standingOf(odd: Uint8Array, { columns, rows, from, luma }: WallView): Rectangle[] {
  const low = Math.round(0.2 / CELL_M);
  const high = Math.min(rows, Math.round(1.8 / CELL_M));
  const taken = Array.from({ length: columns }, (_, x) => {
    let marked = 0;
    let known = 0;
    for (let y = low; y < high; y++) {
      if (Number.isNaN(luma[y * columns + x])) continue;
      known++;
      marked += odd[y * columns + x];
    }
    return known > 4 && marked / known > 0.45;
  });
  const out: Rectangle[] = [];
  for (let x = 0; x < columns; x++) {
    if (!taken[x]) continue;
    let end = x;
    while (end + 1 < columns && (taken[end + 1] || taken[end + 2])) end++;
    if ((end + 1 - x) * CELL_M >= 0.4)
      out.push({ from: from + x * CELL_M - 0.05, to: from + (end + 1) * CELL_M + 0.05, bottom: 0, top: 2.1 });
    x = end;
  }
  return out;
}
