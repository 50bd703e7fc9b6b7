import { type Box, type Size } from "#core/analysis/seen-object.ts";
import { cutOut } from "./cut-out.ts";
import { differenceOf, labOf } from "./lab.ts";
import { whole } from "./whole.ts";

/** A part of the photo, in whole pixels of it, drawn `width` × `height` small: four bytes a pixel. */
export type Look = (part: Box, width: number, height: number) => Uint8ClampedArray;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One way to cut out what lies under a tap, in a part of the photo that is drawn small. */
export interface Cut {
  /** Whole pixels of the photo. */
  readonly part: Box;
  /** Of the drawing, in its pixels, and how many of them a pixel of the photo is. */
  readonly width: number;
  readonly scale: number;
  /** 1 = inside, one a pixel of the drawing. */
  readonly inside: Uint8Array;
  /** Three values a pixel of the drawing. */
  readonly lab: Float32Array;
  /** Index of the tapped pixel. */
  readonly tap: number;
  /** What it was held to, in pixels of the photo; undefined when it was cut around the tap alone. */
  readonly box: Box | undefined;
}

/**
 * Ways to cut out the thing under a tap: one for every box in which something was seen there, and five from the small to
 * the large for what nobody named. A tap says where and not how much; `rankCuts` says which is likeliest meant.
 * @param at    pixels of the photo
 * @param boxes pixels of the photo, each with the tap in it
 */
export const cutsAt = (look: Look, photo: Size, at: Place, boxes: readonly Box[]): readonly Cut[] => [
  ...boxes.map((box) => heldCut(look, photo, at, box)),
  ...REACHES.map((reach) => freeCut(look, photo, at, reach * Math.hypot(photo.width, photo.height))),
];

/** Of the photo's diagonal. */
const REACHES = [0.03, 0.055, 0.1, 0.18, 0.3];

/** How likely a place is inside before anything is looked at, 0–1; 0 and 1 are beyond doubt. In pixels of the photo. */
type Expected = (x: number, y: number) => number;

/** Nearer the middle of its box a thing is likelier than in the corners; a little may stick out. */
function heldCut(look: Look, photo: Size, at: Place, box: Box): Cut {
  const across = box.width / 2;
  const down = box.height / 2;
  const around = AROUND * Math.sqrt(box.width * box.height);
  const expected: Expected = (x, y) => {
    const u = Math.abs((x - box.x) / across - 1);
    const v = Math.abs((y - box.y) / down - 1);
    const out = Math.max(u, v);
    if (out > 1) return out > 1 + SLACK ? 0 : BESIDE;
    return HELD_MIDDLE - HELD_FALL * Math.min(1, Math.cbrt(u ** 3 + v ** 3));
  };
  return cut(look, photo, at, grown(box, around), expected, TAPPED * Math.sqrt(across * down), box);
}

/** The box and as much around it as shows what is not the thing. */
const AROUND = 0.2;
/** Boxes are seen a little too small as often as too large. */
const SLACK = 0.06;
const BESIDE = 0.2;
const HELD_MIDDLE = 0.8;
const HELD_FALL = 0.3;

/** Something about as large as `reach` around the tap, and beyond twice of it surely not. */
function freeCut(look: Look, photo: Size, at: Place, reach: number): Cut {
  const farthest = 2 * reach;
  const expected: Expected = (x, y) =>
    Math.max(Math.abs(x - at.x), Math.abs(y - at.y)) > 0.97 * farthest
      ? 0
      : Math.max(FREE_LEAST, FREE_MIDDLE - (FREE_FALL * Math.hypot(x - at.x, y - at.y)) / reach);
  return cut(look, photo, at, grown({ ...at, width: 0, height: 0 }, farthest), expected, TAPPED * reach);
}

const FREE_MIDDLE = 0.85;
const FREE_FALL = 0.4;
const FREE_LEAST = 0.08;

function cut(
  look: Look,
  photo: Size,
  at: Place,
  wanted: Box,
  expected: Expected,
  tappedPx: number,
  box?: Box,
): Cut {
  const part = withinPhoto(wanted, photo);
  const scale = Math.min(1, Math.sqrt(CUT_PIXELS / (part.width * part.height)));
  const width = Math.max(1, Math.round(part.width * scale));
  const height = Math.max(1, Math.round(part.height * scale));
  const lab = labOf(look(part, width, height), width);
  const column = clamped((at.x - part.x) * scale, width);
  const row = clamped((at.y - part.y) * scale, height);
  const tap = row * width + column;
  const guess = Float32Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const fromTap = Math.hypot(x - column, y - row);
    if (fromTap <= 1.5) return 1;
    return fromTap < tappedPx * scale && differenceOf(lab, i, tap) < ALIKE_LAB
      ? 1
      : expected((x + 0.5) / scale + part.x, (y + 0.5) / scale + part.y);
  });
  return { part, width, scale, lab, tap, box, inside: whole(cutOut(lab, width, guess), width, tap) };
}

/** Enough for a border that a finger would draw, few enough for a phone to cut some eight times. */
const CUT_PIXELS = 12_000;
/** This much around the tap, where it is of the tapped colour, is beyond doubt. */
const TAPPED = 0.12;
const ALIKE_LAB = 10;

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** Whole pixels, at least one. */
function withinPhoto({ x, y, width, height }: Box, photo: Size): Box {
  const left = clamped(x, photo.width);
  const top = clamped(y, photo.height);
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(photo.width, Math.ceil(x + width)) - left),
    height: Math.max(1, Math.min(photo.height, Math.ceil(y + height)) - top),
  };
}

const clamped = (at: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(at)));
