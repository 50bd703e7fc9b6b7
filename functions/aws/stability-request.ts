import { type DrawCall } from "#functions/ports.ts";
import { unreachable } from "#core/unreachable.ts";

/**
 * The body Stability's services on Bedrock take for each task: exactly these fields, since an unknown one is refused
 * (reference/bedrock.md §2). Masks are white = edit there as they are here.
 */
export function stabilityRequest({
  instruction,
  image,
  mask,
  seed,
}: DrawCall): Readonly<Record<string, unknown>> {
  const common = { image: base64(image), seed: seed % 4_294_967_295, output_format: "png" };
  const masked = mask === undefined ? {} : { mask: base64(mask) };
  switch (instruction.task) {
    case "inpaint":
      return {
        ...common,
        ...masked,
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        grow_mask: 5,
        style_preset: "photographic",
      };
    case "erase":
      return { ...common, ...masked, grow_mask: 5 };
    case "search-replace":
      return {
        ...common,
        search_prompt: instruction.searchPrompt,
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        grow_mask: 5,
        style_preset: "photographic",
      };
    case "search-recolor":
      return {
        ...common,
        select_prompt: instruction.selectPrompt,
        prompt: instruction.prompt,
        grow_mask: 5,
        style_preset: "photographic",
      };
    case "control-structure":
      return {
        ...common,
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        control_strength: instruction.controlStrength,
        style_preset: "photographic",
      };
    case "image-to-image":
      return {
        ...common,
        mode: "image-to-image",
        prompt: instruction.prompt,
        negative_prompt: instruction.negativePrompt,
        strength: instruction.strength,
      };
    default:
      return unreachable(instruction);
  }
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
