import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { manifest } from "#src/manifest.ts";
import { dayHouse } from "#test/pictures/scenes.ts";
import { test } from "./person.ts";

/** Not a journey: `DRAW_SCREENSHOTS=1 npm run test:e2e` makes the manifest's screenshots anew, of a house this project draws itself. */
test("screenshots", async ({ browser, person, page }) => {
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
