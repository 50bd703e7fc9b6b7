import { readFile, writeFile } from "node:fs/promises";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessibleInBoth } from "./is-accessible.ts";
import { expect, test } from "./person.ts";

const worker = "dist/service-worker.js";

test("a new version arrives while an edit runs and a form is half filled: nothing is lost, and the person says when", async ({
  page,
  person,
}) => {
  const built = await readFile(worker, "utf8");
  try {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await person.addPhotos({ name: "update.jpg", bytes: await emptyRoom({ width: 1200, height: 900 }) });
    await person.openPhoto("update.jpg");
    const address = page.url();
    await person.choose("Enhance");
    await person.start();
    await expect(page.getByRole("button", { name: /Cancel edit|Keep/ })).toBeVisible();
    await page
      .getByRole("link", { name: /^Original/ })
      .first()
      .click();
    await person.choose("Virtual renovation");
    await page.getByLabel("What should be new?").fill("paint the walls sage green");

    await test.step("it waits, and says so", async () => {
      await writeFile(worker, `${built}\n// The same worker, built again.\n`);
      await page.evaluate(async () => {
        await (await navigator.serviceWorker.getRegistration())?.update();
      });
      await expect(page.getByText("A new version is ready.")).toBeVisible();
      await isAccessibleInBoth(page);
      await expect(page.getByLabel("What should be new?")).toHaveValue("paint the walls sage green");
    });

    await test.step("it starts at a tap, and the form is as it was", async () => {
      const reloaded = page.waitForEvent("load");
      await page.getByRole("button", { name: "Update" }).click();
      await reloaded;
      await expect(page.getByLabel("What should be new?")).toHaveValue("paint the walls sage green");
      await expect(page.getByText("A new version is ready.")).toHaveCount(0);
    });

    await test.step("and the edit that ran is there", async () => {
      await page.goto(address);
      await page
        .getByRole("region", { name: "History" })
        .getByRole("link", { name: /^Enhance/ })
        .click();
      await person.keep();
    });
  } finally {
    await writeFile(worker, built);
  }
});
