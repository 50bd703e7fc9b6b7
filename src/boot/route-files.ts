import { type Plugin, type Rolldown } from "vite";
import { type NeededFiles, neededFilesId } from "./needed-files.ts";

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/**
 * Writes into the built page which files the app and the screen at each address are made of, for boot.ts: it asks for
 * them itself, when what was kept of the screen is there.
 * @param app the module that boot.ts starts the app from
 * @param screens patterns of paths → the module that a screen at such a path is loaded from
 */
export function routeFiles(app: string, screens: Readonly<Record<string, string>>): Plugin {
  return {
    name: "route-files",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(page, { bundle = {}, chunk: entry }) {
        if (entry === undefined) throw new Error("The page has no script");
        const first = filesOf(bundle, [entry]);
        const ofApp = filesOf(bundle, [chunkOf(bundle, app)]);
        const beyond = (found: readonly string[], known: readonly string[]): string[] =>
          found.filter((file) => !known.includes(file)).map((file) => `/${file}`);
        const needed: NeededFiles = {
          look: first.filter((file) => file.endsWith(".css")).join(" "),
          app: beyond(ofApp, first),
          screens: Object.entries(screens).map(([pattern, module]) => [
            pattern,
            beyond(filesOf(bundle, [chunkOf(bundle, module)]), [...first, ...ofApp]),
          ]),
        };
        return {
          html: beforeFirstPaint(page),
          tags: [
            {
              tag: "script",
              // Data, not a script: the page's policy allows no inline ones.
              attrs: { type: "application/json", id: neededFilesId },
              children: JSON.stringify(needed),
              injectTo: "head-prepend",
            },
          ],
        };
      },
    },
  };
}

/** Nothing is painted before what the first script shows, so that it is not painted twice. Vite leaves that attribute out. */
function beforeFirstPaint(page: string): string {
  const script = '<script async type="module"';
  if (!page.includes(script)) throw new Error(`The page has no ${script}`);
  return page.replace(script, `${script} blocking="render"`);
}

function chunkOf(bundle: Bundle, module: string): Rolldown.OutputChunk {
  for (const file of Object.values(bundle))
    if (file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module))) return file;
  throw new Error(`No chunk has ${module}`);
}

/** Chunks and all they import, with their styles. */
function filesOf(bundle: Bundle, chunks: readonly Rolldown.OutputChunk[]): readonly string[] {
  const found = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk): void => {
    if (found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === "chunk") visit(next);
    }
  };
  chunks.forEach(visit);
  return [...found];
}
