import { readFile } from "node:fs/promises";
import sharp from "sharp";

const drawing = "public/icons/icon.svg";

/** The icons a phone asks for, from the one drawing. Maskable: the same without round corners, inside the safe zone. */
export async function drawIcons(): Promise<ReadonlyMap<string, Buffer>> {
  const svg = await readFile(drawing, "utf8");
  const square = svg.replace('rx="112"', 'rx="0"');
  const padded = square
    .replace('viewBox="0 0 512 512"', 'viewBox="-40 -40 592 592"')
    .replace('<rect width="512" height="512" rx="0"', '<rect x="-40" y="-40" width="592" height="592"');
  return new Map([
    ["public/icons/icon-192.png", await png(svg, 192)],
    ["public/icons/icon-512.png", await png(svg, 512)],
    ["public/icons/maskable-512.png", await png(padded, 512)],
    ["public/icons/apple-touch-180.png", await png(square, 180)],
  ]);
}

const png = (svg: string, sizePx: number): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: 300 })
    .resize(sizePx, sizePx)
    .png({ compressionLevel: 9, palette: true, colours: 128, effort: 10 })
    .toBuffer();
