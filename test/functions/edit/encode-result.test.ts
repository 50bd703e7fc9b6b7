import { setTimeout as after } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Raster } from "#engine/raster.ts";
import { beginEncoding, type Picture } from "#functions/edit/encode-result.ts";
import { makeEdit } from "#functions/edit/make.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";
import { aPreview, aReadyImage, aUser, aWorld } from "#test/functions/fakes/world.ts";

const photo: Raster = { data: new Uint8Array(96 * 64 * 3).fill(90), width: 96, height: 64 };
const modelId = "reimagine.studio-v1";
const staging = { editType: "virtual-staging", params: { roomType: "bedroom", style: "modern" } } as const;

async function anEdit() {
  const world = aWorld();
  const user = aUser();
  const { imageId } = await aReadyImage(world, user);
  const found = await readEdit(world, user, await aPreview(world, user, imageId));
  if (found === undefined) throw new Error("the edit is gone");
  return { world, record: found.record };
}

describe("encoding a result", () => {
  it("begins before the structure is checked, for each picture that is made", async () => {
    const world = aWorld();
    const order: string[] = [];
    const pictures: Picture[] = [];
    const paper = paperStudio({ scores: [0.3, 0.95] });
    const structure: typeof paper.structure = (...compared) => {
      order.push("check");
      return paper.structure(...compared);
    };
    const encodings = [{ files: Promise.resolve([]) }, { files: Promise.resolve([]) }] as const;
    const made = await makeEdit(
      world,
      { ...paper, structure },
      { ask: staging, photo, painted: undefined },
      1,
      0,
      {
        onStep: async () => undefined,
        onPicture: async (picture) => {
          order.push("encode");
          pictures.push(picture);
          return encodings[pictures.length === 1 ? 0 : 1];
        },
      },
    );
    expect(order).toEqual(["encode", "check", "encode", "check"]);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.encoding).toBe(encodings[1]);
    expect(made.value.photo).toBe(pictures[1]?.photo);
  });

  it("tells whoever waits for the files why there are none, and nobody else", async () => {
    const { world, record } = await anEdit();
    const cutOff: Raster = { ...photo, data: photo.data.subarray(0, 99) };
    const { files } = await beginEncoding(world, record, { photo: cutOff, modelId });
    // Long enough for a failure that nobody waits for to end the test run.
    await after(50);
    await expect(files).rejects.toThrow("memory area too small");
  });
});
