import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { neededFilesId, type NeededFiles } from "#src/boot/needed-files.ts";

/** What the first screen may cost, brotli at its highest, KB of 1000 bytes (DESIGN.md section 10). */
export const budgetKb = { preloadedScript: 100, preloadedStyle: 15 } as const;

export interface Weighed {
  readonly file: string;
  readonly kind: "preloadedScript" | "preloadedStyle";
  readonly brotliKb: number;
}

/**
 * Everything a browser fetches because index.html says so, before any of the app's own code has run: what its tags name,
 * and what its first script asks for on whatever route.
 */
export function weigh(distDir: string): readonly Weighed[] {
  const html = readFileSync(join(distDir, "index.html"), "utf8");
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const named = tags.flatMap((tag): Omit<Weighed, "brotliKb">[] => {
    const file = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    const kind = kindOf(tag);
    return file === undefined || kind === undefined ? [] : [{ file, kind }];
  });
  return [...named, ...askedForIn(html)].map(({ file, kind }) => ({
    file,
    kind,
    brotliKb: brotliKb(readFileSync(join(distDir, file))),
  }));
}

function askedForIn(html: string): readonly Omit<Weighed, "brotliKb">[] {
  const text = new RegExp(`id="${neededFilesId}">(.*?)</script>`).exec(html)?.[1];
  if (text === undefined) throw new Error(`The page has no ${neededFilesId}`);
  const { app } = JSON.parse(text) as NeededFiles;
  return app.map((file) => ({ file, kind: file.endsWith(".css") ? "preloadedStyle" : "preloadedScript" }));
}

function kindOf(tag: string): Weighed["kind"] | undefined {
  if (tag.startsWith("<script") || tag.includes('rel="modulepreload"')) return "preloadedScript";
  return tag.includes('rel="stylesheet"') ? "preloadedStyle" : undefined;
}

const brotliKb = (bytes: Buffer): number =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1000;

/** Prints the table. @returns whether everything is within its budget */
export function checkBudget(distDir: string, print: (line: string) => void): boolean {
  const weighed = weigh(distDir);
  for (const { file, brotliKb } of weighed) print(`${brotliKb.toFixed(1).padStart(8)} KB  ${file}`);
  const kinds = ["preloadedScript", "preloadedStyle"] as const;
  return kinds
    .map((kind) => {
      const sum = weighed.filter((one) => one.kind === kind).reduce((all, one) => all + one.brotliKb, 0);
      // A build without any script is no light build, it is a broken one.
      const isGood = sum > 0 && sum <= budgetKb[kind];
      print(
        `${sum.toFixed(1).padStart(8)} KB  ${kind}, at most ${budgetKb[kind]}: ${isGood ? "ok" : "TOO MUCH"}`,
      );
      return isGood;
    })
    .every(Boolean);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!existsSync("dist/index.html")) throw new Error("There is no dist/index.html: run vite build first");
  process.exitCode = checkBudget("dist", (line) => console.log(line)) ? 0 : 1;
}
