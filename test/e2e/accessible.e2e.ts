import { type Page } from "@playwright/test";
import { dayHouse } from "#test/pictures/scenes.ts";
import { isAccessible } from "./is-accessible.ts";
import { expect, type Person, test } from "./person.ts";

for (const colorScheme of ["light", "dark"] as const)
  test(`every screen and dialog can be used by everybody, ${colorScheme}`, async ({ page, person }) => {
    test.setTimeout(400_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await test.step("home, empty or not", () => isAccessible(page));
    await person.addPhotos({ name: "axe.jpg", bytes: await dayHouse({ width: 900, height: 600 }) });
    await person.openPhoto("axe.jpg");
    await test.step("a photo with its suggestions", () => isAccessible(page));

    for (const edit of ["Virtual staging", "Day to dusk", "Enhance", "Remove items", "Virtual renovation"]) {
      await person.choose(edit);
      await test.step(`the form of ${edit}`, () => isAccessible(page));
      if (edit === "Virtual staging") {
        await page.getByRole("button", { name: "Mark the floor yourself" }).click();
        await expect(page.getByRole("button", { name: /^Near left corner/ })).toBeVisible();
        await test.step("the corners of a floor", () => isAccessible(page));
      }
      if (edit === "Remove items") {
        await page.getByRole("link", { name: "Mark what to remove" }).click();
        await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
        await test.step("the mask editor", () => isAccessible(page));
        for (const tool of ["Select", "Erase", "Box"]) {
          await page.getByRole("button", { name: tool, exact: true }).click();
          await test.step(`its tool ${tool}`, () => isAccessible(page));
        }
        await page.goBack();
      }
      await page.getByRole("button", { name: "Close form" }).click();
    }

    await person.choose("Enhance");
    await person.start();
    await expect(page.getByRole("button", { name: "Keep" })).toBeVisible({ timeout: 120_000 });
    await test.step("a preview", () => isAccessible(page));
    await person.keep();
    await expect(page.locator(".toast")).toHaveCount(0);
    await test.step("a kept edit", () => isAccessible(page));
    for (const opener of [
      "More about this photo",
      "Download",
      "More about Original",
      "More about Enhance",
      "Compare two",
    ])
      await dialogIsAccessible(page, opener);
    await page.keyboard.press("?");
    await openDialogIsAccessible(page, "keys");

    await page.goto(`${person.server.origin}/capture`);
    await expect(page.getByRole("button", { name: "Take photo" })).toBeVisible();
    await test.step("the camera", () => isAccessible(page));
    await page.goto(`${person.server.origin}/batch`);
    await expect(page.getByRole("heading", { name: "Batch", level: 1 })).toBeVisible();
    await test.step("batch", () => isAccessible(page));
    await test.step("a batch, from its photos to its undoing", () => batchIsAccessible(page, person));
    await page.goto(person.server.origin);
    await dialogIsAccessible(page, "New listing");
    await page.goto(`${person.server.origin}/activity`);
    await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
    await test.step("activity", () => isAccessible(page));
    await page.goto(`${person.server.origin}/settings`);
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await test.step("settings", () => isAccessible(page));
    await dialogIsAccessible(page, "Delete my data");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("button", { name: "Use the demo account" })).toBeVisible();
    await test.step("sign-in", () => isAccessible(page));
  });

async function batchIsAccessible(page: Page, { server }: Person): Promise<void> {
  await page.goto(server.origin);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page
    .getByRole("checkbox", { name: /axe\.jpg/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Batch", exact: true }).click();
  await page.getByLabel("What should be done?").fill("400 wide as JPEG");
  await page.getByLabel("What should be done?").press("Enter");
  await expect(page.getByRole("button", { name: "Run on 1 photo" })).toBeVisible();
  await isAccessible(page);
  await dialogIsAccessible(page, "Save as recipe");
  await page.getByRole("button", { name: "Run on 1 photo" }).click();
  await expect(page.getByRole("button", { name: "Undo all" })).toBeVisible({ timeout: 60_000 });
  await isAccessible(page);
  await dialogIsAccessible(page, "Undo all");
}

async function dialogIsAccessible(page: Page, opener: string): Promise<void> {
  await page.getByRole("button", { name: opener, exact: true }).first().click();
  await openDialogIsAccessible(page, opener);
}

async function openDialogIsAccessible(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await test.step(`the dialog of ${name}`, () => isAccessible(page));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}
