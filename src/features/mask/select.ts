import { type FoundObject } from "#core/analysis/analysis.ts";
import { areaOf, type Box, type Size } from "#core/analysis/seen-object.ts";
import { carriesOthers } from "#core/analysis/things.ts";
import { heldThing } from "./held.ts";
import { outlineOf } from "./outline.ts";
import { selectionPixels, selectThing } from "./select-thing.ts";

/** A part of the photo, in whole pixels of it, drawn `width` × `height` small: four bytes a pixel. */
export type Look = (part: Box, width: number, height: number) => Uint8ClampedArray;

/**
 * The outline of the thing under a tap: held to its box where the thing was seen, else what stands out best. On a bed or a
 * table that is something small that surely stands out, too.
 * @param at    pixels of the photo
 * @param thing what was seen there, box in thousandths
 * @returns an SVG path in pixels of the photo
 */
export function select(look: Look, photo: Size, at: Place, thing: FoundObject | undefined): string {
  if (thing === undefined) return freely(look, photo, at).path;
  const box = {
    x: (thing.x * photo.width) / 1000,
    y: (thing.y * photo.height) / 1000,
    width: (thing.width * photo.width) / 1000,
    height: (thing.height * photo.height) / 1000,
  };
  const alone = carriesOthers(thing) ? freely(look, photo, at) : undefined;
  if (alone && alone.worth >= SURELY && alone.areaPx < CARRIED * areaOf(box)) return alone.path;
  return held(look, photo, at, box) ?? (alone ?? freely(look, photo, at)).path;
}

const SURELY = 2.5;
/** Of a carrier's box, what lies on it takes up at most this share. */
const CARRIED = 0.35;

interface Place {
  readonly x: number;
  readonly y: number;
}

function freely(
  look: Look,
  photo: Size,
  at: Place,
): { readonly path: string; readonly worth: number; readonly areaPx: number } {
  const { width, height, scale } = fitted(photo, selectionPixels);
  const tap = placeOf(at.y, scale, height) * width + placeOf(at.x, scale, width);
  const rgba = look({ x: 0, y: 0, width: photo.width, height: photo.height }, width, height);
  const { inside, worth } = selectThing(rgba, width, tap);
  return {
    path: outlineOf(inside, width, 1 / scale),
    worth,
    areaPx: inside.reduce((sum, v) => sum + v, 0) / scale ** 2,
  };
}

/** The box and as much around it as shows what is not the thing. */
const AROUND = 0.15;
const HELD_PIXELS = 20_000;

function held(look: Look, photo: Size, at: Place, box: Box): string | undefined {
  const { x, y, width: across, height: down } = box;
  const around = AROUND * Math.sqrt(across * down);
  const left = Math.max(0, Math.floor(x - around));
  const top = Math.max(0, Math.floor(y - around));
  const part = {
    x: left,
    y: top,
    width: Math.min(photo.width, Math.ceil(x + across + around)) - left,
    height: Math.min(photo.height, Math.ceil(y + down + around)) - top,
  };
  const { width, height, scale } = fitted(part, HELD_PIXELS);
  const tap = placeOf(at.y - top, scale, height) * width + placeOf(at.x - left, scale, width);
  const inside = heldThing(look(part, width, height), width, tap, {
    left: (x - left) * scale,
    top: (y - top) * scale,
    right: (x + across - left) * scale,
    bottom: (y + down - top) * scale,
  });
  return inside && outlineOf(inside, width, 1 / scale, { x: left, y: top });
}

function fitted({ width, height }: Size, pixels: number): Size & { readonly scale: number } {
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    scale,
  };
}

const placeOf = (at: number, scale: number, cells: number): number =>
  Math.max(0, Math.min(cells - 1, Math.floor(at * scale)));
