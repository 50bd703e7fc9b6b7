import { describe, expect, it } from "vitest";
import { asksToRemove } from "#core/edit/flows/free-edit.ts";
import { instruct } from "#core/edit/flows/index.ts";
import { readRecolouring, readWish } from "#core/free-edit/read-wish.ts";

describe("what the studio reads in somebody's own words", () => {
  it.each([
    ["remove this", true, "remove"],
    ["Please get rid of the cables", true, "remove"],
    ["erase the car", false, "remove"],
    ["paint this sage green", true, "recolour"],
    ["make the sofa navy blue", true, "recolour"],
    ["change the colour of the door to dark grey", true, "recolour"],
    ["paint the walls sage green", false, "surfaces"],
    ["white walls and an oak floor", false, "surfaces"],
    ["brighter and a bit warmer", false, "light"],
    ["make it warmer", false, "light"],
    ["less contrast", true, "light"],
    ["a dragon on the sofa", true, "not-understood"],
    ["a red sofa", true, "not-understood"],
    ["make it blue", false, "not-understood"],
    ["white walls and a swimming pool", false, "not-understood"],
    ["make it look like a spaceship", false, "not-understood"],
  ] as const)("“%s” (painted: %s) is %s", (prompt, isPainted, kind) => {
    expect(readWish(prompt, isPainted).kind).toBe(kind);
  });

  it("takes the colour and nothing else from a recolouring", () => {
    expect(readRecolouring("paint it #336699")).toMatchObject({ surface: "walls", colour: "#336699" });
    expect(readRecolouring("make the cupboard walnut")).not.toHaveProperty("material");
    expect(readRecolouring("make the dining table navy blue")?.colour).toBe(
      readRecolouring("paint this navy blue")?.colour,
    );
    expect(readRecolouring("paint this blue")?.colour).not.toBe(
      readRecolouring("paint this navy blue")?.colour,
    );
    expect(readRecolouring("a navy blue armchair")).toBeUndefined();
  });

  it("says light in the sliders of the enhance form", () => {
    const wish = readWish("much warmer, more contrast", false);
    if (wish.kind !== "light") throw new Error(wish.kind);
    expect(wish.light.warmth).toBe(70);
    expect(wish.light.contrast).toBeGreaterThan(0);
    expect(wish.light.brightness).toBe(0);
    const cold = readWish("a bit cooler", false);
    expect(cold.kind === "light" && cold.light.warmth).toBe(-20);
  });

  it("names what it did not understand", () => {
    const wish = readWish("white walls and a swimming pool", false);
    expect(wish.kind === "not-understood" && wish.words.join(" ")).toContain("swimming pool");
  });
});

describe("what a model is told of a free edit", () => {
  const told = (prompt: string, task: Parameters<typeof instruct>[1]) =>
    instruct({ editType: "free-edit", params: { prompt } }, task);

  it("erases only when something is to go", () => {
    expect(told("remove this", "erase")).toEqual([{ task: "erase" }]);
    expect(told("a green armchair", "erase")).toEqual([]);
    expect(asksToRemove("a wall without the removed shelf")).toBe(false);
  });

  it("describes the background, not the command, when a removal is inpainted", () => {
    expect(told("remove the bin", "inpaint")).toMatchObject([
      { prompt: expect.stringContaining("background") as unknown },
    ]);
    expect(told("remove the bin", "control-structure")).toEqual([]);
  });

  it("hands the words on without their weights", () => {
    expect(told("a (green:1.9) armchair", "inpaint")).toMatchObject([
      { prompt: expect.stringMatching(/^a green armchair, /) as unknown },
    ]);
  });

  it("goes by the planner's steps where there are some", () => {
    const steps = [{ surface: "walls", colour: "#ffffff", words: "snow white walls" }] as const;
    const ask = { editType: "free-edit", params: { prompt: "like fresh snow" } } as const;
    expect(instruct(ask, "search-recolor")).toEqual([]);
    expect(instruct(ask, "search-recolor", steps)).toMatchObject([{ selectPrompt: "walls" }]);
  });
});
