import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type Page } from "@playwright/test";
import sharp from "sharp";
import * as z from "zod/mini";
import { keyOfScreen } from "#src/boot/kept-screen.ts";
import { browserArgs, findBrowser } from "#test/e2e/browser.ts";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { type Bench, type Figure, median } from "../harness.ts";
import { addPhotos, signedIn } from "./signed-in.ts";

/** In a package of its own: its 200 MB stay out of the product's `npm ci`. */
const folder = fileURLToPath(new URL("../../lighthouse/", import.meta.url));
const runs = Number(process.env["LIGHTHOUSE_RUNS"] ?? 3);
const photosInListing = 30;
const startsWithinMs = 4000;

/**
 * Lighthouse on a phone (its mobile preset, simulated throttling) against the built app as the product serves it, signed
 * in, on a phone that has seen each screen once, with nothing of the app in the browser's caches and no worker: the median
 * of three runs of home, a listing of thirty photos, a form and a comparison.
 */
export const lighthouse: Bench = {
  name: "lighthouse",
  async run() {
    const audit = await installed();
    return signedIn(4397, async ({ server, profileDir, context, page }) => {
      const paths = await prepare(page, server.origin);
      for (const path of paths.values()) await lookAt(context, new URL(path, server.origin).href);
      await context.close();
      const figures: Figure[] = [];
      for (const [name, path] of paths) {
        const found: Found[] = [];
        for (let n = 0; n < runs; n++)
          found.push(
            await recorded(() => withBrowser(profileDir, (port) => audit(server.origin, path, port))),
          );
        figures.push(...figuresOf(name, found));
      }
      return figures;
    });
  },
};

/** Lighthouse's own word for it is to run it again. */
class NotRecorded extends Error {
  override readonly name = "NotRecorded";
}

/** A trace that could not be recorded has measured nothing: it is taken again, twice at most. */
async function recorded(take: () => Promise<Found>, again = 2): Promise<Found> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof NotRecorded) || again === 0) throw error;
    process.stdout.write(`  once more: ${error.message}\n`);
    return recorded(take, again - 1);
  }
}

const score = z.object({ score: z.nullable(z.number()) });
const report = z.object({
  lhr: z.object({
    finalDisplayedUrl: z.string(),
    runtimeError: z.optional(z.object({ message: z.string() })),
    categories: z.object({ performance: score, accessibility: score, "best-practices": score }),
    audits: z.record(
      z.string(),
      z.object({
        title: z.string(),
        score: z.nullable(z.number()),
        scoreDisplayMode: z.string(),
        numericValue: z.optional(z.number()),
      }),
    ),
  }),
});
type Found = z.infer<typeof report>["lhr"];

async function installed() {
  if (!existsSync(`${folder}node_modules/lighthouse`))
    execFileSync("npm", ["ci", "--prefix", folder], { stdio: "inherit" });
  const loaded: unknown = await import(
    new URL("node_modules/lighthouse/core/index.js", `file://${folder}`).href
  );
  const { default: run } = z
    .object({
      default: z.custom<(url: string, flags: object) => Promise<unknown>>((it) => typeof it === "function"),
    })
    .parse(loaded);
  return async (origin: string, path: string, port: number): Promise<Found> => {
    const { lhr } = report.parse(
      await run(new URL(path, origin).href, {
        port,
        logLevel: "error",
        onlyCategories: ["performance", "accessibility", "best-practices"],
        // Or it would be signed out. What belongs to the app itself was removed before the browser started.
        disableStorageReset: true,
      }),
    );
    if (lhr.runtimeError) throw new NotRecorded(lhr.runtimeError.message);
    if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(path, origin).pathname)
      throw new Error(`Lighthouse looked at ${lhr.finalDisplayedUrl}, not at ${path}`);
    return lhr;
  };
}

