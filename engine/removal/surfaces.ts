import { squaredDistance } from "#engine/filters/morphology.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { LOOKS, type Looks, measureLooks } from "#engine/removal/looks.ts";
import { regionsOf } from "#engine/removal/regions.ts";

/** The regions of the picture around a hole, and which of them meet it. */
export interface Surfaces {
  readonly width: number;
  readonly height: number;
  /** 1 = hole */
  readonly open: Uint8Array;
  /** Region of each known pixel, 0 … count − 1. */
  readonly regionOf: Uint8Array;
  readonly count: number;
  /** The regions that meet the hole. */
  readonly meeting: readonly Meeting[];
  /** `unlike[n × count + r]`: how little region r looks like the n-th that meets the hole; 0 = the same, 255 = not at all. */
  readonly unlike: Uint8Array;
}

export interface Meeting {
  readonly region: number;
  /** 0–1: how likely it goes on behind the hole, by how much of the hole it touches and how large it is. */
  readonly weight: number;
}

/**
 * Reads which surfaces meet a hole. Only these can have gone on behind what is taken away; a fireplace across the room is
 * none of them.
 * @param hole 255 = to be filled, of the photo's size
 */
export function readSurfaces(photo: Raster, hole: Mask, width: number, height: number): Surfaces {
  const looks = measureLooks(photo, hole, width, height);
  const { known } = looks;
  const { regionOf, count } = regionsOf(looks, width, height);
  const open: Mask = { data: Uint8Array.from(known, (v) => (v ? 0 : 255)), width, height };
  const distance = squaredDistance(open, true);
  const reach = Math.max(3, width * RING_SHARE);
  const touching = new Float32Array(count);
  const area = new Float32Array(count);
  let ring = 0;
  for (let i = 0; i < known.length; i++) {
    if (!known[i]) continue;
    area[regionOf[i]]++;
    if (distance[i] > reach * reach) continue;
    const share = isAbove(open, i, Math.ceil(reach)) ? ABOVE_SHARE : 1;
    touching[regionOf[i]] += share;
    ring += share;
  }
  const meeting: Meeting[] = [];
  for (let region = 0; region < count; region++)
    if (touching[region] > 0)
      meeting.push({
        region,
        weight: (touching[region] / ring) ** 0.7 * Math.sqrt(area[region] / known.length),
      });
  return {
    width,
    height,
    open: open.data.map((v) => (v ? 1 : 0)),
    regionOf,
    count,
    meeting,
    unlike: compare(looks, regionOf, count, area, meeting),
  };
}

const RING_SHARE = 0.02;
/** What touches a hole from above only is mostly something that stands behind and ends there. */
const ABOVE_SHARE = 0.08;

function isAbove({ data, width }: Mask, i: number, reach: number): boolean {
  for (let step = 1; step <= reach && i + step * width < data.length; step++)
    if (data[i + step * width] > 0) return true;
  return false;
}
/** Another region never passes for the same one wholly; one this far apart in looks not at all. */
const OTHER = 70;
const FAR_APART = 26;

function compare(
  { values, known }: Looks,
  regionOf: Uint8Array,
  count: number,
  area: Float32Array,
  meeting: readonly Meeting[],
): Uint8Array {
  const means = new Float32Array(count * LOOKS);
  for (let i = 0; i < known.length; i++)
    if (known[i])
      for (let c = 0; c < LOOKS; c++)
        means[regionOf[i] * LOOKS + c] += values[i * LOOKS + c] / area[regionOf[i]];
  const unlike = new Uint8Array(meeting.length * count);
  for (const [n, { region }] of meeting.entries())
    for (let r = 0; r < count; r++) {
      if (r === region) continue;
      let sum = 0;
      for (let c = 0; c < LOOKS; c++) sum += (means[r * LOOKS + c] - means[region * LOOKS + c]) ** 2;
      unlike[n * count + r] = Math.min(255, OTHER + (185 * Math.sqrt(sum)) / FAR_APART);
    }
  return unlike;
}
