import { oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { median } from "#engine/filters/percentile.ts";
import { gaussianRaster } from "#engine/filters/gaussian.ts";
import { gradientMagnitude } from "#engine/filters/gradient.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Camera, cameraAt, project } from "#engine/geometry/camera.ts";
import { type LevelTop } from "#engine/geometry/room.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type Place, type TopEdge, TOP_M } from "#engine/staging/top-edges.ts";

/**
 * The bare places of worktops: what lies behind their front edges, as deep as cabinets are, is of the colour the top has
 * along its edge there, and is calm. For each place it is known how high a thing may be that stands there without
 * hiding what must stay seen: a window, a hob, a shelf of things.
 * @param edges see edgesOfFronts
 * @param taken 255 = surely no top, any size: the fronts themselves, the floor
 * @param known 255 = surely top, of the same size: there its gloss and its pattern count for nothing
 * @returns undefined where nothing is bare
 */
export function levelTop(
  photo: Raster,
  camera: Camera,
  edges: readonly TopEdge[],
  taken: Mask,
  known?: Mask,
): LevelTop | undefined {
  const { width, height } = taken;
  const view = cameraAt(camera, width, height);
  const look = lookOf(resizeRaster(photo, width, height), known);
  const cells = new Map<string, Cell>();
  for (const strip of ofTheTop(edges.flatMap((edge) => stripOf(view, look, edge, taken) ?? [])))
    for (const cell of bareCells(view, look, strip))
      cells.set(`${Math.round(cell.x / CELL_M)} ${Math.round(cell.z / CELL_M)}`, cell);
  return gridOf([...cells.values()]);
}

interface Cell extends Place {
  /** Up to so high a thing there hides nothing, metres above the top. */
  readonly freeM: number;
}

const CELL_M = 0.04;
const DEPTH_M = 0.56;
/** The top's look is learnt so far behind its edge. */
const NEAR_M = 0.24;
/** Nearer to the edge is the edge itself. */
const EDGE_M = 0.03;
const LEAST_BARE = 0.4;

/** What lies behind a part of the edge, and how it looks along it. */
interface Strip {
  readonly places: readonly StripPlace[];
  readonly near: readonly StripPlace[];
  readonly own: TopLook;
  readonly over: TopEdge["over"];
}

type StripPlace = Place & { readonly behindM: number; readonly at: number };

function stripOf(view: Camera, look: Look, edge: TopEdge, taken: Mask): Strip | undefined {
  const places = placesBehind(edge).flatMap((place) => {
    const at = pixelAt(view, place.x, TOP_M, place.z);
    return at === undefined || taken.data[at] !== 0 ? [] : [{ ...place, at }];
  });
  const near = places.filter(({ behindM }) => behindM < NEAR_M);
  if (near.length === 0) return undefined;
  const own = middleLook(
    look,
    near.map(({ at }) => at),
  );
  // Fronts that the mask has missed go on above it as they are.
  const before = edge.places.flatMap(({ x, z }) => pixelAt(view, x, TOP_M - BELOW_M, z) ?? []);
  const isFront =
    edge.over === "cabinets" && before.length > 0 && unlike(middleLook(look, before), own) < LEAST_STEP;
  // What is level and dark and over nothing that is known is a hob as often as a top.
  const isHob = edge.over === "anything" && own.l < DARK;
  return isFront || isHob ? undefined : { places, near, own, over: edge.over };
}

/** A hob or a sink takes up a part of the edge at most; what has the look of a good part of it is the top. */
function ofTheTop(strips: readonly Strip[]): readonly Strip[] {
  const sizeOf = (some: readonly Strip[]): number => some.reduce((sum, { near }) => sum + near.length, 0);
  const least = LEAST_SHARE * sizeOf(strips);
  return strips.filter(
    ({ own, over }) =>
      over === "anything" || sizeOf(strips.filter((other) => unlike(other.own, own) < SAME_LOOK)) >= least,
  );
}

const LEAST_SHARE = 0.3;
const SAME_LOOK = 0.08;
/** Lightness of Oklab. */
const DARK = 0.4;

function bareCells(view: Camera, look: Look, { places, near, own }: Strip): readonly Cell[] {
  const seeds = near.filter(({ at }) => isLike(look, at, own));
  if (seeds.length < LEAST_BARE * near.length) return [];
  const bare = withoutSpecks(places, grownOver(look, places, seeds, own));
  return bare.map(({ x, z }) => ({ x, z, freeM: freeAbove(view, look, x, z) }));
}

/** So far below the edge the fronts are looked at. */
const BELOW_M = 0.1;
/** A top is this unlike the fronts under it: it lies in other light even where it is of the same wood. */
const LEAST_STEP = 0.05;

const keyOf = (column: number, row: number): string => `${column} ${row}`;
const squareAt = ({ x, z }: Place): readonly [number, number] => [
  Math.round(x / CELL_M),
  Math.round(z / CELL_M),
];

/** From its edge the top is followed as long as it stays calm and nothing changes abruptly: shade is, a sink is not. */
function grownOver(
  look: Look,
  strip: readonly StripPlace[],
  seeds: readonly StripPlace[],
  own: TopLook,
): ReadonlySet<string> {
  const places = new Map(strip.map((place) => [keyOf(...squareAt(place)), place]));
  const reached = new Set(seeds.map((place) => keyOf(...squareAt(place))));
  const next = [...seeds];
  for (let place = next.pop(); place !== undefined; place = next.pop()) {
    const [column, row] = squareAt(place);
    for (const [u, v] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const key = keyOf(column + u, row + v);
      const beside = places.get(key);
      if (beside === undefined || reached.has(key) || !goesOn(look, place.at, beside.at, own)) continue;
      reached.add(key);
      next.push(beside);
    }
  }
  return reached;
}

/** A joint, a glint or a crumb on a bare top is top: a place goes as most places around it do. */
function withoutSpecks(strip: readonly StripPlace[], tops: ReadonlySet<string>): readonly StripPlace[] {
  const known = new Set(strip.map((place) => keyOf(...squareAt(place))));
  return strip.filter((place) => {
    const [column, row] = squareAt(place);
    let [is, all] = [0, 0];
    for (let v = -1; v <= 1; v++)
      for (let u = -1; u <= 1; u++) {
        const key = keyOf(column + u, row + v);
        if (known.has(key)) all++;
        if (tops.has(key)) is++;
      }
    return is > all / 2;
  });
}

/** Cells no further than a cabinet's depth behind the edge. */
function placesBehind({ places, into }: TopEdge): readonly (Place & { readonly behindM: number })[] {
  const cells = new Map<string, Place & { readonly behindM: number }>();
  for (const from of places)
    for (let behindM = EDGE_M; behindM < DEPTH_M; behindM += CELL_M / 2) {
      const column = Math.round((from.x + into.x * behindM) / CELL_M);
      const row = Math.round((from.z + into.z * behindM) / CELL_M);
      const key = `${column} ${row}`;
      if (behindM < (cells.get(key)?.behindM ?? Infinity))
        cells.set(key, { x: column * CELL_M, z: row * CELL_M, behindM });
    }
  return [...cells.values()];
}

interface Look {
  readonly lab: OklabPlanes;
  readonly slope: Float32Array;
  readonly known: Mask["data"] | undefined;
}

function lookOf(small: Raster, known: Mask | undefined): Look {
  const soft = gaussianRaster(small, SOFT_PX);
  return { lab: oklabPlanes(soft), slope: gradientMagnitude(lumaPlane(soft)).data, known: known?.data };
}

/** Specks of granite go, things stay. */
const SOFT_PX = 1.2;
/** Luma a pixel. */
const CALM_SLOPE = 0.02;

/** Oklab, and the slope up to which the top is calm: stone and wood have a grain of their own. */
interface TopLook {
  readonly l: number;
  readonly a: number;
  readonly b: number;
  readonly calm: number;
}

function middleLook({ lab, slope }: Look, at: readonly number[]): TopLook {
  const middle = (plane: Float32Array): number => median(at.map((i) => plane[i]));
  const calm = Math.min(2 * CALM_SLOPE, Math.max(CALM_SLOPE, 1.4 * middle(slope)));
  return { l: middle(lab.l), a: middle(lab.a), b: middle(lab.b), calm };
}

const unlike = (one: Omit<TopLook, "calm">, other: TopLook): number =>
  Math.hypot(0.6 * (one.l - other.l), one.a - other.a, one.b - other.b);

const isLike = (look: Look, at: number, own: TopLook): boolean =>
  isKnown(look, at) ||
  (look.slope[at] < own.calm &&
    Math.abs(look.lab.l[at] - own.l) < 0.15 &&
    Math.hypot(look.lab.a[at] - own.a, look.lab.b[at] - own.b) < 0.035);

function goesOn(look: Look, from: number, to: number, own: TopLook): boolean {
  const { lab, slope } = look;
  return (
    isKnown(look, to) ||
    (slope[to] < own.calm &&
      Math.abs(lab.l[to] - lab.l[from]) < 0.05 &&
      Math.abs(lab.l[to] - own.l) < 0.3 &&
      Math.hypot(lab.a[to] - lab.a[from], lab.b[to] - lab.b[from]) < 0.02 &&
      Math.hypot(lab.a[to] - own.a, lab.b[to] - own.b) < 0.06)
  );
}

const isKnown = ({ known, slope }: Look, at: number): boolean =>
  known !== undefined && known[at] !== 0 && slope[at] < BUSY_SLOPE;

/** How high a thing may be that stands there before it hides what is busy or a bright window. */
function freeAbove(view: Camera, { lab, slope }: Look, x: number, z: number): number {
  let busy = 0;
  let freeM = 0;
  for (let step = 1; step * STEP_M <= HEADROOM_M; step++) {
    const at = pixelAt(view, x, TOP_M + STEP_M * step, z);
    if (at === undefined || lab.l[at] > BURNT) break;
    if (slope[at] > BUSY_SLOPE) busy++;
    // Joints of tiles and the foot of the wall are passed over.
    if (busy > MOST_BUSY * step + 1) break;
    freeM = STEP_M * step;
  }
  return freeM;
}

const STEP_M = 0.02;
/** Nothing higher is put down on a worktop. */
const HEADROOM_M = 0.44;
const BURNT = 0.985;
const BUSY_SLOPE = 0.06;
const MOST_BUSY = 0.3;

function pixelAt(view: Camera, x: number, y: number, z: number): number | undefined {
  const at = project(view, [x, y, z]);
  if (at === undefined || at.x < 1 || at.y < 1 || at.x >= view.width - 1 || at.y >= view.height - 1)
    return undefined;
  return Math.floor(at.y) * view.width + Math.floor(at.x);
}

function gridOf(cells: readonly Cell[]): LevelTop | undefined {
  if (cells.length === 0) return undefined;
  const xs = cells.map(({ x }) => Math.round(x / CELL_M));
  const zs = cells.map(({ z }) => Math.round(z / CELL_M));
  const [x0, z0] = [Math.min(...xs), Math.min(...zs)];
  const columns = Math.max(...xs) - x0 + 1;
  const rows = Math.max(...zs) - z0 + 1;
  const clear = Array.from({ length: columns * rows }, () => 0);
  const freeM = Array.from({ length: columns * rows }, () => 0);
  for (const [n, cell] of cells.entries()) {
    const at = (zs[n] - z0) * columns + xs[n] - x0;
    clear[at] = 1;
    freeM[at] = cell.freeM;
  }
  const grid = { cellM: CELL_M, x0: (x0 - 0.5) * CELL_M, z0: (z0 - 0.5) * CELL_M, columns, rows, clear };
  return { heightM: TOP_M, grid, freeM };
}
