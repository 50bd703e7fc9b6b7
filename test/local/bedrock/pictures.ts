import sharp from "sharp";

const size = { width: 96, height: 64 };

/** A grey wall over a brown floor. */
export async function photo(
  width = size.width,
  height = size.height,
  format: "png" | "jpeg" | "webp" = "png",
): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++)
    data.set(at < (width * height) / 2 ? [190, 190, 185] : [120, 90, 60], at * 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

/** White in the middle, black around. */
export async function mask(width = size.width, height = size.height): Promise<Buffer> {
  const inner = {
    create: { width: width / 2, height: height / 2, channels: 3 as const, background: "#ffffff" },
  };
  return sharp({ create: { width, height, channels: 3, background: "#000000" } })
    .composite([{ input: await sharp(inner).png().toBuffer() }])
    .toColourspace("b-w")
    .png()
    .toBuffer();
}

/** The photo with its middle cut out. */
export async function cutout(): Promise<Buffer> {
  const alpha = await sharp(await mask())
    .negate()
    .raw()
    .toBuffer();
  return sharp(await photo())
    .joinChannel(alpha, { raw: { ...size, channels: 1 } })
    .png()
    .toBuffer();
}
