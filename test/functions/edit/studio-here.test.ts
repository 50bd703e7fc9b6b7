import { describe, expect, it } from "vitest";
import { changedPlaces } from "#engine/compose/changed-places.ts";
import { coverage } from "#engine/filters/coverage.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { classAt } from "#engine/renovation/surface-likeness.ts";
import { type Plan } from "#functions/edit/studio.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { aHouse, aRoom, colourOf, drawn, drawnMask, halfInSun } from "#test/engine/drawn.ts";

/** Stripes of two pixels to nine: what a photo has of sharp edges, and more. */
function aWall(width = 480, height = 320): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const period = 2 + Math.floor((x * 8) / width);
      const light = Math.floor(x / period) % 2 === 0 ? 210 : 60;
      data.set([light, light - 10, light - 30], (y * width + x) * 3);
    }
  return { data, width, height };
}

const painted = (photo: Raster, rows: number): Raster => ({
  ...photo,
  data: photo.data.map((value, i) =>
    i < rows * photo.width * 3 ? Math.max(0, value - (i % 3) * 40) : value,
  ),
});

describe("laying a model's picture over the original", () => {
  const wall = aWall();
  const plan = { mask: undefined };
  const job = {
    ask: { editType: "virtual-renovation" as const, params: { description: "paint the walls" } },
    photo: wall,
    painted: undefined,
  };

  it("takes nothing for a change that only scaling up and down did", async () => {
    const back = resizeRaster(resizeRaster(wall, 700, 467), wall.width, wall.height);
    expect(coverage(changedPlaces(wall, back))).toBe(0);
    const made = await studioHere.compose(
      job,
      plan,
      { task: "search-replace", sent: wall, received: back },
      1,
    );
    expect(Buffer.compare(made.photo.data, wall.data)).toBe(0);
  });

  it("takes a painted third for a painted third, and leaves the rest to the byte", async () => {
    const received = painted(wall, 100);
    const made = await studioHere.compose(job, plan, { task: "search-replace", sent: wall, received }, 1);
    const below = 120 * wall.width * 3;
    expect(Buffer.compare(made.photo.data.subarray(below), wall.data.subarray(below))).toBe(0);
    const row = made.photo.data.subarray(50 * wall.width * 3, 51 * wall.width * 3);
    expect(Buffer.compare(row, wall.data.subarray(50 * wall.width * 3, 51 * wall.width * 3))).not.toBe(0);
  });

  it("judges the structure everywhere when a model repainted the whole room", async () => {
    const received = painted(wall, 320);
    const compose = (task: "search-replace" | "control-structure", rows: number) =>
      studioHere.compose(
        job,
        plan,
        { task, sent: wall, received: rows < 320 ? painted(wall, rows) : received },
        1,
      );
    expect((await compose("control-structure", 100)).allowed).toBeUndefined();
    expect((await compose("search-replace", 320)).allowed).toBeUndefined();
    expect((await compose("search-replace", 100)).allowed).toBeDefined();
  });
});

describe("furniture that a model drew", () => {
  const room = aRoom(240, 160);
  const lower = drawnMask(240, 160, (_, y) => y > 60);
  const withWardrobe = (top: number): Raster =>
    drawn(240, 160, (x, y) => (x > 80 && x < 120 && y > top ? [40, 60, 90] : colourOf(room, x, y)));
  const composed = (received: Raster) =>
    studioHere.compose(
      {
        ask: { editType: "virtual-staging", params: { roomType: "bedroom", style: "modern" } },
        photo: room,
        painted: undefined,
      },
      { mask: lower },
      { task: "control-structure", sent: room, received },
      1,
    );

  it("is said to be cut where it goes on beyond the floor and the lower wall", async () => {
    expect((await composed(withWardrobe(20))).isCut).toBe(true);
    expect((await composed(withWardrobe(70))).isCut).toBe(false);
  });
});

