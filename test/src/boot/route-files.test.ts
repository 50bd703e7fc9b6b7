import { expect, it } from "vitest";
import { neededFilesId, type NeededFiles } from "#src/boot/needed-files.ts";
import { routeFiles } from "#src/boot/route-files.ts";

interface Chunk {
  readonly type: "chunk";
  readonly fileName: string;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  readonly viteMetadata: { readonly importedCss: ReadonlySet<string> };
}

const chunk = (fileName: string, module: string, style?: string, imports: readonly string[] = []): Chunk => ({
  type: "chunk",
  fileName,
  moduleIds: [`/app${module}`],
  imports,
  viteMetadata: { importedCss: new Set(style === undefined ? [] : [style]) },
});

/** The page of a build whose first script and style are named like this, and what is put into it. */
function built(script: string, style: string, page = '<script async type="module" src="x">') {
  const entry = chunk(script, "/boot.ts", style);
  const bundle = Object.fromEntries(
    [
      entry,
      chunk("react.js", "/react.ts"),
      chunk("base.js", "/main.tsx", "base.css", ["react.js", script]),
      chunk("photo.js", "/photo.tsx", "photo.css", ["base.js"]),
    ].map((file) => [file.fileName, file]),
  );
  const { transformIndexHtml } = routeFiles("/main.tsx", { "^/p": "/photo.tsx" });
  if (typeof transformIndexHtml !== "object" || !("handler" in transformIndexHtml))
    throw new Error("The plugin does not look at the page");
  // As much of a build as it asks for.
  const build = { bundle, chunk: entry } as unknown as Parameters<typeof transformIndexHtml.handler>[1];
  const made: unknown = Reflect.apply(transformIndexHtml.handler, undefined, [page, build]);
  return made as {
    readonly html: string;
    readonly tags: readonly { readonly attrs: { readonly id: string }; readonly children: string }[];
  };
}

/** What the page of that build says it needs. */
function neededIn(script: string, style: string): NeededFiles {
  const [tag] = built(script, style).tags;
  expect(tag?.attrs.id).toBe(neededFilesId);
  return JSON.parse(tag?.children ?? "") as NeededFiles;
}

it("tells what the app and each screen need, every file once, and not what the page has", () => {
  const { app, screens } = neededIn("boot-1.js", "boot-1.css");
  expect(app.toSorted()).toEqual(["/base.css", "/base.js", "/react.js"]);
  expect(screens).toEqual([["^/p", ["/photo.js", "/photo.css"]]]);
});

it("has another look with another style, and the same with another script: what was kept can be drawn by it", () => {
  const { look } = neededIn("boot-1.js", "boot-1.css");
  expect(look).not.toBe("");
  expect(neededIn("boot-2.js", "boot-1.css").look).toBe(look);
  expect(neededIn("boot-1.js", "boot-2.css").look).not.toBe(look);
});

it("has nothing painted before its first script has run", () => {
  expect(built("boot.js", "boot.css").html).toBe('<script async type="module" blocking="render" src="x">');
  expect(() => built("boot.js", "boot.css", '<script src="x">')).toThrow("no <script async");
});
