import { objectNames } from "#core/analysis/object-names.ts";
import { isSameBox, type SeenObject } from "#core/analysis/seen-object.ts";
import { inputSidePx } from "#engine/objects/executed.ts";
import { networkPass } from "#engine/objects/network-pass.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Names the things in a photo of any size with a CenterNet on a MobileNetV3 (Zhou et al. 2019, "Objects as Points"; COCO's
 * 80 classes), surest first. Boxes in pixels of the photo and within it; confidence 0.15–1, where 0.3 is a good find.
 * Same pixels, same answer. The network loads at the first call; after that 0.1–0.2 s a photo on one core.
 * @returns none, too, where the detector's packages or weights are not on this machine
 */
export const objectsIn = async (photo: Raster): Promise<readonly SeenObject[]> =>
  (await objectsIfInstalled(photo)) ?? [];

/** As {@link objectsIn}, for whoever says something else where there is no detector: undefined there. */
export async function objectsIfInstalled(photo: Raster): Promise<readonly SeenObject[] | undefined> {
  const pass = await networkPass(photo, [detectionsNode]);
  return pass.kind === "unavailable" ? undefined : objectsOf(pass.outputs[0], photo);
}

/** Holds rows of left, top, right, bottom (in the square's pixels), confidence and class. */
export const detectionsNode = "tower_0/detections";

/** What the rows of {@link detectionsNode} name, surest first, each thing once; boxes in pixels of the photo. */
export const objectsOf = (rows: Float32Array, photo: Raster): readonly SeenObject[] =>
  oncePerName(findings(rows, photo));

const leastConfidence = 0.15;

function findings(rows: Float32Array, { width, height }: Raster): SeenObject[] {
  const found: SeenObject[] = [];
  for (let row = 0; row + 6 <= rows.length; row += 6) {
    const name = objectNames[rows[row + 5]];
    const confidence = rows[row + 4];
    if (confidence < leastConfidence) continue;
    if (name === undefined) throw new RangeError(`The network named class ${rows[row + 5]} of 80.`);
    const x = within(rows[row], width);
    const y = within(rows[row + 1], height);
    const right = within(rows[row + 2], width);
    const bottom = within(rows[row + 3], height);
    if (right - x >= 1 && bottom - y >= 1)
      found.push({ name, confidence, x, y, width: right - x, height: bottom - y });
  }
  return found.toSorted((a, b) => b.confidence - a.confidence);
}

const within = (at: number, size: number): number =>
  Math.max(0, Math.min(size, Math.round((at / inputSidePx) * size)));

/** One thing is often found twice with nearly the same box. Another name for it stays: it says how unsure the find is. */
function oncePerName(found: readonly SeenObject[]): readonly SeenObject[] {
  const kept: SeenObject[] = [];
  for (const next of found) {
    const isKnown = kept.some((other) => other.name === next.name && isSameBox(next, other));
    if (!isKnown) kept.push(next);
  }
  return kept;
}
