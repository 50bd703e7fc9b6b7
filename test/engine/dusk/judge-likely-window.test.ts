import { describe, expect, it } from "vitest";
import { facadeView } from "#engine/dusk/facade-view.ts";
import { findSky } from "#engine/dusk/find-sky.ts";
import { judgeLikelyWindow } from "#engine/dusk/judge-likely-window.ts";
import { aHouse, housePlan } from "#test/engine/drawn.ts";

const house = aHouse();
const view = facadeView(house, findSky(house).mask);
const [window] = housePlan.windows;
if (window === undefined) throw new Error("the drawn house has no window");
const left = Math.round(window.left * view.width);
const right = Math.round(window.right * view.width);
const [top, bottom] = [window.top * view.height, window.bottom * view.height];
const frame = {
  left,
  right,
  topLeft: top,
  topRight: top,
  bottomLeft: bottom,
  bottomRight: bottom,
  seen: { left: 1, right: 1, top: 1, bottom: 1 },
};

/** Whether the first drawn window is one, by log-odds within it (across and down it, 0–1) and elsewhere. */
function isWindow(oddsAt: (across: number, down: number) => number, elsewhere: number): boolean {
  const { width, height } = view;
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    const across = ((i % width) - left) / (right - left);
    const down = (Math.floor(i / width) - top) / (bottom - top);
    return across >= 0 && across <= 1 && down >= 0 && down <= 1 ? oddsAt(across, down) : elsewhere;
  });
  return judgeLikelyWindow(frame, view, { data, width, height }) !== undefined;
}

describe("judgeLikelyWindow", () => {
  it("is so where the network sees a window all over the frame", () => {
    expect(isWindow(() => 3, -4)).toBe(true);
  });

  it("is not where a side of the frame, or what is over or under it, is wall to the network", () => {
    expect(isWindow((across) => (across < 0.35 ? -2 : 5), -4)).toBe(false);
    expect(isWindow((across) => (across > 0.65 ? -2 : 5), -4)).toBe(false);
    expect(isWindow((_, down) => (down < 0.35 ? -2 : 5), -4)).toBe(false);
    expect(isWindow((_, down) => (down > 0.65 ? -2 : 5), -4)).toBe(false);
  });

  it("asks of what looks little like a window to stand out from its wall all the more", () => {
    expect(isWindow(() => 1.3, -2)).toBe(true);
    expect(isWindow(() => 1.3, 0.1)).toBe(false);
    expect(isWindow(() => 3, 1.5)).toBe(true);
  });
});
