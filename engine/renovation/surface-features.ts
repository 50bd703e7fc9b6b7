import { networkPass } from "#engine/objects/network-pass.ts";
import { type Raster } from "#engine/raster.ts";

/** What the network holds of a photo at one depth: `channels` numbers a cell, row-major, over the whole photo. */
export interface FeatureMap {
  readonly side: number;
  readonly channels: number;
  readonly data: Float32Array;
}

interface FeatureNode {
  readonly node: string;
  readonly side: number;
  readonly channels: number;
}

/** What the network gathers to name things: from coarse to fine. */
const head: readonly FeatureNode[] = [
  { node: "tower_0/CenternetHead/Relu", side: 32, channels: 256 },
  { node: "tower_0/CenternetHead/Relu_1", side: 64, channels: 192 },
  { node: "tower_0/CenternetHead/Relu_2", side: 128, channels: 128 },
];

/** What it sees before: walls and floors are no things, and the head has let go of some of what tells them apart. */
const backbone: readonly FeatureNode[] = [
  { node: "tower_0/MobilenetV3/expanded_conv_11/add", side: 32, channels: 88 },
  { node: "tower_0/MobilenetV3/expanded_conv_14/add", side: 16, channels: 120 },
];

const maps = [...head, ...backbone];

/** Five numbers of place follow the maps' channels. */
const PLACE = 5;

/** How many numbers describe a place in a photo: those of {@link surfaceFeatures} and of {@link placeAt}. */
export const featureCount = maps.reduce((sum, { channels }) => sum + channels, 0) + PLACE;

/**
 * The feature maps of the detector's network that tell surfaces apart: three of its head, from coarse to fine, and two of
 * its backbone; the photo is squeezed into a square.
 * @returns undefined where the network cannot be loaded
 */
export const surfaceFeatures = (photo: Raster): Promise<readonly FeatureMap[] | undefined> =>
  featuresAt(photo, maps);

/** As {@link surfaceFeatures}, those of the head alone: enough for what is a thing. */
export const headFeatures = (photo: Raster): Promise<readonly FeatureMap[] | undefined> =>
  featuresAt(photo, head);

async function featuresAt(
  photo: Raster,
  places: readonly FeatureNode[],
): Promise<readonly FeatureMap[] | undefined> {
  const pass = await networkPass(
    photo,
    places.map(({ node }) => node),
  );
  return pass.kind === "unavailable" ? undefined : mapsOf(pass.outputs, places);
}

/** Where the network holds them. */
export const featureNodes: readonly string[] = maps.map(({ node }) => node);

/** @param outputs of {@link featureNodes} */
export const featureMaps = (outputs: readonly Float32Array[]): readonly FeatureMap[] => mapsOf(outputs, maps);

const mapsOf = (outputs: readonly Float32Array[], places: readonly FeatureNode[]): readonly FeatureMap[] =>
  places.map(({ side, channels }, n) => ({ side, channels, data: outputs[n] }));

/**
 * Height in the picture to the third power, distance from its middle, and both.
 * @param x 0–1 from the left
 * @param y 0–1 from the top
 */
export function placeAt(x: number, y: number): readonly number[] {
  const down = y - 0.5;
  const aside = Math.abs(x - 0.5);
  return [down, down * down, down ** 3, aside, aside * down];
}

/** Where 0–1 lies between the middles of `side` cells: the two cells, and the share of the second. */
export function between(
  place: number,
  side: number,
): { readonly low: number; readonly high: number; readonly share: number } {
  const at = Math.max(0, Math.min(side - 1, place * side - 0.5));
  const low = Math.floor(at);
  return { low, high: Math.min(side - 1, low + 1), share: at - low };
}
