import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type SeenObject } from "#core/analysis/seen-object.ts";
import { type Oklab, oklabPlanes, type OklabPlanes } from "#engine/colour/oklab.ts";
import { underWhite } from "#engine/enhance/under-white.ts";
import { median } from "#engine/filters/percentile.ts";
import { resizeMask, shrinkTo } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { cabinetsIn } from "#engine/renovation/find-cabinets.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { firstLook, fittingsOf } from "#engine/renovation/fittings.ts";

/**
 * What a buyer would call dated, where it is plain: honey-coloured wooden cabinets in a kitchen, and a bathroom's
 * coloured suite. Colours are judged under the photo's own white. It says nothing rather than guess.
 * @param objects in pixels of the photo, about half a megapixel
 * @returns surface and look: "oak kitchen cabinets", "green bathroom suite"
 */
export function datedFeatures(
  photo: Raster,
  objects: readonly SeenObject[],
  { scene, roomType }: Pick<PhotoAnalysis, "scene" | "roomType">,
): readonly string[] {
  if (scene !== "interior") return [];
  if (roomType === "bathroom") return suiteOf(photo, objects);
  return roomType === "kitchen" ? cabinetsOf(photo, objects) : [];
}

function cabinetsOf(photo: Raster, objects: readonly SeenObject[]): readonly string[] {
  const lab = coloursOf(photo);
  // Looking for fronts takes a second: only where there is enough of their colour.
  if (!hasMuchHoney(lab)) return [];
  const small = shrinkTo(photo, 120_000);
  const [parted] = fittingsOf(small, scaledObjects(objects, small.width / photo.width), firstLook) ?? [];
  const fronts = parted && cabinetsIn(parted);
  if (fronts === undefined || fronts.confidence < SURE_FRONTS) return [];
  const mask = resizeMask(fronts.mask, lab.width, lab.height).data;
  return isHoney(middleOf(lab, (i) => mask[i] >= 128)) ? ["oak kitchen cabinets"] : [];
}

function hasMuchHoney({ l, a, b }: OklabPlanes): boolean {
  let count = 0;
  for (let i = 0; i < l.length; i++) if (isHoney({ l: l[i], a: a[i], b: b[i] })) count++;
  return count > LEAST_HONEY * l.length;
}

/** Of the picture; fronts that one would speak of cover more. */
const LEAST_HONEY = 0.05;

function isHoney({ l, a, b }: Oklab): boolean {
  const hue = Math.atan2(b, a);
  const isOfHue = hue > HONEY.from && hue < HONEY.to && Math.hypot(a, b) > HONEY.chroma;
  return isOfHue && l > HONEY.darkest && l < HONEY.palest;
}

const SURE_FRONTS = 0.6;

/** Oklab: between red-brown and yellow, stronger than walnut, pale oak and painted fronts. */
const HONEY = { from: 0.75, to: 1.45, chroma: 0.07, darkest: 0.38, palest: 0.8 } as const;

function suiteOf(photo: Raster, objects: readonly SeenObject[]): readonly string[] {
  const lab = coloursOf(photo);
  const scale = lab.width / photo.width;
  const colours = objects
    .filter(({ name, confidence }) => ceramics.has(name) && confidence > SURE_THING)
    .map(({ x, y, width, height }) =>
      middleOf(lab, (i) => {
        const u = (((i % lab.width) + 0.5) / scale - x) / width;
        const v = ((Math.floor(i / lab.width) + 0.5) / scale - y) / height;
        // Of its box a thing surely fills the middle.
        return Math.abs(u - 0.5) < 0.2 && Math.abs(v - 0.5) < 0.2;
      }),
    );
  const white = whiteOf(lab);
  const names = new Set(colours.flatMap((colour) => suiteColour(colour, white) ?? []));
  return [...names].map((name) => `${name} bathroom suite`);
}

const ceramics: ReadonlySet<string> = new Set(["toilet", "sink"]);
const SURE_THING = 0.35;

/** White, ivory and grey are no colour, nor is what wood or a yellow lamp makes of them. */
function suiteColour(own: Oklab, white: Oklab): string | undefined {
  const { l, a, b } = own;
  if (l < 0.4) return undefined;
  const isStrong = Math.hypot(a, b) >= LEAST_CHROMA;
  if (isStrong && a > 0.03 && b < 0.03) return "pink";
  // A pale suite shows beside the white of its own room, whatever tint the light has left on both.
  const isPale = l > PALE && a - white.a < -0.018;
  if ((isStrong && a < -0.025) || isPale) return b > 0.01 ? "green" : "blue";
  return undefined;
}

const LEAST_CHROMA = 0.035;
const PALE = 0.65;

/** What the room's white paint and tiles look like in the photo; no tint where it has next to none. */
function whiteOf(lab: OklabPlanes): Oklab {
  const isWhite = (i: number): boolean => lab.l[i] > 0.78 && Math.hypot(lab.a[i], lab.b[i]) < 0.045;
  const share = lab.l.reduce((sum, _, i) => sum + (isWhite(i) ? 1 : 0), 0) / lab.l.length;
  return share < 0.02 ? { l: 1, a: 0, b: 0 } : middleOf(lab, isWhite);
}

const coloursOf = (photo: Raster): OklabPlanes => oklabPlanes(underWhite(shrinkTo(photo, 120_000)));

function middleOf({ l, a, b }: OklabPlanes, isIn: (i: number) => boolean): Oklab {
  const own = Array.from(l.keys()).filter(isIn);
  const middle = (plane: Float32Array): number => (own.length === 0 ? 0 : median(own.map((i) => plane[i])));
  return { l: middle(l), a: middle(a), b: middle(b) };
}
