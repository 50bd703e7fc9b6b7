import { describe, expect, it } from "vitest";
import { withCutRests } from "#engine/removal/cut-rests.ts";
import { type Colour, drawn, drawnMask } from "#test/engine/drawn.ts";

const width = 320;
const height = 240;
const red: Colour = [170, 40, 40];
const floor: Colour = [200, 175, 140];
const isThing = (x: number, y: number): boolean => x >= 110 && x < 200 && y >= 60 && y < 150;
const isFoot = (x: number, y: number): boolean => x >= 110 && x < 130 && y >= 150 && y < 168;
const isHandle = (x: number, y: number): boolean => x >= 110 && x < 130 && y >= 42 && y < 60;
/** A mark is a little larger than the thing. */
const marked = drawnMask(width, height, (x, y) => x >= 104 && x < 206 && y >= 54 && y < 156);

describe("taking along what a mark cut off", () => {
  it("takes a foot that sticks out below", () => {
    const photo = drawn(width, height, (x, y) => (isThing(x, y) || isFoot(x, y) ? red : floor));
    const { data } = withCutRests(photo, marked);
    expect(data[164 * width + 120]).toBe(255);
    expect(data[164 * width + 160]).toBe(0);
  });

  it("leaves a foot that hardly differs from the floor: a piece of wall in other light is one too", () => {
    const pale: Colour = [196, 171, 136];
    const photo = drawn(width, height, (x, y) => (isThing(x, y) || isFoot(x, y) ? pale : floor));
    expect(withCutRests(photo, marked)).toEqual(marked);
  });

  it("leaves what sticks out above, which may stand behind", () => {
    const photo = drawn(width, height, (x, y) => (isThing(x, y) || isHandle(x, y) ? red : floor));
    expect(withCutRests(photo, marked)).toEqual(marked);
  });

  it("leaves the floor around a thing that is marked whole", () => {
    const photo = drawn(width, height, (x, y) => (isThing(x, y) ? red : floor));
    expect(withCutRests(photo, marked)).toEqual(marked);
  });

  it("leaves a lower part that is too much of the thing to have been overlooked", () => {
    const isPart = (x: number, y: number): boolean => x >= 110 && x < 200 && y >= 150 && y < 180;
    const photo = drawn(width, height, (x, y) => (isThing(x, y) || isPart(x, y) ? red : floor));
    expect(withCutRests(photo, marked).data[165 * width + 155]).toBe(0);
  });

  it("leaves most of a thing that is marked in part", () => {
    const photo = drawn(width, height, (x, y) => (isThing(x, y) || (y >= 100 && y < 130) ? red : floor));
    expect(withCutRests(photo, marked)).toEqual(marked);
  });
});
