import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import sharp from "sharp";
import { manifest } from "#src/manifest.ts";
import { dayHouse } from "#test/pictures/scenes.ts";
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

/** `DRAW_SCREENSHOTS=1` makes the manifest's screenshots anew, of a house this project draws itself. */
test("screenshots", async ({ browser, person, page }) => {
  test.skip(process.env["DRAW_SCREENSHOTS"] === undefined, "made by hand: DRAW_SCREENSHOTS=1");
  await person.addPhotos({ name: "Front 1.jpg", bytes: await dayHouse({ width: 1600, height: 1200 }) });
  await person.openPhoto("Front 1.jpg");
  await person.choose("Day to dusk");
  await person.start();
  await person.keep();
  const address = page.url();
  await mkdir("public/screenshots", { recursive: true });
  for (const { src, sizes, form_factor: form } of manifest.screenshots) {
    const [width = 0, height = 0] = sizes.split("x").map(Number);
    const density = form === "narrow" ? 2 : 1;
    const context = await browser.newContext({
      viewport: { width: width / density, height: height / density },
      deviceScaleFactor: density,
      storageState: await page.context().storageState(),
    });
    const view = await context.newPage();
    await view.goto(address);
    await view.waitForTimeout(2500);
    await writeFile(
      join("public", src),
      await sharp(await view.screenshot())
        .webp({ quality: 80 })
        .toBuffer(),
    );
    await context.close();
  }
});