describe("a thing taken off a floor that is half in the sun", () => {
  const job = {
    ask: { editType: "item-removal" as const, params: { objects: [] } },
    photo: halfInSun.photo,
    painted: halfInSun.thing,
  };

  it("is filled by what the network sees", async () => {
    const planned = await studioHere.plan(job);
    if (!planned.ok) throw new Error(planned.problem.message);
    expect(planned.value.look?.likeness.side).toBe(128);
    const side = 8;
    const logits = Float32Array.from({ length: side * side * 4 }, (_, n) =>
      n % 4 === classAt.floor && n >= side * 3 * 4 ? 5 : 0,
    );
    const filled = async (look: Plan["look"]) => {
      const made = await studioHere.perform(job, { ...planned.value, look }, 1);
      if (!made.ok) throw new Error(made.problem.message);
      return Buffer.from(made.value.photo.data);
    };
    const alone = await filled(undefined);
    expect(alone.equals(await filled(undefined))).toBe(true);
    expect(alone.equals(await filled({ objects: [], likeness: { side, logits } }))).toBe(false);
  });
});

describe("refusals before a model is paid", () => {
  const grey: Raster = { data: new Uint8Array(160 * 120 * 3).fill(120), width: 160, height: 120 };

  it("sees that there is no sky and no floor", async () => {
    const dusk = { editType: "day-to-dusk" as const, params: { intensity: "subtle" as const } };
    const staging = {
      editType: "virtual-staging" as const,
      params: { roomType: "bedroom" as const, style: "modern" as const },
    };
    const kinds = await Promise.all(
      [dusk, staging].map(async (ask) => {
        const plan = await studioHere.plan({ ask, photo: grey, painted: undefined });
        return plan.ok ? "ok" : plan.problem.kind;
      }),
    );
    expect(kinds).toEqual(["no-sky", "no-floor"]);
  });

  it("keeps a renovation to the surface that was tapped, or to what was painted", async () => {
    const half = Uint8Array.from({ length: grey.width * grey.height }, (_, i) =>
      i % grey.width < grey.width / 2 ? 255 : 0,
    );
    const mask = { data: half, width: grey.width, height: grey.height };
    const place = async (surfaces: { x: number; y: number }[], painted?: typeof mask) => {
      const ask = {
        editType: "virtual-renovation" as const,
        params: { description: "white walls", surfaces },
      };
      const plan = await studioHere.plan({ ask, photo: grey, painted });
      return plan.ok ? plan.value.mask : plan.problem;
    };
    expect(await place([])).toBeUndefined();
    expect(await place([{ x: 0.5, y: 0.5 }])).toMatchObject({ width: grey.width, height: grey.height });
    expect(await place([{ x: 0.9, y: 0.5 }], mask)).toBe(mask);
  });

  it("says which words were not understood and which surface was not found", async () => {
    const kind = async (description: string) => {
      const ask = { editType: "virtual-renovation" as const, params: { description } };
      const made = await studioHere.perform({ ask, photo: grey, painted: undefined }, { mask: undefined }, 1);
      return made.ok ? "made" : made.problem.kind;
    };
    expect(await kind("make it nicer")).toBe("not-understood");
    expect(await kind("white cabinets")).toBe("surface-not-found");
  });

  it("guesses at no wall of a house seen from outside, and does as it is shown there", async () => {
    const house = aHouse();
    const ask = { editType: "virtual-renovation" as const, params: { description: "sage green walls" } };
    const job = { ask, photo: house, painted: undefined };
    const guessed = await studioHere.perform(job, { mask: undefined }, 1);
    expect(guessed.ok ? "made" : guessed.problem.kind).toBe("surface-not-found");
    const middle = Uint8Array.from({ length: house.width * house.height }, (_, i) =>
      Math.floor(i / house.width) > house.height / 2 ? 255 : 0,
    );
    const painted = { data: middle, width: house.width, height: house.height };
    const shown = await studioHere.perform({ ...job, painted }, { mask: painted }, 1);
    expect(shown.ok).toBe(true);
  });
});
