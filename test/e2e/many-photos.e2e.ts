import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { emptyRoom } from "#test/pictures/scenes.ts";
import { copyPhotos } from "./copy-photos.ts";
import { expect, test } from "./person.ts";

const photos = 120;
const aPage = 50;

test("a listing of many photos: walked by keyboard, come back to, selected whole, deleted", async ({
  page,
  person,
}) => {
  await page.getByRole("button", { name: "New listing" }).click();
  await page.getByLabel("Address or name").fill("1 Long Road");
  await page.getByRole("button", { name: "Create listing" }).click();
  await page.waitForURL(/\/l\//);
  await person.addPhotos({ name: "room.jpg", bytes: await emptyRoom({ width: 600, height: 400 }) });
  await expect(page.locator(".tile img")).toHaveCount(1, { timeout: 60_000 });
  await expect(page.locator(".tile-working")).toHaveCount(0, { timeout: 120_000 });
  await copyPhotos(person.server, photos - 1, new URL(page.url()).pathname.split("/").at(-1));
  await page.reload();
  await expect(tiles(page).nth(20)).toBeAttached();

  await test.step("only those near the display are in the page", async () => {
    await expect(item(page, photos)).toHaveCount(0);
    expect(await tiles(page).count()).toBeLessThan(60);
  });

  await test.step("End leads to the last photo read, again and again to the last of all", async () => {
    await tiles(page).first().focus();
    await expect
      .poll(async () => {
        await page.keyboard.press("End");
        return placeOfFocus(page);
      })
      .toBe(photos);
    await expect(item(page, photos)).toBeInViewport();
    await expect(item(page, photos)).toHaveAttribute("aria-setsize", String(photos));
    await expect(item(page, 20)).toHaveCount(0);
  });

  await test.step("arrows walk back row by row, and the page follows", async () => {
    const rows = 30;
    for (let row = 0; row < rows; row++) await page.keyboard.press("ArrowUp");
    expect(await placeOfFocus(page)).toBe(photos - 2 * rows);
    await expect(page.locator(":focus")).toBeInViewport();
  });

  await test.step("what has the focus keeps it, however far one scrolls", async () => {
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(item(page, 1)).toBeInViewport();
    expect(await placeOfFocus(page)).toBe(photos - 60);
    await page.keyboard.press("ArrowUp");
    await expect(item(page, photos - 62)).toBeInViewport();
  });

  await test.step("a photo opened and closed again is where it was, with the focus", async () => {
    const before = await page.locator(":focus").boundingBox();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible({ timeout: 60_000 });
    await page.goBack();
    await expect.poll(() => placeOfFocus(page)).toBe(photos - 62);
    const after = await page.locator(":focus").boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? Number.NaN))).toBeLessThan(2);
  });

  await test.step("everybody can use it", async () => {
    const { violations } = await new AxeBuilder({ page }).include(".grid").analyze();
    expect(violations).toEqual([]);
  });

  await test.step("a run is selected with Shift, by arrow and by click", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.getByText("3 selected")).toBeVisible();
    await item(page, 8)
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await expect(page.getByText("8 selected")).toBeVisible();
  });

  await page.reload();
  await test.step("all are selected, those too that nobody scrolled to, and go together", async () => {
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("button", { name: "Select all" }).click();
    await expect(page.getByText(`${photos} selected`)).toBeVisible();
    expect(photos).toBeGreaterThan(2 * aPage);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByText("No photos yet")).toBeVisible();
    await page.locator(".toast", { hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
    await expect(item(page, 1)).toBeVisible();
    await expect(page.getByText(`${photos} photos`)).toBeVisible();
  });
});

const tiles = (page: Page) => page.locator("[data-image]");

/** The photo at this place of the list, as a screen reader counts. */
const item = (page: Page, place: number) => page.locator(`[aria-posinset="${place}"]`);

const placeOfFocus = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Number(document.activeElement?.closest("[aria-posinset]")?.getAttribute("aria-posinset")),
  );
