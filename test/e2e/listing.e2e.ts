import { type Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { readFile } from "node:fs/promises";
import { dayHouse, emptyRoom } from "#test/pictures/scenes.ts";
import { isAccessible } from "./is-accessible.ts";
import { expect, test } from "./person.ts";

test("a listing from its first photo to its last: made, named, filled, sorted, deleted with undo", async ({
  page,
  person,
}) => {
  await newListing(page, "3 Elm Road");
  await expect(page.getByText("No photos yet")).toBeVisible();
  await person.addPhotos(
    { name: "Kitchen 1.jpg", bytes: await emptyRoom({ width: 900, height: 600 }) },
    { name: "IMG_2.jpg", bytes: await dayHouse({ width: 900, height: 600 }) },
  );
  await expect(photo(page, "Kitchen 1.jpg")).toBeVisible({ timeout: 60_000 });
  await expect(photo(page, "IMG_2.jpg")).toBeVisible({ timeout: 60_000 });

  await test.step("the shot list knows what the photo's name says", async () => {
    await expect(page.getByRole("button", { name: "Kitchen, 1 photo" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Bathroom, still to be taken/ })).toBeVisible();
  });

  await test.step("the listing gets another name", async () => {
    await page.getByRole("button", { name: "Rename, rooms, delete" }).click();
    await page.getByLabel("Address or name").fill("5 Oak Street");
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("heading", { name: "5 Oak Street" })).toBeVisible();
  });

  await test.step("a photo held is selected; it gets another name", async () => {
    await hold(page, "IMG_2.jpg");
    await expect(page.getByRole("checkbox", { name: /IMG_2/ })).toBeChecked();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("Name of the photo").fill("Front.jpg");
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(photo(page, "Front.jpg")).toBeVisible();
    await expect(page.getByRole("button", { name: "Front, 1 photo" })).toBeVisible();
  });

  await home(page);
  await newListing(page, "7 Lake View");
  await home(page);
  await page.getByRole("link", { name: /^5 Oak Street/ }).click();

  await test.step("both photos go to another listing, by keyboard", async () => {
    await photo(page, "Front.jpg").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByText("2 selected")).toBeVisible();
    await page.getByRole("button", { name: "Move" }).click();
    await page.getByRole("button", { name: /^7 Lake View/ }).click();
    await expect(page.getByText("2 photos moved to 7 Lake View.")).toBeVisible();
    await expect(page.getByText("No photos yet")).toBeVisible();
  });

  await home(page);
  await expect(page.getByRole("link", { name: /^7 Lake View\s*2 photos/ })).toBeVisible();
  await page.getByRole("link", { name: /^7 Lake View/ }).click();

  await test.step("all photos are saved in one file, with what must be said of them", async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Rename, rooms, delete" }).click();
    await page.getByRole("button", { name: "Save all photos" }).click();
    const zip = await saved;
    expect(zip.suggestedFilename()).toBe("7 Lake View.zip");
    const files = unzipSync(await readFile(await zip.path()));
    expect(Object.keys(files).toSorted()).toEqual(["Front.jpg", "Kitchen 1.jpg", "What to say.txt"]);
    const said = new TextDecoder().decode(files["What to say.txt"]);
    expect(said.split("\r\n").toSorted()).toEqual([
      "",
      "Front.jpg: as it was taken, no label needed",
      "Kitchen 1.jpg: as it was taken, no label needed",
    ]);
    await expect(page.getByText("2 photos saved as one ZIP.")).toBeVisible();
    await dismissToasts(page);
  });

  await test.step("a deletion can be taken back, and goes through when it is not", async () => {
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("checkbox", { name: /Front/ }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByRole("link", { name: /^Front\.jpg/ })).toHaveCount(0);
    await page.locator(".toast", { hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
    await expect(photo(page, "Front.jpg")).toBeVisible();

    await hold(page, "Kitchen 1.jpg");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await dismissToasts(page);
    await expect(page.getByText("1 photo", { exact: true })).toBeVisible();
    await page.reload();
    await expect(photo(page, "Front.jpg")).toBeVisible();
    await expect(photo(page, "Kitchen 1.jpg")).toHaveCount(0);
  });

  await test.step("the listing goes, its photo stays", async () => {
    await page.getByRole("button", { name: "Rename, rooms, delete" }).click();
    await page.getByRole("button", { name: "Delete listing" }).click();
    await page.getByRole("button", { name: "Delete listing, keep photos" }).click();
    await expect(page.getByRole("heading", { name: "Listings" })).toBeVisible();
    await dismissToasts(page);
    await expect(page.getByRole("link", { name: /^7 Lake View/ })).toHaveCount(0);
    await page.reload();
    await expect(photo(page, "Front.jpg")).toBeVisible();
    await expect(page.getByRole("link", { name: /^7 Lake View/ })).toHaveCount(0);
  });
});

