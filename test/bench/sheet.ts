import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { decodePhoto } from "#engine/codec/decode.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";
import { sheets } from "#test/bench/sheets/registry.ts";

const shared = resolve("../shared/photos");
const rowHeight = 320;
const rowsASheet = 6;

/**
 * Makes before/after sheets of the edit types (all, or those whose names hold one of the given words) on the shared
 * photos that fit them, as PNGs to be looked at. Without the shared photos it says so and makes nothing.
 * @returns the files made
 */
export async function makeSheet(outDir: string, only: readonly string[] = []): Promise<string[]> {
  if (!existsSync(shared)) {
    console.log(`No photos at ${shared}: no sheets made.`);
    return [];
  }
  await mkdir(outDir, { recursive: true });
  const chosen = sheets.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  if (chosen.length === 0)
    throw new RangeError(`Expected part of one of ${sheets.map(({ name }) => name).join(", ")}`);
  const files: string[] = [];
  for (const sheet of chosen) files.push(...(await makeSheetsOf(sheet, outDir)));
  return files;
}

async function makeSheetsOf(sheet: Sheet, outDir: string): Promise<string[]> {
  const files: string[] = [];
  let rows: Buffer[] = [];
  const write = async (): Promise<void> => {
    if (rows.length === 0) return;
    const file = join(outDir, `${sheet.name}-${files.length + 1}.png`);
    await sharp(await stacked(rows)).toFile(file);
    files.push(file);
    rows = [];
  };
  for (const name of sheet.photos) {
    const photo = sheet.draw === undefined ? await sharedPhoto(name) : sheet.draw(name);
    if (photo === undefined) {
      console.log(`${sheet.name}: no ${name}`);
      continue;
    }
    const started = performance.now();
    const pictures = await sheet.pictures(photo, name);
    console.log(`${sheet.name} ${name}: ${Math.round(performance.now() - started)} ms`);
    rows.push(await row([{ caption: name, image: photo }, ...pictures]));
    if (rows.length === rowsASheet) await write();
  }
  await write();
  return files;
}

async function sharedPhoto(name: string): Promise<Raster | undefined> {
  const path = join(shared, name);
  if (!existsSync(path)) return undefined;
  const decoded = await decodePhoto(await readFile(path), { maxPixels: 60_000_000 });
  if (decoded.kind === "refused") throw new Error(`${name} was refused as ${decoded.reason}`);
  return decoded.photo;
}

async function row(pictures: readonly { caption: string; image: Raster | undefined }[]): Promise<Buffer> {
  const cells = await Promise.all(pictures.map(cell));
  const sizes = await Promise.all(cells.map((png) => sharp(png).metadata()));
  let left = 0;
  const places = cells.map((input, k) => {
    const place = { input, left, top: 0 };
    left += (sizes[k]?.width ?? 0) + 4;
    return place;
  });
  return sharp({ create: { width: left, height: rowHeight + 22, channels: 3, background: "#777777" } })
    .composite(places)
    .png()
    .toBuffer();
}

async function cell({ caption, image }: { caption: string; image: Raster | undefined }): Promise<Buffer> {
  const width = image === undefined ? 420 : Math.round((rowHeight * image.width) / image.height);
  const picture =
    image === undefined
      ? undefined
      : await sharp(resizeRaster(image, width, rowHeight).data, {
          raw: { width, height: rowHeight, channels: 3 },
        })
          .png()
          .toBuffer();
  const words = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="22"><text x="4" y="16" font-family="sans-serif" font-size="13" fill="#fff">${escaped(caption)}</text></svg>`,
  );
  return sharp({ create: { width, height: rowHeight + 22, channels: 3, background: "#333333" } })
    .composite([
      ...(picture === undefined ? [] : [{ input: picture, left: 0, top: 0 }]),
      { input: words, left: 0, top: rowHeight },
    ])
    .png()
    .toBuffer();
}

async function stacked(rows: readonly Buffer[]): Promise<Buffer> {
  const widths = await Promise.all(rows.map(async (png) => (await sharp(png).metadata()).width));
  return sharp({
    create: {
      width: Math.max(...widths),
      height: rows.length * (rowHeight + 26),
      channels: 3,
      background: "#777777",
    },
  })
    .composite(rows.map((input, k) => ({ input, left: 0, top: k * (rowHeight + 26) })))
    .png()
    .toBuffer();
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
