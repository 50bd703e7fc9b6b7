import { type Guidance } from "#engine/removal/guidance.ts";
import { type Level, REACH, SIDE, sourcesOf } from "#engine/removal/pyramid.ts";

/**
 * First guess at the coarsest size: fills the hole ring by ring from its border, each pixel from the patch anywhere in
 * the picture that fits the known part of its own best. A smooth or random start ends in flat grey; this does not.
 * @param matches filled: for each target the source it was taken from; others keep what they had
 */
export function onionFill(
  level: Level,
  textureWeight: number,
  guidance: Guidance,
  matches: Int32Array,
): void {
  const { width, height, colour, texture, hole, targetOf } = level;
  const every = Math.ceil((level.targets.length * level.isSource.length) / MOST_PAIRS);
  const sources = sourcesOf(level).filter((_, n) => n % every === 0);
  const open = Uint8Array.from(hole);
  for (let ring = borderOf(open, width, height); ring.length > 0; ring = borderOf(open, width, height)) {
    const found = ring.map((i) => bestSource(level, open, sources, i, textureWeight, guidance));
    ring.forEach((i, k) => {
      const from = found[k];
      for (let c = 0; c < 3; c++) colour[i * 3 + c] = colour[from * 3 + c];
      texture[i] = texture[from];
      open[i] = 0;
      if (targetOf[i] >= 0) matches[targetOf[i]] = from;
    });
  }
}

/**
 * So many pairs of a target and a pixel there are at most, about a second's work; where there were more, only every so
 * many-th source is looked at: in pictures too narrow to be halved further, and where nearly all is to be filled.
 */
const MOST_PAIRS = 30_000_000;

/** Open pixels with a known neighbour. */
function borderOf(open: Uint8Array, width: number, height: number): number[] {
  const ring: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!open[i]) continue;
      if (
        (x > 0 && !open[i - 1]) ||
        (x < width - 1 && !open[i + 1]) ||
        (y > 0 && !open[i - width]) ||
        (y < height - 1 && !open[i + width])
      )
        ring.push(i);
    }
  return ring;
}

function bestSource(
  { width, height, colour, texture, targetOf }: Level,
  open: Uint8Array,
  sources: readonly number[],
  i: number,
  textureWeight: number,
  guidance: Guidance,
): number {
  const y = (i / width) | 0;
  const x = i - y * width;
  const known: number[] = [];
  for (let dy = -REACH; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height && !open[i + dy * width + dx])
        known.push(dy * width + dx);
  let best = sources[0];
  let bestCost = Infinity;
  for (const s of sources) {
    const offset = guidance.cost(targetOf[i], s);
    if (offset >= bestCost) continue;
    const limit = ((bestCost - offset) * known.length) / (SIDE * SIDE);
    let sum = 0;
    for (let k = 0; k < known.length && sum < limit; k++) {
      const a = i + known[k];
      const b = s + known[k];
      const r = colour[a * 3] - colour[b * 3];
      const g = colour[a * 3 + 1] - colour[b * 3 + 1];
      const l = colour[a * 3 + 2] - colour[b * 3 + 2];
      const t = (texture[a] - texture[b]) * textureWeight;
      sum += r * r + g * g + l * l + t * t;
    }
    if (sum >= limit) continue;
    bestCost = (sum / known.length) * SIDE * SIDE + offset;
    best = s;
  }
  return best;
}
