import { describe, expect, it } from "vitest";
import { crossing, meetingsOf, turnAtCorners } from "#engine/removal/edge-corners.ts";

const sides = (left: number, right: number): { left: number[]; right: number[] } => ({
  left: [left, left],
  right: [right, right],
});
const [wall, cabinet, panel, notSeen] = [1, 2, 3, -1];

/** The left side of a cabinet, seen from below on; its upper edge and its panel's, seen from the right on. */
const side = { x: 20, y: 100, dx: 0, dy: -1, sides: sides(wall, cabinet) };
const top = { x: 60, y: 40, dx: -1, dy: 0, sides: sides(cabinet, wall) };
const inner = { x: 60, y: 70, dx: -1, dy: 0, sides: sides(panel, cabinet) };
const exits = [90, 90, 90];
const ends = [false, false, false];

describe("corners of hidden edges", () => {
  it("turns the outline of one thing at its own corner, though another edge is crossed before", () => {
    const stops = [...exits];
    const cornered = turnAtCorners(meetingsOf([side, inner, top], exits), exits, stops, ends);
    expect(stops).toEqual([60, 90, 40]);
    expect([...cornered].toSorted()).toEqual([0, 2]);
  });

  it("takes the nearest where nothing tells of one thing", () => {
    const stops = [...exits];
    const blank = [side, inner, top].map((edge) => ({ ...edge, sides: sides(notSeen, notSeen) }));
    turnAtCorners(meetingsOf(blank, exits), exits, stops, ends);
    expect(stops).toEqual([30, 40, 90]);
  });

  it("lets what meets an edge that goes on end there, and the edge go on", () => {
    const stops = [...exits];
    const cornered = turnAtCorners(meetingsOf([side, inner, top], exits), exits, stops, [true, false, false]);
    expect(stops).toEqual([90, 40, 40]);
    expect([...cornered].toSorted()).toEqual([1, 2]);
  });

  it("meets nothing beyond where an edge comes out of the hole", () => {
    expect(meetingsOf([side, top], [90, 30])).toEqual([]);
  });

  it("tells how far along each of two edges they cross", () => {
    expect(crossing(side, top)).toEqual([60, 40]);
    expect(crossing(top, inner)).toBeUndefined();
  });
});
