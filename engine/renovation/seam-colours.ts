import { chromaInShade, type Oklab } from "#engine/colour/oklab.ts";
import { type Parted } from "#engine/renovation/fittings.ts";

/** A colour that upright seams run through, and how much of them. */
export interface SeamColour extends Oklab {
  /** In longer sides of the picture. */
  readonly length: number;
}

/**
 * How unlike two finishes are: about 1 where one material would still pass for the other in uneven light. Shade makes
 * colours paler in proportion, so chroma is compared at equal lightness.
 */
export function unlike(colour: Oklab, other: Oklab): number {
  const shade = chromaInShade(colour.l, other.l);
  return Math.hypot(
    (colour.a - other.a * shade) / 0.035,
    (colour.b - other.b * shade) / 0.035,
    (colour.l - other.l) / 0.22,
  );
}

/** The colours most length of upright seam has, heaviest first, at most six. What shines like a window is left out. */
export function seamColours({ seams }: Parted): readonly SeamColour[] {
  let rest = seams.filter(({ runs, colour }) => runs === "upright" && colour.l < 0.93);
  const found: SeamColour[] = [];
  while (found.length < 6 && rest.length > 0) {
    const near = (centre: Oklab): typeof rest => rest.filter(({ colour }) => unlike(colour, centre) < 1);
    const [heaviest] = rest
      .map(({ colour }) => ({ colour, weight: lengthOf(near(colour)) }))
      .toSorted((a, b) => b.weight - a.weight);
    let centre = heaviest.colour;
    for (let round = 0; round < 3; round++) centre = meanOf(near(centre)) ?? centre;
    const own = near(centre);
    const length = lengthOf(own);
    rest = rest.filter((seam) => !own.includes(seam) && seam.colour !== heaviest.colour);
    if (length >= LEAST) found.push({ ...centre, length });
  }
  return found.toSorted((a, b) => b.length - a.length);
}

/** Less than this, in longer sides, is one thing's outline. */
const LEAST = 0.2;

type Seams = Parted["seams"];

const lengthOf = (seams: Seams): number => seams.reduce((sum, { length }) => sum + length, 0);

function meanOf(seams: Seams): Oklab | undefined {
  const total = lengthOf(seams);
  if (total === 0) return undefined;
  const mean = (of: (colour: Oklab) => number): number =>
    seams.reduce((sum, { colour, length }) => sum + of(colour) * length, 0) / total;
  return { l: mean(({ l }) => l), a: mean(({ a }) => a), b: mean(({ b }) => b) };
}
