import sharp, { type Sharp } from "sharp";
import { type OpOf } from "#core/batch/op.ts";
import { type Box, resized, type Size } from "#core/batch/predict.ts";
import { normalized } from "#engine/batch/normalize.ts";
import { type Raster } from "#engine/raster.ts";

/** The ops that are libvips' own, raster in, raster out. One after the other: inside one pipeline sharp has an order of its own. */

export function resizeTo(photo: Raster, op: OpOf<"resize">): Promise<Raster> {
  const size = resized(photo, op);
  if (op.fit === "contain" && op.width !== undefined && op.height !== undefined)
    return padded(photo, { width: op.width, height: op.height }, op);
  if (size.width === photo.width && size.height === photo.height) return Promise.resolve(photo);
  return raw(open(photo).resize(size.width, size.height, { fit: op.fit === "cover" ? "cover" : "fill" }));
}

/** The picture in the middle of its box. */
async function padded(
  photo: Raster,
  box: Size,
  { background = "#ffffff", enlarge }: OpOf<"resize">,
): Promise<Raster> {
  const inner = resized(photo, { op: "resize", ...box, ...(enlarge === undefined ? {} : { enlarge }) });
  const small = await resizeTo(photo, { op: "resize", ...inner, fit: "fill", enlarge: true });
  const left = Math.floor((box.width - inner.width) / 2);
  const top = Math.floor((box.height - inner.height) / 2);
  return raw(
    open(small).extend({
      left,
      top,
      right: box.width - inner.width - left,
      bottom: box.height - inner.height - top,
      background,
    }),
  );
}

export const turn = (photo: Raster, { degrees }: OpOf<"rotate">): Promise<Raster> =>
  raw(open(photo).rotate(degrees));

export const mirror = (photo: Raster, { axis }: OpOf<"flip">): Promise<Raster> =>
  raw(axis === "horizontal" ? open(photo).flop() : open(photo).flip());

export const cut = (photo: Raster, { left, top, width, height }: Box): Promise<Raster> =>
  raw(open(photo).extract({ left, top, width, height }));

export const frame = (photo: Raster, { width, colour = "#ffffff" }: OpOf<"border">): Promise<Raster> =>
  raw(open(photo).extend({ left: width, right: width, top: width, bottom: width, background: colour }));

/** Blur and sharpening by how far they reach, the others by how much of them is mixed in. */
export async function filtered(photo: Raster, { filter, amount }: OpOf<"filter">): Promise<Raster> {
  const share = (amount ?? 100) / 100;
  switch (filter) {
    case "blur": {
      const sigma = Math.max(0.3, Math.min(photo.width, photo.height) * 0.02 * ((amount ?? 50) / 100));
      return raw(open(photo).blur(sigma));
    }
    case "sharpen":
      return raw(
        open(photo).sharpen({
          sigma: 1,
          m1: 0.6 * 2 * ((amount ?? 50) / 100),
          m2: 3 * 2 * ((amount ?? 50) / 100),
        }),
      );
    case "grayscale":
      return mixed(photo, await grey(photo), share);
    case "sepia":
      return mixed(photo, await raw(open(photo).recomb(sepia)), share);
    case "negate":
      return mixed(photo, await raw(open(photo).negate({ alpha: false })), share);
    case "normalize":
      return mixed(photo, normalized(photo), share);
  }
}

async function grey(photo: Raster): Promise<Raster> {
  const luma = await open(photo).grayscale().raw({ depth: "uchar" }).toBuffer();
  const data = new Uint8Array(photo.data.length);
  for (let i = 0; i < luma.length; i++) data.fill(luma[i], i * 3, i * 3 + 3);
  return { ...photo, data };
}

// The matrix of the W3C Filter Effects module, https://www.w3.org/TR/filter-effects-1/#sepiaEquivalent
const sepia: [[number, number, number], [number, number, number], [number, number, number]] = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];

function mixed(before: Raster, after: Raster, share: number): Raster {
  if (share >= 1) return after;
  const data = new Uint8Array(before.data.length);
  for (let i = 0; i < data.length; i++) {
    const from = before.data[i];
    data[i] = Math.round(from + (after.data[i] - from) * share);
  }
  return { ...before, data };
}

/** Turns by any angle, clockwise, keeps the largest upright part of the same shape and brings it back to the photo's size. */
export async function turnBy(photo: Raster, degrees: number): Promise<Raster> {
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const { width, height } = photo;
  const longer = Math.max(width, height);
  const shorter = Math.min(width, height);
  const scale = shorter / (longer * Math.sin(angle) + shorter * Math.cos(angle));
  const turned = await raw(open(photo).rotate(degrees, { background: "#000000" }));
  const keep = { width: Math.floor(width * scale) - 2, height: Math.floor(height * scale) - 2 };
  const box = {
    ...keep,
    left: Math.round((turned.width - keep.width) / 2),
    top: Math.round((turned.height - keep.height) / 2),
  };
  return raw(open(await cut(turned, box)).resize(width, height, { fit: "fill" }));
}

export const compositeSvg = (photo: Raster, inner: string): Promise<Raster> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${photo.width}" height="${photo.height}">${inner}</svg>`;
  return raw(
    open(photo)
      .composite([{ input: Buffer.from(svg) }])
      .removeAlpha(),
  );
};

const open = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

async function raw(image: Sharp): Promise<Raster> {
  const { data, info } = await image.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`libvips gave ${info.channels} channels where three were meant`);
  return {
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  };
}
