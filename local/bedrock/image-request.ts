import sharp from "sharp";
import { fieldOf, wrongInBody } from "#core/models/stability-body.ts";
import { type ImageService, type PictureLimits } from "#core/models/stability-services.ts";
import { sniff } from "#engine/codec/sniff.ts";
import { invalid, invalidDetail } from "./bedrock-error.ts";

/** A request body that its service would take. Pictures are decoded from base64 and not yet from their format. */
export interface ImageRequest {
  readonly service: ImageService;
  text(name: string): string | undefined;
  /** The number sent, or the field's default. */
  number(name: string): number;
  readonly image: Uint8Array | undefined;
  readonly mask: Uint8Array | undefined;
  readonly outputFormat: OutputFormat;
}
export type OutputFormat = "png" | "jpeg" | "webp";

/** Bedrock's own limit of one request, before any service sees it. */
const maxBodyBytes = 25_000_000;

/**
 * Reads and checks a body as its service would: fields it does not know, values out of range, pictures too small, too
 * large or too long. Throws ValidationException in the service's form, `{"detail": …}` inside the message.
 */
export async function readImageRequest(service: ImageService, body: Buffer): Promise<ImageRequest> {
  if (body.length > maxBodyBytes)
    throw invalid(`Input is too long: ${body.length} bytes, ${maxBodyBytes} allowed.`);
  const values = objectOf(body);
  const wrong = wrongInBody(service, values);
  if (wrong !== undefined) throw invalidDetail(wrong);

  const pictures = new Map<string, Uint8Array>();
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(service, name);
    if ((field.kind !== "picture" && field.kind !== "mask") || typeof value !== "string") continue;
    const bytes = Buffer.from(value, "base64");
    await checkPicture(name, bytes, field.kind === "mask" ? undefined : service.limits);
    pictures.set(name, bytes);
  }
  return {
    service,
    text: (name) => textOf(values[name]),
    number(name) {
      const value = values[name];
      if (typeof value === "number") return value;
      const field = fieldOf(service, name);
      const fallback = field.kind === "integer" || field.kind === "number" ? field.default : undefined;
      if (fallback === undefined) throw new Error(`${service.name} has no default for ${name}`);
      return fallback;
    },
    image: pictures.get("image"),
    mask: pictures.get("mask"),
    outputFormat: formatOf(values["output_format"]),
  };
}

function objectOf(body: Buffer): Readonly<Record<string, unknown>> {
  let read: unknown;
  try {
    read = JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("Malformed input request, please reformat your input and try again.");
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    throw invalid(
      "Malformed input request: expected type: JSONObject, please reformat your input and try again.",
    );
  return Object.fromEntries(Object.entries(read));
}

/** Only the header is read here; a picture that breaks off later fails where it is decoded. */
async function checkPicture(
  name: string,
  bytes: Uint8Array,
  limits: PictureLimits | undefined,
): Promise<void> {
  if (!["jpeg", "png", "webp"].includes(sniff(bytes)))
    throw invalidDetail(`Field '${name}' must be a jpeg, png or webp image.`);
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw Object.assign(invalidDetail(`Field '${name}' could not be decoded.`), { cause: error });
    });
  if (limits === undefined) return;
  const { minSidePx, maxSidePx, minPixels, maxPixels, aspect } = limits;
  if (Math.min(width, height) < minSidePx)
    throw invalidDetail(
      `Field '${name}': each side must be at least ${minSidePx} pixels, got ${width}x${height}.`,
    );
  if (Math.max(width, height) > maxSidePx)
    throw invalidDetail(
      `Field '${name}': each side must be at most ${maxSidePx} pixels, got ${width}x${height}.`,
    );
  if (width * height < minPixels || width * height > maxPixels)
    throw invalidDetail(
      `Field '${name}': total pixels must be between ${minPixels} and ${maxPixels}, got ${width * height}.`,
    );
  if (width / height < aspect[0] || width / height > aspect[1])
    throw invalidDetail(
      `Field '${name}': the aspect ratio must be between 1:2.5 and 2.5:1, got ${width}x${height}.`,
    );
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const formatOf = (value: unknown): OutputFormat => (value === "jpeg" || value === "webp" ? value : "png");
