import { readFileSync } from "node:fs";
import sharp from "sharp";
import * as z from "zod/mini";
import { type Mask } from "#engine/raster.ts";

/** Places in shared photos, outlined in percent of the upright photo's width and height. */
const mark = z.object({ file: z.string(), what: z.string(), outlines: z.array(z.string()) });
export type RemovalMark = z.infer<typeof mark>;

/**
 * `everyday` and `large` (across several surfaces): real things outlined by hand and loosely, as a finger on a phone
 * would. `surfaceHoles`: large places where nothing stands and several surfaces meet (wall, skirting board and floor;
 * lawn, drive and kerb), chosen by eye: cut out, they are holes as a removed sofa or car leaves them, the truth known.
 */
export const removalMarks = z
  .object({ everyday: z.array(mark), large: z.array(mark), surfaceHoles: z.array(mark) })
  .parse(JSON.parse(readFileSync(new URL("removal-marks.json", import.meta.url), "utf8")));

/** The mark at a photo's size: 255 inside, else 0, for what is cut out and what is filled must be the same. */
export async function drawMark({ outlines }: RemovalMark, width: number, height: number): Promise<Mask> {
  const shapes = outlines.map((points) => `<polygon points="${points}" fill="#fff"/>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="#000"/>${shapes}</svg>`;
  const data = await sharp(Buffer.from(svg), { limitInputPixels: false }).extractChannel(0).raw().toBuffer();
  return { data: new Uint8Array(data).map((v) => (v >= 128 ? 255 : 0)), width, height };
}
