import { catalogue } from "#core/models/catalogue.ts";
import { type BodyValues, knownFields, wrongInBody } from "#core/models/stability-body.ts";
import { type ImageService, stabilityServices } from "#core/models/stability-services.ts";
import { unreachable } from "#core/unreachable.ts";
import { WrongRequest } from "#functions/aws/bedrock-fault.ts";
import { type DrawCall } from "#functions/ports.ts";

/** Bedrock takes 25,000,000 bytes of JSON; the words and the braces are in the rest. */
export const mostBase64Bytes = 24_000_000;

/**
 * The body of one call of a Stability model: the service's own list of fields says what goes in, since one field too
 * many is refused. Masks are white = edit there as they are here.
 * Throws WrongRequest when the body breaks the published rules: such a request is not worth sending.
 */
export function stabilityRequest(call: DrawCall): BodyValues {
  const service = serviceOf(call);
  const fields = knownFields(service);
  const habits = Object.entries(habitsOf(call)).filter(([name]) => fields.includes(name));
  const body = { ...Object.fromEntries(habits), ...picturesOf(call), ...saidOf(call) };
  const wrong = wrongInBody(service, body);
  if (wrong !== undefined) throw new WrongRequest(wrong);
  const pictureBytes = Object.values(picturesOf(call)).reduce((sum, { length }) => sum + length, 0);
  if (pictureBytes > mostBase64Bytes)
    throw new WrongRequest(`The pictures are ${pictureBytes} bytes, ${mostBase64Bytes} are the most.`);
  return body;
}

function serviceOf({ modelId, instruction }: DrawCall): ImageService {
  const service = stabilityServices.find(({ baseId }) => modelId.endsWith(baseId));
  if (service === undefined) throw new TypeError(`${catalogue[modelId].name} draws no pictures`);
  if (tasksOf[instruction.task] !== service.name && !drawsAnew(service, instruction))
    throw new TypeError(`${service.name} was given an instruction for ${instruction.task}`);
  return service;
}

type Drawing = DrawCall["instruction"];

const tasksOf: Readonly<Record<Drawing["task"], ImageService["name"]>> = {
  inpaint: "inpaint",
  erase: "erase",
  "search-replace": "search-replace",
  "search-recolor": "search-recolor",
  "control-structure": "control-structure",
  "image-to-image": "sd3-5-large",
  "text-to-image": "stable-image-core",
  upscale: "fast-upscale",
};

/** Stable Diffusion draws from words as well as Core does. */
const drawsAnew = ({ name }: ImageService, { task }: Drawing): boolean =>
  name === "sd3-5-large" && task === "text-to-image";

/** What we say to every service that has the field. */
const habitsOf = ({ seed }: DrawCall): BodyValues => ({
  // 0 would mean "any": a picture nobody can ask for again.
  seed: Math.max(1, seed % 4_294_967_295),
  output_format: "png",
  grow_mask: 5,
  style_preset: "photographic",
});

const picturesOf = ({ image, mask }: DrawCall): Readonly<Record<string, string>> => ({
  ...(image === undefined ? {} : { image: base64(image) }),
  ...(mask === undefined ? {} : { mask: base64(mask) }),
});

function saidOf({ instruction }: DrawCall): BodyValues {
  switch (instruction.task) {
    case "inpaint":
      return { prompt: instruction.prompt, negative_prompt: instruction.negativePrompt };
    case "erase":
    case "upscale":
      return {};
    case "search-replace":
      return {
        search_prompt: instruction.searchPrompt,
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
      };
    case "search-recolor":
      return { select_prompt: instruction.selectPrompt, prompt: instruction.prompt };
    case "control-structure":
      return {
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        control_strength: instruction.controlStrength,
      };
    case "image-to-image":
      return {
        mode: "image-to-image",
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        strength: instruction.strength,
      };
    case "text-to-image":
      return {
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        aspect_ratio: instruction.aspectRatio,
      };
    default:
      return unreachable(instruction);
  }
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
