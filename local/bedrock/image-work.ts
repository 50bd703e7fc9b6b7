import { invalidDetail, notServedLocally } from "./bedrock-error.ts";
import { type ImageRequest } from "./image-request.ts";
import { fittingIn } from "#core/edit/flows/free-edit.ts";
import { readWish } from "#core/free-edit/read-wish.ts";
import { asksForSky, readDusk, readRenovation, readRenovationOf, readStaging } from "./prompt-reader.ts";
import { type StudioJob, type StudioWork, type Where } from "./studio.ts";

/** "about 4 MP whatever the input" (AWS sample notebook): clients must bring the result back to their own size. */
const fourMegapixels = { kind: "pixels", pixels: 4_194_304 } as const;

/** What the studio is asked for so that it answers as the service would. Throws for what has no answer here. */
export function studioJob(request: ImageRequest, seed: number): StudioJob {
  const { image } = request;
  if (image === undefined) throw notServedLocally(`${request.service.name} without an image`);
  return { image, seed, format: request.outputFormat, work: workOf(request), size: sizeOf(request) };
}

function workOf(request: ImageRequest): StudioWork {
  const prompt = request.text("prompt") ?? "";
  const { name } = request.service;
  switch (name) {
    case "inpaint":
      return inpaintWork(prompt, marked(request));
    case "erase":
      return { kind: "remove", where: marked(request) };
    case "search-replace":
      return searchWork(request.text("search_prompt") ?? "", prompt);
    case "search-recolor":
      return recolourWork(request.text("select_prompt") ?? "", prompt);
    case "control-structure":
      return wholePictureWork(prompt);
    case "sd3-5-large":
    case "stable-image-ultra":
      return wholePictureWork(prompt);
    case "fast-upscale":
      return { kind: "copy" };
    default:
      throw notServedLocally(name);
  }
}

function sizeOf({ service: { name } }: ImageRequest): StudioJob["size"] {
  switch (name) {
    case "inpaint":
    case "erase":
    case "search-replace":
      return fourMegapixels;
    case "sd3-5-large":
    case "stable-image-ultra":
      return { kind: "pixels", pixels: 1_048_576 };
    case "fast-upscale":
      // Four times the pixels: 1 MP in, 4 MP out, as the notebook says.
      return { kind: "factor", factor: 2 };
    default:
      return { kind: "same" };
  }
}

/**
 * Furnishes, redoes surfaces, or continues the background. A prompt that names none of them cannot be drawn here: the
 * picture comes back as it was, and who asked sees that nothing has changed.
 */
function inpaintWork(prompt: string, where: Exclude<Where, { readonly kind: "everywhere" }>): StudioWork {
  if (prompt.endsWith(fittingIn)) return freeWork(prompt.slice(0, -fittingIn.length), where);
  const staging = readStaging(prompt);
  if (staging !== undefined) return { kind: "stage", where, ...staging };
  if (/\bbackground\b/i.test(prompt)) return { kind: "remove", where };
  const steps = readRenovation(prompt);
  return steps.length > 0 ? { kind: "renovate", steps, where } : { kind: "copy" };
}

/** Somebody's own words: half a wish is none. */
function freeWork(words: string, where: Exclude<Where, { readonly kind: "everywhere" }>): StudioWork {
  const wish = readWish(words, true);
  if (wish.kind === "recolour") return { kind: "renovate", steps: [wish.step], where };
  return wish.kind === "surfaces" ? { kind: "renovate", steps: wish.steps, where } : { kind: "copy" };
}

/** Nothing found to replace: the service answers with the picture as it was. */
function searchWork(searched: string, prompt: string): StudioWork {
  const intensity = asksForSky(searched) ? readDusk(prompt) : undefined;
  if (intensity !== undefined) return { kind: "sky", intensity };
  const step = readRenovationOf(searched, prompt);
  return step === undefined
    ? { kind: "copy" }
    : { kind: "renovate", steps: [step], where: { kind: "everywhere" } };
}

function recolourWork(selected: string, prompt: string): StudioWork {
  const step = readRenovationOf(selected, prompt);
  if (step === undefined) return { kind: "copy" };
  // Recolouring keeps the material: only the colour of the words counts.
  const { material: _kept, ...recoloured } = step;
  return { kind: "renovate", steps: [recoloured], where: { kind: "everywhere" } };
}

function wholePictureWork(prompt: string): StudioWork {
  const staging = readStaging(prompt);
  if (staging !== undefined) return { kind: "stage", where: { kind: "everywhere" }, ...staging };
  const intensity = readDusk(prompt);
  if (intensity !== undefined) return { kind: "dusk", intensity };
  const steps = readRenovation(prompt);
  return steps.length > 0 ? { kind: "renovate", steps, where: { kind: "everywhere" } } : { kind: "copy" };
}

function marked(request: ImageRequest): Exclude<Where, { readonly kind: "everywhere" }> {
  const growPx = request.number("grow_mask");
  if (request.mask === undefined) return { kind: "transparent", growPx };
  if (request.mask.length === 0) throw invalidDetail("Field 'mask' is empty.");
  return { kind: "mask", mask: request.mask, growPx };
}
