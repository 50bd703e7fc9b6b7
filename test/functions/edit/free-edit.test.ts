import { describe, expect, it } from "vitest";
import { blankRaster, emptyMask, type Mask, type Raster } from "#engine/raster.ts";
import { warmed } from "#engine/enhance/warmth.ts";
import { seededRandom } from "#engine/random.ts";
import { freeEditPhoto } from "#functions/edit/free-edit-photo.ts";
import { studioHere } from "#functions/edit/studio-here.ts";
import { aMask, aPreview, aReadyImage, aUser, aWorld } from "#test/functions/fakes/world.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";

const width = 120;
const height = 80;

/** A grey wall with a little grain. */
function aWall(): Raster {
  const random = seededRandom(3);
  const photo = blankRaster(width, height);
  for (let i = 0; i < photo.data.length; i++) photo.data[i] = 150 + Math.round(random() * 20);
  return photo;
}

/** The left half painted. */
function leftHalf(): Mask {
  const mask = emptyMask(width, height);
  for (let i = 0; i < mask.data.length; i++) if (i % width < width / 2) mask.data[i] = 255;
  return mask;
}

const meanOf = ({ data }: Raster, channel: number, isIn: (x: number) => boolean): number => {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < data.length / 3; i++)
    if (isIn(i % width)) {
      sum += data[i * 3 + channel] ?? 0;
      count++;
    }
  return sum / count;
};
const left = (x: number): boolean => x < width / 2 - 8;
const right = (x: number): boolean => x >= width / 2;
const rightBytes = ({ data }: Raster): readonly number[] =>
  Array.from(data).filter((_, i) => right(Math.floor(i / 3) % width));

async function made(prompt: string, painted: Mask | undefined): Promise<Raster> {
  const result = await freeEditPhoto({ photo: aWall(), painted }, { mask: painted }, prompt, undefined, 1);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.photo;
}

describe("a free edit by the studio", () => {
  it.each(["paint this sage green", "much brighter", "a bit warmer"])(
    "“%s” changes the painted place and not one byte beside it",
    async (prompt) => {
      const photo = await made(prompt, leftHalf());
      expect(rightBytes(photo)).toEqual(rightBytes(aWall()));
      const changed = [0, 1, 2].map((c) => Math.abs(meanOf(photo, c, left) - meanOf(aWall(), c, left)));
      expect(Math.max(...changed)).toBeGreaterThan(4);
    },
  );

  it("makes a painted place green when green is said", async () => {
    const photo = await made("paint this green", leftHalf());
    expect(meanOf(photo, 1, left)).toBeGreaterThan(meanOf(photo, 0, left) + 10);
  });

  it("warms: more red, less blue, the same light", async () => {
    const photo = warmed(aWall(), 60);
    const everywhere = (): boolean => true;
    expect(meanOf(photo, 0, everywhere)).toBeGreaterThan(meanOf(aWall(), 0, everywhere));
    expect(meanOf(photo, 2, everywhere)).toBeLessThan(meanOf(aWall(), 2, everywhere));
    expect(warmed(aWall(), 0).data).toEqual(aWall().data);
  });

  it.each([
    ["remove this", undefined, "mask-missing"],
    ["a dragon on the sofa", "painted", "not-understood"],
    ["make it blue", undefined, "not-understood"],
  ])("“%s” is refused as %s → %s", async (prompt, painted, kind) => {
    const job = { photo: aWall(), painted: painted ? leftHalf() : undefined };
    const result = await freeEditPhoto(job, { mask: job.painted }, prompt, undefined, 1);
    expect(!result.ok && result.problem.kind).toBe(kind);
  });

  it("is told before any model that nothing can go which nobody has painted over", async () => {
    const ask = { editType: "free-edit", params: { prompt: "remove the bin" } } as const;
    const planned = await studioHere.plan({ ask, photo: aWall(), painted: undefined });
    expect(!planned.ok && planned.problem.kind).toBe("mask-missing");
  });

  it("keeps light to itself: no model draws a house anew to brighten it", async () => {
    const ask = { editType: "free-edit", params: { prompt: "brighter" } } as const;
    const planned = await studioHere.plan({ ask, photo: aWall(), painted: undefined });
    expect(planned.ok && planned.value.isOwnWork).toBe(true);
  });
});

describe("a free edit on its way", () => {
  const freeEdit = (prompt: string, maskData?: string) => ({
    editType: "free-edit" as const,
    params: { prompt, ...(maskData === undefined ? {} : { maskData }) },
  });

  it("sends the words to the model that paints the mask, and asks nobody to plan", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await aReadyImage(world, user);
    const edit = await aPreview(world, user, image.imageId, freeEdit("a green armchair", await aMask()));
    expect(world.planCalls).toEqual([]);
    expect(world.drawCalls[0]?.instruction).toMatchObject({
      task: "inpaint",
      prompt: expect.stringMatching(/^a green armchair,/) as unknown,
    });
    const record = (await readEdit(world, user, edit))?.record;
    expect(record).toMatchObject({
      status: "preview",
      legalClass: "altered",
      ask: { params: { prompt: "a green armchair" } },
    });
  });

  it("has its words read by a model where nothing is painted, and draws by what was read", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await aReadyImage(world, user);
    world.script.plan = async () => ({
      kind: "planned",
      tool: "plan_renovation",
      input: {
        steps: [{ surface: "walls", colour: "#ffffff", material: "unchanged", words: "snow white walls" }],
        notUnderstood: [],
      },
    });
    await aPreview(world, user, image.imageId, freeEdit("like fresh snow"));
    expect(world.planCalls).toMatchObject([{ toolset: "renovation", words: 'Wish: "like fresh snow"' }]);
    expect(world.drawCalls[0]?.instruction).toMatchObject({ task: "search-recolor", selectPrompt: "walls" });
  });

  it("goes by the grammar when no model reads or the answer is none", async () => {
    const world = aWorld();
    const user = aUser();
    const image = await aReadyImage(world, user);
    world.script.plan = async () => ({ kind: "planned", tool: "plan_renovation", input: { steps: "all" } });
    const ask = { editType: "virtual-renovation", params: { description: "white walls" } } as const;
    await aPreview(world, user, image.imageId, ask, paperStudio());
    expect(world.planCalls).toHaveLength(2);
    expect(world.drawCalls[0]?.instruction).toMatchObject({ task: "search-recolor", selectPrompt: "walls" });
    expect(world.logged.filter((event) => event === "plan-fault")).toHaveLength(2);
  });
});
