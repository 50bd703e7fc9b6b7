import { readFile } from "node:fs/promises";
import { thingsAt, thingsOf } from "#core/analysis/things.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { seededRandom } from "#engine/random.ts";
import { traitsOf } from "#src/features/mask/cut-traits.ts";
import { cutsAt } from "#src/features/mask/cuts.ts";
import { boxOf } from "#src/features/mask/select.ts";
import { lookAt } from "#test/bench/select-on.ts";
import { type Labels, polygonOf, readPhoto } from "#test/surfaces/labelled-photo.ts";
import { fetched, publicPhotos } from "#test/surfaces/public-photos.ts";
import { leastSquares } from "#test/taps/least-squares.ts";
import { shareInside, shareOf, tapOn } from "#test/taps/drawn-thing.ts";

// Prints the weights of `rankCuts`, fitted to things drawn in test/surfaces/labels.json; see README.md.

/** Of the photo: smaller things were drawn too roughly, larger ones are seldom one thing. */
const LEAST_SHARE = 0.0015;
const MOST_SHARE = 0.22;

// The file is our own.
const labels = JSON.parse(await readFile("test/surfaces/labels.json", "utf8")) as Record<string, Labels>;
const random = seededRandom(1);
const rows: { readonly traits: readonly number[]; readonly overlap: number }[] = [];
let taps = 0;
for (const [name, found] of await publicPhotos()) {
  const photo = await readPhoto(await fetched(found));
  const things = thingsOf(await objectsIn(photo), photo);
  for (const drawn of labels[name]?.other ?? []) {
    const corners = polygonOf(drawn);
    const at = tapOn(corners, random);
    const share = shareOf(corners);
    if (at === undefined || share < LEAST_SHARE || share > MOST_SHARE) continue;
    taps++;
    const boxes = thingsAt(things, { x: at.x * 1000, y: at.y * 1000 }).map((thing) => boxOf(thing, photo));
    const place = { x: at.x * photo.width, y: at.y * photo.height };
    const cuts = cutsAt(lookAt(photo), photo, place, boxes);
    for (const [n, { size, agreed, aside, contrast, areaPx }] of traitsOf(cuts, photo, place).entries()) {
      const cut = cuts[n];
      if (cut === undefined) continue;
      const both = shareInside(cut, corners, photo) * areaPx;
      const overlap = both / (areaPx + share * photo.width * photo.height - both);
      rows.push({ traits: [1, size, size ** 2, agreed, aside, contrast], overlap });
    }
  }
}
const weights = leastSquares(
  rows.map(({ traits }) => traits),
  rows.map(({ overlap }) => overlap),
);
const names = ["constant", "size", "size²", "agreed", "aside", "contrast"];
process.stdout.write(`${rows.length} cuts of ${taps} taps\n`);
for (const [n, weight] of weights.entries()) process.stdout.write(`${names[n]}: ${weight.toFixed(3)}\n`);
