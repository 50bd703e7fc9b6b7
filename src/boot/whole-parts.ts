import { fileURLToPath } from "node:url";
import { type Plugin } from "vite";

const loader = fileURLToPath(new URL("load-part.ts", import.meta.url));
/** The module that Vite puts around each `import()` of a built app. */
const helper = /^\0vite\/preload-helper\.js$/;

/** Lets load-part.ts fetch the parts of the built app instead of Vite's own helper, with every file of each by name. */
export function wholeParts(): Plugin {
  let isFound = false;
  return {
    name: "whole-parts",
    apply: "build",
    config: () => ({
      build: {
        modulePreload: {
          // Vite leaves out the part's own file where it needs no other.
          resolveDependencies: (file, others, { hostType }) =>
            hostType === "js" ? [...new Set([file, ...others])] : [...others],
        },
      },
    }),
    transform: {
      order: "post",
      filter: { id: helper },
      handler() {
        isFound = true;
        return {
          code: `export { loadPart as __vitePreload } from ${JSON.stringify(loader)};`,
          map: null,
        };
      },
    },
    buildEnd(error) {
      if (error === undefined && !isFound) throw new Error(`Vite has no ${helper.source} any more`);
    },
  };
}
