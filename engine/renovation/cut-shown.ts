import { components } from "#engine/filters/components.ts";
import { close, dilate, erode, open } from "#engine/filters/morphology.ts";
import { type Mask } from "#engine/raster.ts";
import { colourOdds } from "#engine/renovation/colour-odds.ts";
import { cutOut } from "#engine/renovation/cut-out.ts";
import { type Agreed, type Fittings, type Parted } from "#engine/renovation/fittings.ts";
import { floorOdds, type Ground } from "#engine/renovation/floor-odds.ts";
import { standsBefore } from "#engine/renovation/region-shapes.ts";

/** How sure a place is to be what is looked for by how many of three partings show it; in units of `cutOut`'s leaning. */
const BY_VOTES = [-0.4, 0.1, 0.6, 0.9] as const;
const COLOUR = 0.7;
/** No colour says more, in natural logarithm. */
const MOST_COLOUR = 1.5;
const FLOOR = 1.3;
/** What is next to even between floor and another thing is rather floor: that other has its colour and its shape to speak for it. */
const DOUBTED_FLOOR = 0.1;
/** Of an appliance's box some is the fitting around it. */
const COVERED = 0.3;
/** A piece must be shown by two partings to this share, and be this share of the picture. */
const LEAST_SHOWN = 0.15;
const LEAST_PIECE = 0.0015;

/**
 * Fronts or a worktop cut out along the photo's edges and lines. The partings show where they are, but a region may hold a
 * floor of their colour as well, or end at a shadow: what is cut out has the colours that they have in this photo, is no
 * floor, and may go on beyond what was shown.
 */
export function cutShown({ mask: shown, votes }: Agreed, fittings: Fittings, ground: Ground): Mask {
  const [parted] = fittings;
  const { width, height, colours } = parted;
  const count = width * height;
  const floor = floorOdds(fittings, ground);
  const within = erode(shown, 2).data;
  const near = dilate(shown, 3).data;
  const odds = colourOdds(
    colours,
    Float32Array.from(within, (v, i) => (v === 0 ? 0 : 1 / (1 + Math.exp(2 * floor[i])))),
    Float32Array.from(near, (v, i) => (v === 0 && votes[i] === 0 ? 1 : 0)),
  );
  const isBehind = coveredBy(parted);
  const lean = odds.map((colour, i) => {
    const own = COLOUR * Math.max(-MOST_COLOUR, Math.min(MOST_COLOUR, colour)) + BY_VOTES[votes[i]];
    const against = FLOOR * Math.max(0, Math.min(2, floor[i] + DOUBTED_FLOOR)) + COVERED * isBehind[i];
    return Math.max(-1, Math.min(1, own - against));
  });
  const solid = close(open(cutOut(colours, lean), width / 250), width / 250);
  const { labels, list } = components(solid);
  const shownIn = new Float64Array(list.length + 1);
  for (let i = 0; i < count; i++) if (shown.data[i] !== 0) shownIn[labels[i]]++;
  const isKept = [
    false,
    ...list.map(({ label, area }) => area > LEAST_PIECE * count && shownIn[label] > LEAST_SHOWN * area),
  ];
  return { width, height, data: solid.data.map((v, i) => (isKept[labels[i]] ? v : 0)) };
}

/** 1 in the boxes of what stands before fittings or is built in between them. */
function coveredBy({ width, height, objects }: Parted): Uint8Array {
  const covered = new Uint8Array(width * height);
  for (const thing of objects.filter(standsBefore)) {
    const left = Math.max(0, Math.floor(thing.x));
    const right = Math.min(width, Math.ceil(thing.x + thing.width));
    const bottom = Math.min(height, Math.ceil(thing.y + thing.height));
    for (let y = Math.max(0, Math.floor(thing.y)); y < bottom; y++)
      covered.fill(1, y * width + left, y * width + right);
  }
  return covered;
}
