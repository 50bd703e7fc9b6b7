import sharp, { type Region } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStudioPool } from "#local/bedrock/studio-pool.ts";
import {
  CannotDraw,
  EmptyMask,
  UndecodablePicture,
  type Studio,
  type StudioJob,
} from "#local/bedrock/studio.ts";
import { crateBox, dayHouse, emptyRoom, roomWithCrate } from "../../pictures/scenes.ts";

const size = { width: 480, height: 320 };

let studio: Pick<Studio, "close"> & { edit(job: StudioJob): Promise<Uint8Array> };
let pool: Studio;
const patient = new AbortController().signal;
let room: Buffer;
let house: Buffer;

beforeAll(async () => {
  pool = createStudioPool(2);
  studio = { edit: (asked) => pool.edit(asked, patient), close: () => pool.close() };
  room = await roomWithCrate(size);
  house = await dayHouse(size);
});

afterAll(() => studio.close());

const job = (image: Buffer, work: StudioJob["work"], more: Partial<StudioJob> = {}): StudioJob => ({
  image,
  work,
  seed: 7,
  size: { kind: "same" },
  format: "png",
  ...more,
});

const crateMask = (): Promise<Buffer> => maskOver(crateBox(size));

/** White in the box, black around. */
async function maskOver({ left, top, width, height }: Region): Promise<Buffer> {
  const white = { create: { width, height, channels: 3 as const, background: "#ffffff" } };
  return sharp(await filled("#000000"))
    .composite([{ input: await sharp(white).png().toBuffer(), left, top }])
    .png()
    .toBuffer();
}

/** Mean of the three channels over a box, 0–255. */
async function brightness(
  picture: Uint8Array,
  box: { left: number; top: number; width: number; height: number },
): Promise<number> {
  const values = await sharp(picture).extract(box).removeAlpha().raw().toBuffer();
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const filled = (background: string): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 3, background } })
    .png()
    .toBuffer();

/** The share of values in a box that differ by more than 8 levels. */
async function changedShare(before: Uint8Array, after: Uint8Array, box: Region): Promise<number> {
  const valuesOf = (picture: Uint8Array): Promise<Buffer> =>
    sharp(picture).extract(box).removeAlpha().raw().toBuffer();
  const old = await valuesOf(before);
  const fresh = await valuesOf(after);
  return old.filter((value, at) => Math.abs(value - (fresh[at] ?? 0)) > 8).length / old.length;
}

