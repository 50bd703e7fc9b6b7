import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import sharp from "sharp";
import { manifest } from "#src/manifest.ts";
import { browserArgs, findBrowser } from "./browser.ts";
import { expect, test } from "./person.ts";

test("the browser finds nothing that keeps the app from being installed; its camera is a shortcut", async ({
  server,
}) => {
  const profile = await mkdtemp(join(tmpdir(), "reimagine-profile-"));
  const { executablePath, env } = await findBrowser();
  // Pages without a profile of their own count as private ones, where nothing can be installed.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    env: { ...process.env, ...env },
    args: [...browserArgs],
    channel: "chromium",
  });
  try {
    const page = await context.newPage();
    await page.goto(server.origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const session = await context.newCDPSession(page);
    const { errors, data } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? "{}")).toMatchObject({ shortcuts: [{ name: "Capture", url: "/capture" }] });
    await expect
      .poll(async () => (await session.send("Page.getInstallabilityErrors")).installabilityErrors)
      .toEqual([]);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test("what the manifest shows is there, as large as it says and small enough to fetch", async () => {
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots]) {
    const bytes = await readFile(join("public", src));
    const { width, height, format } = await sharp(bytes).metadata();
    expect(`${width}x${height} image/${format}`).toBe(`${sizes} ${type}`);
    expect((await stat(join("public", src))).size).toBeLessThanOrEqual(200_000);
  }
});