/** A listing with thirty photos and a kept edit; the addresses of what is looked at. */
async function prepare(page: Page, origin: string): Promise<ReadonlyMap<string, string>> {
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel(/Address or name/).fill("12 Oak Lane");
  await page.getByRole("button", { name: "Create listing" }).click();
  await page.waitForURL(/\/l\//);
  const listing = new URL(page.url()).pathname;
  const phone = page.viewportSize();
  // The grid holds the rows near the display only: on this one they are all.
  await page.setViewportSize({ width: 390, height: 8000 });
  await addPhotos(page, await thirtyPhotos());
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll(".tile img").length >= count &&
      document.querySelector(".tile-working") === null,
    photosInListing,
    { timeout: 300_000 },
  );
  if (phone) await page.setViewportSize(phone);
  await page.locator("[data-image]").first().click();
  await page.waitForURL(/\/p\//);
  const photo = new URL(page.url()).pathname;
  await page.goto(`${origin}${photo}?do=enhance`);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByText(/ kept\./).waitFor();
  const compare = new URL(page.url());
  return new Map([
    ["home", "/"],
    ["listing of 30", listing],
    ["form", `${photo}?do=enhance`],
    ["compare", `${photo}${compare.search}`],
  ]);
}

/** Once, as somebody would who comes back to it: what it shows now is kept for its next start. */
async function lookAt(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  const sinceMs = Date.now();
  await page.goto(url);
  const key = keyOfScreen(new URL(url));
  if (key === undefined) throw new Error(`Nothing is kept of ${url}`);
  await page.waitForFunction(
    ({ key, sinceMs }) => JSON.parse(localStorage.getItem(key) ?? "{}").keptAtMs >= sinceMs,
    { key, sinceMs },
  );
  await page.close();
}

/** Real photos where this machine has them, drawn rooms elsewhere. */
async function thirtyPhotos() {
  const shared = fileURLToPath(new URL("../../../../shared/photos/", import.meta.url));
  const names = existsSync(shared)
    ? (await readdir(shared)).filter((name) => /\.jpe?g$/.test(name)).toSorted()
    : [];
  return Promise.all(
    Array.from({ length: photosInListing }, async (_, n) => {
      const name = names[n % Math.max(1, names.length)];
      const picture =
        name === undefined
          ? await emptyRoom({ width: 1600, height: 1200 + n })
          : await readFile(`${shared}${name}`);
      // No two alike: the same photo twice is one photo.
      const bytes = await sharp(picture)
        .resize({ width: 1200 + n })
        .jpeg({ quality: 85 })
        .toBuffer();
      return { name: `photo ${n + 1}.jpg`, bytes };
    }),
  );
}

/** The profile in a browser of its own; what it had kept of the app (its worker, its caches, its pictures) goes first. */
async function withBrowser<T>(profileDir: string, work: (port: number) => Promise<T>): Promise<T> {
  for (const kept of ["Service Worker", "Cache", "Code Cache"])
    await rm(join(profileDir, "Default", kept), { recursive: true, force: true });
  const portFile = join(profileDir, "DevToolsActivePort");
  await rm(portFile, { force: true });
  const { executablePath, env } = await findBrowser();
  const browser = spawn(
    executablePath,
    [...browserArgs, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profileDir}`],
    { env: { ...process.env, ...env }, stdio: "ignore" },
  );
  const gone = new Promise((resolve) => browser.once("exit", resolve));
  try {
    while (!existsSync(portFile)) {
      if (browser.exitCode !== null) throw new Error("The browser ended before it listened");
      await pause(100);
    }
    // Its first window opens after that, and a trace begun meanwhile lacks its beginning.
    await pause(startsWithinMs);
    const [port] = (await readFile(portFile, "utf8")).split("\n");
    return await work(Number(port));
  } finally {
    browser.kill();
    await gone;
  }
}

function figuresOf(name: string, found: readonly Found[]): readonly Figure[] {
  const category = (key: keyof Found["categories"]): number =>
    median(found.map(({ categories }) => 100 * (categories[key].score ?? 0)));
  const audit = (key: string): number =>
    median(found.map(({ audits }) => audits[key]?.numericValue ?? Number.NaN));
  return [
    { name: `${name}, performance`, value: category("performance"), unit: "", target: "≥ 95" },
    { name: `${name}, accessibility`, value: category("accessibility"), unit: "", target: "100" },
    { name: `${name}, best practices`, value: category("best-practices"), unit: "", target: "100" },
    { name: `${name}, LCP`, value: audit("largest-contentful-paint"), unit: "ms", target: "≤ 1800" },
    { name: `${name}, CLS`, value: audit("cumulative-layout-shift"), unit: "", target: "≤ 0.05" },
    { name: `${name}, TBT`, value: audit("total-blocking-time"), unit: "ms", target: "≤ 150" },
  ];
}