describe("the studio's threads", () => {
  it("take away what is marked, and give the same bytes for the same seed", async () => {
    const work: StudioJob["work"] = {
      kind: "remove",
      where: { kind: "mask", mask: await crateMask(), growPx: 5 },
    };
    const [once, again] = await Promise.all([studio.edit(job(room, work)), studio.edit(job(room, work))]);
    const before = await brightness(room, crateBox(size));
    const after = await brightness(once, crateBox(size));
    expect(before).toBeLessThan(90);
    expect(after).toBeGreaterThan(110);
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it("paint a dusk sky and leave what is below it as it was", async () => {
    const dusk = await studio.edit(job(house, { kind: "sky", intensity: "dramatic" }));
    const sky = { left: 0, top: 0, width: size.width, height: 40 };
    const lawn = { left: 0, top: size.height - 30, width: size.width, height: 30 };
    expect((await brightness(house, sky)) - (await brightness(dusk, sky))).toBeGreaterThan(25);
    expect(Math.abs((await brightness(dusk, lawn)) - (await brightness(house, lawn)))).toBeLessThan(1);
  });

  it("paint what is marked in the colour that was asked for", async () => {
    const steps = [{ surface: "walls", colour: "#2b3a55", words: "navy walls" }] as const;
    const navy = await studio.edit(
      job(room, { kind: "renovate", steps, where: { kind: "mask", mask: await crateMask(), growPx: 0 } }),
    );
    const { left, top, width, height } = crateBox(size);
    const middle = { left: left + 10, top: top + 15, width: width - 20, height: height - 30 };
    const [red = 0, , blue = 0] = await sharp(navy)
      .extract(middle)
      .resize(1, 1)
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(blue).toBeGreaterThan(red + 10);
    const ceiling = { left: 0, top: 0, width: size.width, height: 20 };
    expect(await brightness(navy, ceiling)).toBeCloseTo(await brightness(room, ceiling), 0);
  });

  it("furnish a room where the mask allows, and not at all where no furniture fits", async () => {
    const { width, height } = size;
    const top = Math.round(height * 0.15);
    const empty = await emptyRoom(size);
    const stagedIn = async (box: Region): Promise<Uint8Array> => {
      const where = { kind: "mask", mask: await maskOver(box), growPx: 0 } as const;
      return studio.edit(job(empty, { kind: "stage", roomType: "living-room", style: "modern", where }));
    };
    const staged = await stagedIn({ left: 0, top, width, height: height - top });
    expect(await changedShare(empty, staged, { left: 0, top: 0, width, height: top })).toBe(0);
    expect(await changedShare(empty, staged, { left: 0, top, width, height: height - top })).toBeGreaterThan(
      0.02,
    );
    await expect(stagedIn({ left: 200, top: 250, width: 24, height: 24 })).rejects.toBeInstanceOf(CannotDraw);
  });

  it("cannot furnish what is no room, nor rebuild a picture from nothing", async () => {
    const staging = {
      kind: "stage",
      roomType: "bedroom",
      style: "rustic",
      where: { kind: "everywhere" },
    } as const;
    await expect(studio.edit(job(await filled("#8899aa"), staging))).rejects.toBeInstanceOf(CannotDraw);
    const all = await filled("#ffffff");
    const everything = studio.edit(
      job(room, { kind: "remove", where: { kind: "mask", mask: all, growPx: 0 } }),
    );
    await expect(everything).rejects.toBeInstanceOf(CannotDraw);
  });

  it("answer in the size and format that were asked for", async () => {
    const large = await studio.edit(
      job(room, { kind: "copy" }, { size: { kind: "pixels", pixels: 1_000_000 }, format: "webp" }),
    );
    const { width, height, format } = await sharp(large).metadata();
    expect({ width, height, format }).toEqual({ width: 1225, height: 816, format: "webp" });
    const twice = await sharp(
      await studio.edit(job(room, { kind: "copy" }, { size: { kind: "factor", factor: 2 } })),
    ).metadata();
    expect([twice.width, twice.height]).toEqual([960, 640]);
  });

  it("analyse a photo by measuring it", async () => {
    expect(await pool.analyse(house, patient)).toMatchObject({ isProperty: true, skyVisible: true });
  });

  it("say when a picture breaks off or a mask marks nothing, and go on working", async () => {
    const broken = studio.edit(job(room.subarray(0, 2000), { kind: "copy" }));
    await expect(broken).rejects.toBeInstanceOf(UndecodablePicture);
    const black = await sharp({ create: { ...size, channels: 3, background: "#000000" } })
      .png()
      .toBuffer();
    const empty = studio.edit(job(room, { kind: "remove", where: { kind: "mask", mask: black, growPx: 0 } }));
    await expect(empty).rejects.toBeInstanceOf(EmptyMask);
    await expect(
      studio.edit(job(room, { kind: "remove", where: { kind: "transparent", growPx: 0 } })),
    ).rejects.toThrow("marks nothing");
    expect((await studio.edit(job(room, { kind: "copy" }))).length).toBeGreaterThan(1000);
  });

  it("skip what nobody waits for any more", async () => {
    const busy = createStudioPool(1);
    const gone = new AbortController();
    const first = busy.edit(job(room, { kind: "copy" }), patient);
    const second = busy.edit(job(room, { kind: "sky", intensity: "subtle" }), gone.signal);
    const third = busy.edit(job(room, { kind: "copy" }), patient);
    gone.abort(new Error("the client left"));
    await expect(second).rejects.toThrow("the client left");
    expect(Buffer.compare(await first, await third)).toBe(0);
    await busy.close();
  });

  it("refuse work once closed", async () => {
    const short = createStudioPool(1);
    await short.close();
    await expect(short.analyse(house, patient)).rejects.toThrow("closed");
  });
});
