import { maxPhotoPixels } from "#core/limits/limits.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { decodeMask, encodeMask } from "#engine/codec/mask.ts";
import { coverage } from "#engine/filters/coverage.ts";

/** More than this share of the photo marked is no longer an edit of it. */
const maxCoverage = 0.8;

const field = "params.maskData";
const wrong = (detail: string): Problem => problemOf("invalid-params", { field, detail });

/**
 * Checks a painted mask against the photo it was painted on, at the mask's own size, so that not even a dot is lost.
 * @param base64 a PNG, white = edit
 * @param photo  upright size, pixels
 * @returns the mask as a clean PNG of one channel
 */
export async function readMask(
  base64: string,
  photo: { readonly width: number; readonly height: number },
): Promise<Result<Uint8Array>> {
  const png = Buffer.from(base64, "base64");
  const drawn = pngSize(png);
  if (drawn === undefined) return refused(wrong("must be a PNG"));
  if (isOtherShape(drawn, photo))
    return refused(
      wrong(
        `${drawn.width} × ${drawn.height} px has another shape than the photo's ${photo.width} × ${photo.height} px`,
      ),
    );
  const read = await decodeMask(png, drawn, maxPhotoPixels);
  if (read.kind === "refused") {
    if (read.reason === "empty") return refused(problemOf("mask-empty", { field }));
    return refused(
      wrong(read.reason === "too-many-pixels" ? "has more than 50 megapixels" : "must be a readable PNG"),
    );
  }
  if (coverage(read.mask) > maxCoverage) return refused(problemOf("mask-covers-all", { field }));
  return done(await encodeMask(read.mask));
}

/** Width and height from the header: PNG specification, section 11.2.2. */
function pngSize(png: Buffer): { width: number; height: number } | undefined {
  if (png.length < 24) return undefined;
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  return width > 0 && height > 0 ? { width, height } : undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const isOtherShape = (a: Size, b: Size): boolean =>
  Math.abs(Math.log((a.width * b.height) / (a.height * b.width))) > Math.log(1.02);
