import { objectNames } from "#core/analysis/object-names.ts";
import { areaOf, type SeenObject, sharedArea } from "#core/analysis/seen-object.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { loadNetwork, type Network } from "#engine/objects/tensorflow.ts";
import { type Raster } from "#engine/raster.ts";

export type Detection =
  | { readonly kind: "detected"; readonly objects: readonly SeenObject[] }
  /** The detector's packages or weights are not on this machine. */
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * Names the things in a photo with a CenterNet on a MobileNetV3 (Zhou et al. 2019, "Objects as Points"; COCO's 80
 * classes), surest first. Boxes in pixels of the photo and within it; confidence 0.15–1, where 0.3 is a good find.
 * Same pixels, same answer. The network loads at the first call; after that 0.1–0.2 s a photo on one core.
 */
export async function detectObjects(photo: Raster): Promise<Detection> {
  const network = await loadNetwork();
  if (network.kind === "unavailable") return network;
  return { kind: "detected", objects: oncePerName(findings(run(network, photo), photo)) };
}

/** The network looks at a square of this side; it was trained on photos squeezed to it. */
const sidePx = 512;
const leastConfidence = 0.15;

/** Rows of left, top, right, bottom (in the square's pixels), confidence and class. */
function run({ tf, model }: Network, photo: Raster): Float32Array {
  const square = resizeRaster(photo, sidePx, sidePx);
  return tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(square.data), [1, sidePx, sidePx, 3]);
    const found = model.execute(pixels, "tower_0/detections");
    if (Array.isArray(found)) throw new TypeError("The network gave several tensors for one output.");
    return Float32Array.from(found.dataSync());
  });
}

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
  Math.max(0, Math.min(size, Math.round((at / sidePx) * size)));

/** One thing is often found twice with nearly the same box. Another name for it stays: it says how unsure the find is. */
function oncePerName(found: readonly SeenObject[]): readonly SeenObject[] {
  const kept: SeenObject[] = [];
  for (const next of found) {
    const isKnown = kept.some((other) => {
      const shared = sharedArea(next, other);
      return other.name === next.name && shared > 0.5 * (areaOf(next) + areaOf(other) - shared);
    });
    if (!isKnown) kept.push(next);
  }
  return kept;
}
