import { type Component, components, keepComponents } from "#engine/filters/components.ts";
import { dilate, erode, open } from "#engine/filters/morphology.ts";
import { type Plane } from "#engine/plane.ts";
import { type Mask } from "#engine/raster.ts";

/**
 * Long white bands that colour alone cannot tell from sky: painted frames and trims, behind a hairline of shade or
 * joined to it at a corner. Short ones are gaps and stay, and so do pieces of sky seen between houses; pieces with bars
 * across them are windows that mirror the sky, and so are specks far from it.
 */
export function withoutFrames(sky: Mask, luma: Plane, slope: Float32Array): Mask {
  const { width, height } = sky;
  const reach = Math.max(3, Math.round(width * 0.012));
  const lines = darkLines(luma);
  const unbroken = { width, height, data: sky.data.map((v, i) => (lines[i] === 0 ? v : 0)) };
  const body = grownWithin(withoutBarred(open(sky, reach), slope), unbroken, reach);
  const rest = { width, height, data: sky.data.map((v, i) => (body.data[i] === 0 ? v : 0)) };
  const around = dilate(framesOf(rest, body, lines), 3);
  return {
    width,
    height,
    data: sky.data.map((v, i) => (around.data[i] === 0 || body.data[i] !== 0 ? v : 0)),
  };
}

/** Of what is no body of sky: the large pieces, those that only a line of shade parts from the body, and the far ones. */
function framesOf(rest: Mask, body: Mask, lines: Uint8Array): Mask {
  const { width, height } = rest;
  const near = dilate(body, FAR_SPECK * width);
  const beside = dilate(body, 2);
  const shade = dilate(
    { width, height, data: lines.map((v, i) => (v !== 0 && beside.data[i] !== 0 ? 255 : 0)) },
    1.5,
  );
  const { labels, list } = components(rest);
  const isNear = new Uint8Array(list.length + 1);
  const parted = new Uint32Array(list.length + 1);
  const joined = new Uint32Array(list.length + 1);
  for (let i = 0; i < labels.length; i++) {
    if (near.data[i] !== 0) isNear[labels[i]] = 1;
    if (shade.data[i] !== 0) parted[labels[i]]++;
    else if (beside.data[i] !== 0) joined[labels[i]]++;
  }
  const large = width * height * 0.0012;
  return keepComponents(
    rest,
    ({ area, label }) =>
      area > large || isNear[label] === 0 || (area > large / 4 && parted[label] > 2 * joined[label]),
  );
}

/** 1 where it is darker than what lies two pixels away on both sides of it: shade along a roof's edge, wires. */
function darkLines({ data, width, height }: Plane): Uint8Array {
  const lines = new Uint8Array(data.length);
  const reach = 2;
  const between = (i: number, step: number): boolean =>
    Math.min(data[i - step * reach], data[i + step * reach]) - data[i] > LINE_DEPTH;
  for (let y = reach; y < height - reach; y++)
    for (let x = reach; x < width - reach; x++) {
      const i = y * width + x;
      if (between(i, 1) || between(i, width) || between(i, width + 1) || between(i, width - 1)) lines[i] = 1;
    }
  return lines;
}

/** Of luma, 0–1: clouds have no such narrow valleys. */
const LINE_DEPTH = 0.06;

/** Gaps between leaves lie nearer to the sky than this share of the picture's width. */
const FAR_SPECK = 0.02;

/** Grows `seed` by as many steps, through `within` alone: not across a line that it lacks. */
function grownWithin(seed: Mask, within: Mask, steps: number): Mask {
  const { width, height } = seed;
  const data = new Uint8Array(seed.data.length);
  let rim: number[] = [];
  for (let i = 0; i < data.length; i++)
    if (seed.data[i] !== 0 && within.data[i] !== 0) {
      data[i] = 255;
      rim.push(i);
    }
  let next: number[] = [];
  const reach = (j: number): void => {
    if (data[j] !== 0 || within.data[j] === 0) return;
    data[j] = 255;
    next.push(j);
  };
  for (let step = 0; step < steps; step++) {
    next = [];
    for (const i of rim) {
      const x = i % width;
      if (x > 0) reach(i - 1);
      if (x + 1 < width) reach(i + 1);
      if (i >= width) reach(i - width);
      if (i + width < data.length) reach(i + width);
    }
    rim = next;
  }
  return { data, width, height };
}

/** The largest piece, and of the others those whose inside is as smooth as its own. */
function withoutBarred(solid: Mask, slope: Float32Array): Mask {
  const { labels, list } = components(solid);
  const inner = erode(solid, 3).data;
  const sums = new Float64Array(list.length + 1);
  const counts = new Float64Array(list.length + 1);
  for (let i = 0; i < labels.length; i++)
    if (inner[i] !== 0) {
      sums[labels[i]] += slope[i];
      counts[labels[i]]++;
    }
  const roughness = ({ label }: Component): number => sums[label] / Math.max(1, counts[label]);
  const [largest] = list.toSorted((p, q) => q.area - p.area);
  if (largest === undefined) return solid;
  const limit = 2 * roughness(largest) + 0.003;
  const keeps = list.map((one) => one === largest || roughness(one) < limit);
  return { ...solid, data: solid.data.map((v, i) => (v !== 0 && keeps[labels[i] - 1] ? v : 0)) };
}
