import { breath } from "#src/boot/breath.ts";
import { firstWords } from "#src/first-words.ts";

/**
 * Fetches a screen that shows numbers or times at once. The page's first format takes ten milliseconds and more: it is
 * made in a piece of its own here, as one with the first drawing of the screen it would hold up fingers.
 */
export const formatsReady =
  <T>(load: () => Promise<T>): (() => Promise<T>) =>
  async () => {
    const loaded = await load();
    await breath();
    firstWords.format.prepare();
    await breath();
    return loaded;
  };