test("without a signal, listings can be looked through and a change is refused in words", async ({
  page,
  person,
}) => {
  await newListing(page, "9 Hill Lane");
  await person.addPhotos({ name: "Hall 1.jpg", bytes: await emptyRoom({ width: 800, height: 600 }) });
  await expect(photo(page, "Hall 1.jpg")).toBeVisible({ timeout: 60_000 });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await home(page);
  await page.waitForTimeout(1500);
  await page.context().setOffline(true);
  await page.getByRole("link", { name: /^9 Hill Lane/ }).click();
  await expect(photo(page, "Hall 1.jpg")).toBeVisible();
  await hold(page, "Hall 1.jpg");
  await page.getByRole("button", { name: "Move" }).click();
  await page.getByRole("button", { name: "No listing" }).click();
  await expect(page.getByText("We could not reach Reimagine.")).toBeVisible();
  await expect(page.getByText("Look for a signal and try again.")).toBeVisible();
  await page.context().setOffline(false);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`listings can be used by everybody, ${colorScheme}`, async ({ page, person }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const name = `Axe ${colorScheme}`;
    await newListing(page, name);
    await test.step("an empty listing", () => isAccessible(page));
    await person.addPhotos({ name: "Bedroom 1.jpg", bytes: await emptyRoom({ width: 700, height: 500 }) });
    await expect(photo(page, "Bedroom 1.jpg")).toBeVisible({ timeout: 60_000 });
    await test.step("a listing", () => isAccessible(page));
    await page.getByRole("button", { name: "Rename, rooms, delete" }).click();
    await test.step("its menu", () => isAccessible(page));
    await page.getByRole("button", { name: "Delete listing" }).click();
    await test.step("its end", () => isAccessible(page));
    await page.getByRole("button", { name: "Cancel" }).click();
    await hold(page, "Bedroom 1.jpg");
    await test.step("photos being selected", () => isAccessible(page));
    for (const sheet of ["Move", "More"]) {
      await page.getByRole("button", { name: sheet, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await test.step(sheet, () => isAccessible(page));
      await page.keyboard.press("Escape");
    }
    for (const sheet of ["Say which room it is", "Rename"]) {
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: sheet }).click();
      await expect(page.getByRole("dialog", { name: /room|Rename/ })).toBeVisible();
      await test.step(sheet, () => isAccessible(page));
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("Escape");
    await home(page);
    await test.step("the listings", () => isAccessible(page));
    await page.getByRole("button", { name: "New listing" }).click();
    await test.step("a new one", () => isAccessible(page));
  });

const photo = (page: Page, name: string) => page.getByRole("link", { name: new RegExp(`^${name}`) });

async function newListing(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel("Address or name").fill(name);
  await page.getByRole("button", { name: "Create listing" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

async function home(page: Page): Promise<void> {
  await page.getByRole("link", { name: "To the listings" }).click();
  await expect(page.getByRole("heading", { name: "Listings" })).toBeVisible();
}

/** As a thumb does it: down, still for a while, up. */
async function hold(page: Page, name: string): Promise<void> {
  const box = await photo(page, name).boundingBox();
  if (box === null) throw new Error(`${name} is not on the screen`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(700);
  await page.mouse.up();
}

async function dismissToasts(page: Page): Promise<void> {
  const close = page.locator(".toast").getByRole("button", { name: "Close" });
  while ((await close.count()) > 0) await close.first().click();
}
