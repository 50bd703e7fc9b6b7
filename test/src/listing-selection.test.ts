import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridStep } from "#src/features/listing/grid-step.ts";
import {
  chosenOf,
  noSelection,
  select,
  type Selection,
  type SelectionEvent,
} from "#src/features/listing/selection.ts";

const order = ["a", "b", "c", "d", "e"];
const after = (...events: readonly SelectionEvent[]): Selection => events.reduce(select, noSelection);
const chosen = (selection: Selection) => chosenOf(selection, order, (id) => id).join("");

describe("selecting photos", () => {
  it("a photo chosen twice is not chosen", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...order)), (ids) => {
        const selection = after(...ids.map((id) => ({ type: "toggle", id }) as const));
        const odd = order.filter((id) => ids.filter((one) => one === id).length % 2 === 1);
        expect(chosen(selection)).toBe(odd.join(""));
      }),
    );
  });

  it("a run goes from where it began, in either direction, and keeps what was chosen before", () => {
    expect(chosen(after({ type: "reach", id: "c", from: "b", order }))).toBe("bc");
    const back = after(
      { type: "toggle", id: "e" },
      { type: "toggle", id: "c" },
      { type: "reach", id: "a", from: "b", order },
    );
    expect(chosen(back)).toBe("abce");
  });

  it("a run whose beginning has left holds its end alone", () => {
    expect(chosen(after({ type: "toggle", id: "gone" }, { type: "reach", id: "d", from: "c", order }))).toBe(
      "d",
    );
  });

  it("begins with nothing, takes all, none, and ends with nothing", () => {
    expect(after({ type: "begin" })).toMatchObject({ state: "on" });
    expect(chosen(after({ type: "all", order }))).toBe("abcde");
    expect(chosen(after({ type: "all", order }, { type: "none" }))).toBe("");
    expect(after({ type: "all", order }, { type: "end" })).toEqual(noSelection);
  });

  it("what has left the grid is not chosen any more", () => {
    expect(chosenOf(after({ type: "all", order }), ["b", "z"], (id) => id)).toEqual(["b"]);
  });
});

describe("arrows in a grid", () => {
  it("never leave it, and undo each other", () => {
    const pairs = [
      ["ArrowLeft", "ArrowRight"],
      ["ArrowUp", "ArrowDown"],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(39),
        (columns, cells, n) => {
          const at = n % cells;
          for (const [one, other] of pairs) {
            const to = gridStep(one, at, columns, cells);
            if (to === undefined) continue;
            expect(to >= 0 && to < cells).toBe(true);
            expect(gridStep(other, to, columns, cells)).toBe(at);
          }
          expect(gridStep("Enter", at, columns, cells)).toBeUndefined();
        },
      ),
    );
  });

  it("go down by a row, and to both ends", () => {
    expect(gridStep("ArrowDown", 1, 2, 5)).toBe(3);
    expect(gridStep("ArrowDown", 4, 2, 5)).toBeUndefined();
    expect([gridStep("Home", 3, 2, 5), gridStep("End", 3, 2, 5)]).toEqual([0, 4]);
  });
});
