import { type PlainlyDrawn } from "#engine/compose/plainly-drawn.ts";
import { components } from "#engine/filters/components.ts";
import { dilate } from "#engine/filters/morphology.ts";

/**
 * Whether something that was drawn goes on beyond the mask, so that it would be cut off there when only what is inside is
 * laid down: one plain change, connected, with a good piece on each side of the mask's border. What lies further outside
 * is never laid down and does not count.
 */
export function isCutByMask({ plain, inside }: PlainlyDrawn): boolean {
  const { width, height } = plain;
  const rim = Math.max(1, RIM * width);
  const rimmed = dilate(inside, rim).data;
  const around = dilate(inside, 4 * rim).data;
  const { labels, list } = components({ data: plain.data.map((v, i) => v & around[i]), width, height });
  const within = new Uint32Array(list.length + 1);
  const beyond = new Uint32Array(list.length + 1);
  for (let i = 0; i < labels.length; i++) {
    if (inside.data[i] >= 128) within[labels[i]]++;
    else if (rimmed[i] === 0) beyond[labels[i]]++;
  }
  const least = LEAST_PIECE * width * height;
  return list.some(({ label }) => within[label] > least && beyond[label] > least);
}

/** Of the picture's width: what a mask's soft edge loses of a thing without its being missed. */
const RIM = 0.006;
/** Of the picture: less is hardly seen. */
const LEAST_PIECE = 0.0002;
