import { type HtmlTagDescriptor, type Plugin, type Rolldown } from "vite";
import { routeFilesId } from "./route-files-id.ts";

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/**
 * Writes into the built page which files the screen at each address needs, for boot.ts, and lets that one run on its own,
 * before the app has come.
 * @param screens patterns of paths → the module that a screen at such a path is loaded from
 */
export function routeFiles(screens: Readonly<Record<string, string>>): Plugin {
  return {
    name: "route-files",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const boot = chunks.find(({ name }) => name === "boot");
        const entry = chunks.find(({ isEntry }) => isEntry);
        if (boot === undefined || entry === undefined)
          throw new Error("There is no chunk for the first script");
        const already = new Set(filesOf(bundle, entry));
        const routes = Object.entries(screens).map(([pattern, module]) => {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
          if (chunk === undefined) throw new Error(`No chunk has ${module}`);
          return [
            pattern,
            filesOf(bundle, chunk)
              .filter((file) => !already.has(file))
              .map(asAddress),
          ];
        });
        const tags: HtmlTagDescriptor[] = [
          // Data, not a script: the page's policy allows no inline ones.
          {
            tag: "script",
            attrs: { type: "application/json", id: routeFilesId },
            children: JSON.stringify(routes),
            injectTo: "head-prepend",
          },
          {
            tag: "script",
            attrs: { type: "module", async: true, crossorigin: true, src: asAddress(boot.fileName) },
            injectTo: "head-prepend",
          },
        ];
        return { html: withoutPreload(html, asAddress(boot.fileName)), tags };
      },
    },
  };
}

/** A chunk and all it imports, with their styles. */
function filesOf(bundle: Bundle, chunk: Rolldown.OutputChunk): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = bundle[name];
    if (found.has(name) || file?.type !== "chunk") return;
    found.add(name);
    for (const style of file.viteMetadata?.importedCss ?? []) found.add(style);
    for (const next of file.imports) visit(next);
  };
  visit(chunk.fileName);
  return [...found];
}

const asAddress = (file: string): string => `/${file}`;

const withoutPreload = (html: string, address: string): string =>
  html.replace(new RegExp(`\\s*<link rel="modulepreload"[^>]*href="${address}">`), "");
