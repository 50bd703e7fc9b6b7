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
  | { readonly task: "studio" };

/** Takes weight syntax "(word:1.4)" out of a person's words, so that they describe and do not steer. */
export const plainWords = (text: string): string =>
  text
    .replaceAll(/[()[\]{}<>]/g, " ")
    .replaceAll(/:\s*\d+(\.\d+)?/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
