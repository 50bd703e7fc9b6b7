import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSky } from "#engine/dusk/find-sky.ts";
import { findWindows } from "#engine/dusk/find-windows.ts";
import { tilesOf, type WindowLikeness, windowLikeness } from "#engine/dusk/window-likeness.ts";
import { isWithin } from "#engine/dusk/window-quad.ts";
import { aHouse, housePlan } from "#test/engine/drawn.ts";
import "#test/seed.ts";

function drawnWindow(n: number): (typeof housePlan.windows)[number] {
  const window = housePlan.windows[n];
  if (window === undefined) throw new Error(`the drawn house has no window ${n}`);
  return window;
}

const house = aHouse();
const sky = findSky(house).mask;

/** Log-odds of 3 in the drawn windows chosen, −4 elsewhere. */
function likely(isChosen: (n: number) => boolean): WindowLikeness {
  const [width, height] = [192, 128];
  const logOdds = Float32Array.from({ length: width * height }, (_, i) => {
    const x = ((i % width) + 0.5) / width;
    const y = (Math.floor(i / width) + 0.5) / height;
    const isInside = housePlan.windows.some(
      (w, n) => isChosen(n) && x > w.left && x < w.right && y > w.top && y < w.bottom,
    );
    return isInside ? 3 : -4;
  });
  return { width, height, logOdds };
}

describe("findWindows with the network's likeness", () => {
  it("finds each framed window where the network sees one, and none where it does not", () => {
    for (const chosen of [[0, 1, 2], [1], [0, 2]]) {
      const { windows, panes } = findWindows(
        house,
        sky,
        [],
        likely((n) => chosen.includes(n)),
      );
      expect(windows).toHaveLength(chosen.length);
      for (const n of chosen) {
        const { left, right, top, bottom } = drawnWindow(n);
        const x = ((left + right) / 2) * panes.width;
        const y = ((top + bottom) / 2) * panes.height;
        expect(windows.filter((quad) => isWithin(quad, x, y))).toHaveLength(1);
      }
    }
  });

  it("takes no place for a window that nothing frames, however sure the network is", () => {
    const { width, height, logOdds } = likely(() => false);
    const everywhere = { width, height, logOdds: logOdds.map(() => 5) };
    expect(findWindows(house, sky, [], everywhere).windows.length).toBeLessThanOrEqual(3);
  });

  it("lights what a person taps where the network sees nothing", () => {
    const { left, right, top, bottom } = drawnWindow(0);
    const tap = { x: (left + right) / 2, y: (top + bottom) / 2, lit: true };
    const third = likely((n) => n === 2);
    expect(findWindows(house, sky, [tap], third).windows).toHaveLength(2);
  });

  it("goes by frames, colours and rows where the network sees no window anywhere, as in a drawing", () => {
    const none = likely(() => false);
    expect(findWindows(house, sky, [], none).windows).toHaveLength(3);
  });
});

describe("tilesOf", () => {
  it("covers any photo with squares within it that overlap by a quarter", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 1, max: 6000 }), (width, height) => {
        const tiles = tilesOf(width, height);
        const side = Math.min(width, height);
        const starts = tiles.map(({ left, top }) => left + top);
        expect(starts[0]).toBe(0);
        expect((starts.at(-1) ?? -1) + side).toBe(Math.max(width, height));
        const steps = starts.slice(1).map((start, k) => start - (starts[k] ?? 0));
        expect(Math.max(0, ...steps)).toBeLessThanOrEqual(0.75 * side + 1);
      }),
      { numRuns: 200 },
    );
  });
});

describe("windowLikeness", () => {
  it("covers the whole photo, upright or lying, with finite log-odds", async () => {
    for (const photo of [aHouse({ width: 240, height: 160 }), aHouse({ width: 120, height: 240 })]) {
      const likeness = await windowLikeness(photo);
      if (likeness === undefined) throw new Error("the network is not here");
      const { width, height, logOdds } = likeness;
      expect(logOdds).toHaveLength(width * height);
      expect(width / height).toBeCloseTo(photo.width / photo.height, 1);
      expect(logOdds.every((odds) => Number.isFinite(odds))).toBe(true);
    }
  });
});
