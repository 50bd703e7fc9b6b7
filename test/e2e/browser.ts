import { existsSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createRequire } from "node:module";

const installed = [
  process.env["CHROME_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Chromium to drive: one that is installed (CHROME_PATH chooses), or on Linux the one inside the npm package
 * @sparticuz/chromium, with the shared libraries it brings for machines that lack them.
 */
export async function findBrowser(): Promise<Browser> {
  const executablePath = installed.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (executablePath !== undefined) return { executablePath, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("No Chromium found. Install Chrome, or name one with CHROME_PATH.");

  const home = resolve("node_modules/.cache/chromium");
  mkdirSync(home, { recursive: true });
  // The package unpacks itself into the temporary folder.
  process.env["TMPDIR"] = home;
  const { default: chromium } = await import("@sparticuz/chromium");
  const unpacked = await chromium.executablePath();
  return {
    executablePath: unpacked,
    env: { LD_LIBRARY_PATH: unpackLibraries(home), FONTCONFIG_FILE: writeFontsList(home) },
  };
}

/** The package's own list names folders of a Lambda. A page that finds no font at all ends its browser. */
function writeFontsList(home: string): string {
  const folders = [join(home, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const file = join(home, "fonts.conf");
  const list = folders.map((folder) => `<dir>${folder}</dir>`).join("");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${list}<cachedir>${join(home, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

function unpackLibraries(home: string): string {
  const libraries = join(home, "al2023", "lib");
  if (existsSync(libraries)) return libraries;
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const archive = join(entry.slice(0, entry.indexOf("chromium") + "chromium".length), "bin", "al2023.tar.br");
  const tar = join(home, "al2023.tar");
  mkdirSync(join(home, "al2023"), { recursive: true });
  writeFileSync(tar, brotliDecompressSync(readFileSync(archive)));
  execFileSync("tar", ["-xf", tar, "-C", join(home, "al2023")]);
  return libraries;
}

/** Flags for a headless browser that talks to nobody but this machine. */
export const browserArgs: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];
