import { editPhrases } from "./edits.ts";
import { filePhrases } from "./file.ts";
import { lightPhrases } from "./light.ts";
import { type Phrase } from "./phrase.ts";
import { shapePhrases } from "./shape.ts";
import { sizePhrase } from "./size.ts";
import { textPhrases } from "./text.ts";

/**
 * Everything the grammar knows, in the order it is looked for: words that are shown come before words that are read,
 * and a renovation, which takes nearly anything with a surface in it, comes last.
 */
export const phrases: readonly Phrase[] = [
  ...textPhrases,
  ...filePhrases,
  sizePhrase,
  ...shapePhrases,
  ...lightPhrases,
  ...editPhrases,
];
