/** What an image model is told, before any service's own field names. */
export type Instruction =
  | { readonly task: "inpaint"; readonly prompt: string; readonly negativePrompt: string }
  | { readonly task: "erase" }
  | {
      readonly task: "search-replace";
      readonly searchPrompt: string;
      readonly prompt: string;
      readonly negativePrompt: string;
    }
  | { readonly task: "search-recolor"; readonly selectPrompt: string; readonly prompt: string }
  | {
      readonly task: "control-structure";
      readonly prompt: string;
      readonly negativePrompt: string;
      /** 0 ignores the photo's outlines, 1 keeps them. */
      readonly controlStrength: number;
    }
  | {
      readonly task: "image-to-image";
      readonly prompt: string;
      readonly negativePrompt: string;
      /** 0 keeps the photo, 1 ignores it. */
      readonly strength: number;
    }
  | { readonly task: "upscale" }
  | {
      readonly task: "text-to-image";
      readonly prompt: string;
      readonly negativePrompt: string;
      readonly aspectRatio: AspectRatio;
    }
  | { readonly task: "studio" };

/** Width to height, as the models that draw from words alone take them. */
export type AspectRatio = "16:9" | "1:1" | "21:9" | "2:3" | "3:2" | "4:5" | "5:4" | "9:16" | "9:21";

/** Takes weight syntax "(word:1.4)" out of a person's words, so that they describe and do not steer. */
export const plainWords = (text: string): string =>
  text
    .replaceAll(/[()[\]{}<>]/g, " ")
    .replaceAll(/:\s*\d+(\.\d+)?/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
